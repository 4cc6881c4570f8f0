"""Why the person thinks they were targeted. Their belief is enough; it is never questioned."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, note, one_of, several_of
from reporting.reports.steps.told import Told
from reporting.reports.told_vocabulary import TARGETED_GROUPS
from reporting.reports.vocabulary import STRANDS, ReportKind

AGAINST = _l("Whom did it seem to be against?")


class Why(StepForm):
    """Asked of hate incidents only: a community safety concern needs no reason."""

    key = "why"
    title = _l("Were you targeted because of who you are, or who they think you are?")
    asked_when = _l("Only if it was because of who somebody is")
    lead = _l("You do not have to prove it.")
    follows = {f"against_{strand}": ("strands", frozenset({strand})) for strand in TARGETED_GROUPS}

    strands = SeveralOf(
        _l("Because of"), STRANDS, hint=_l("Choose all that apply."), must=_l("Choose at least one reason")
    )
    primary_strand = OneOf(_l("Which of these was the main reason?"), STRANDS)
    against_race = SeveralOf(AGAINST, TARGETED_GROUPS["race"])
    against_religion = SeveralOf(_l("Which religion did they seem to have in mind?"), TARGETED_GROUPS["religion"])
    against_disability = SeveralOf(_l("Which kind of condition?"), TARGETED_GROUPS["disability"])
    against_sexual_orientation = SeveralOf(AGAINST, TARGETED_GROUPS["sexual_orientation"])
    against_transgender = SeveralOf(AGAINST, TARGETED_GROUPS["transgender"])
    perceived_by = several_of(Account, "perceived_by", hint=_l("Choose all that apply."))
    targeted_as = one_of(Account, "targeted_as")
    bias_indicators = several_of(Account, "bias_indicators", hint=_l("Choose all that apply. None of them is needed."))
    why_perceived = note(_l("What makes you think so?"), hint=_l("Only if you wish to say."))

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        return told.one("teller", "kind") != ReportKind.COMMUNITY_SAFETY_CONCERN

    @property
    def targeted_groups(self) -> list[str]:
        """Everyone it seemed to be against, whatever the reason."""
        return sorted({key for strand in TARGETED_GROUPS for key in self.value(f"against_{strand}")})

    def validate_primary_strand(self, field: Any) -> None:
        """Asked only where several were chosen; where one was, it is that one."""
        chosen = self.strands.data or []
        if len(chosen) == 1:
            field.data = chosen[0]
        elif not chosen:
            field.data = ""
        elif field.data not in chosen:
            raise ValidationError(_l("You chose several reasons. Choose the main one."))
