"""What happened: free words first, boxes after."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.i18n import SOURCE
from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import NARRATIVE_SIGNS, OneOf, SeveralOf, StepForm, line_for, note, note_for, one_of


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
    exact_words_english = note_for(Account, "exact_words_english")
    translated_by = one_of(Account, "translated_by")
    witnesses = line_for(Account, "witnesses", hint=_l("How many, and how to reach them if they agreed."))
    incident_types = SeveralOf(
        _l("Which of these happened?"),
        words.INCIDENT_TYPES,
        hint=_l("Choose all that apply."),
        must=_l("Choose at least one"),
    )
    main_type = OneOf(_l("Which of these was the worst?"), words.INCIDENT_TYPES)

    def left_out(self) -> set[str]:
        """Where both speak English there is nothing to put into it."""
        is_english = self.told.second_language in {"", SOURCE}
        return {"narrative_english", "exact_words_english", "translated_by"} if is_english else set()

    def validate_translated_by(self, field: Any) -> None:
        has_english = (self.narrative_english.data or "").strip() or (self.exact_words_english.data or "").strip()
        if has_english and not field.data:
            raise ValidationError(_l("Say who put it into English"))

    def validate_main_type(self, field: Any) -> None:
        """Asked only where several were chosen; where one was, it is that one."""
        chosen = self.incident_types.data or []
        if len(chosen) == 1:
            field.data = chosen[0]
        elif chosen and field.data not in chosen:
            raise ValidationError(_l("Several things happened. Choose the worst of them."))
