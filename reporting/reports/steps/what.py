"""What happened: free words first, boxes after."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports import vocabulary as words
from reporting.reports.steps.asking import NARRATIVE_SIGNS, OneOf, SeveralOf, StepForm, note


class What(StepForm):
    key = "what"
    title = _l("What happened?")
    lead = _l("Listen first. Write down what the person says, in their own words.")

    narrative = note(
        _l("In their own words"),
        hint=_l("In any language. Leave out the names of other people."),
        must=_l("Write down what happened"),
        signs=NARRATIVE_SIGNS,
    )
    narrative_english = note(_l("The same in English, if it was told in another language"), signs=NARRATIVE_SIGNS)
    exact_words = note(_l("Words that were shouted, written or sent, exactly as they were"))
    kind = OneOf(_l("What kind of report is this?"), words.KINDS, must=_l("Choose the kind of report"))
    incident_types = SeveralOf(
        _l("Which of these happened?"),
        words.INCIDENT_TYPES,
        hint=_l("Choose all that apply."),
        must=_l("Choose at least one"),
    )
    main_type = OneOf(_l("Which of these was the worst?"), words.INCIDENT_TYPES)

    def validate_main_type(self, field: Any) -> None:
        """Asked only where several were chosen; where one was, it is that one."""
        chosen = self.incident_types.data or []
        if len(chosen) == 1:
            field.data = chosen[0]
        elif chosen and field.data not in chosen:
            raise ValidationError(_l("Several things happened. Choose the worst of them."))
