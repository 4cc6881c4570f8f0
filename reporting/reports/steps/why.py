"""Why the person thinks they were targeted. Their belief is enough; it is never questioned."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, note
from reporting.reports.vocabulary import STRANDS


class Why(StepForm):
    key = "why"
    title = _l("Were you targeted because of who you are, or who they think you are?")
    lead = _l("You do not have to prove it. For a community safety concern, leave this empty.")

    strands = SeveralOf(_l("Because of"), STRANDS, hint=_l("Choose all that apply."))
    primary_strand = OneOf(_l("Which of these was the main reason?"), STRANDS)
    why_perceived = note(_l("What makes you think so?"), hint=_l("Only if you wish to say."))

    def validate_primary_strand(self, field: Any) -> None:
        """Asked only where several were chosen; where one was, it is that one."""
        chosen = self.strands.data or []
        if len(chosen) == 1:
            field.data = chosen[0]
        elif not chosen:
            field.data = ""
        elif field.data not in chosen:
            raise ValidationError(_l("You chose several reasons. Choose the main one."))
