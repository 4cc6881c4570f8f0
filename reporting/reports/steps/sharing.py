"""What may be shared. The most important page: explained in plain words before anything is told."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports.sharing import POLICE_CHOICES
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, Ticked
from reporting.reports.vocabulary import CONSENT_GIVEN_BY, RECIPIENTS, SHARING_CHOICES, SharingChoice

WORDING = "2026-12-evidence"  # changes whenever a sentence of this page changes its meaning

WARD_TEAM = "ward_team"
OTHERS = {key: term for key, term in RECIPIENTS.items() if key != WARD_TEAM}
WITH_POLICE_IN_THE_ROOM = frozenset({"panel"})
BEYOND_COUNTING = frozenset(SharingChoice) - {SharingChoice.STATISTICS_ONLY}


class Sharing(StepForm):
    key = "sharing"
    title = _l("What may we do with what you tell us?")
    lead = _l(
        "You decide, and you can change your mind later. If a life is in danger, or a child is at risk, we may have to "
        "tell someone; we would tell you first wherever that is safe. We never ask about immigration status."
    )
    follows = {
        "shares_full_account": ("sharing", POLICE_CHOICES),
        "shares_demographics": ("sharing", POLICE_CHOICES),
        "share_with": ("sharing", BEYOND_COUNTING),
        "may_be_case_study": ("sharing", BEYOND_COUNTING),
    }

    sharing = OneOf(_l("Choose one"), SHARING_CHOICES, must=_l("Choose what may be shared"))
    shares_full_account = Ticked(
        _l("The police may also read my own words and get my photographs, papers and recordings"),
        hint=_l(
            "Only if you share with the police. Otherwise they read a short summary that the coordinator writes. "
            "Photographs, papers and recordings go along only where you share the exact place, and those in which you can "
            "be seen or heard only if you share who you are."
        ),
    )
    shares_demographics = Ticked(
        _l("The police may also know my age group, my background and which centre I came to"),
        hint=_l("Only if you share with the police."),
    )
    share_with = SeveralOf(
        _l("May anyone else be told?"),
        OTHERS,
        hint=_l("Each is asked for by itself. Leave all empty if nobody else may be told."),
    )
    may_be_case_study = Ticked(_l("My story may be told without my name to show that this work is needed"))
    consent_given_by = OneOf(_l("Who is choosing?"), CONSENT_GIVEN_BY, must=_l("Say who is choosing"))
    is_read_back = Ticked(
        _l("I have read the choice back, and it was understood"),
        must=_l("Read the choice back before you go on"),
    )

    def validate_sharing(self, field: Any) -> None:
        """Identity can be shared only by the person or their guardian."""
        if field.data == "identity_to_police" and self.consent_given_by.data == "nobody":
            raise ValidationError(_l("Only the person, or a parent or guardian, can agree to share who they are"))

    def validate_share_with(self, field: Any) -> None:
        """The police sit on the panel."""
        if WITH_POLICE_IN_THE_ROOM & set(field.data or []) and not self.reaches_police:
            raise ValidationError(_l("The police sit on the panel. Choose it only if you share with the police."))

    @property
    def reaches_police(self) -> bool:
        return self.sharing.data in POLICE_CHOICES

    @property
    def recipients(self) -> frozenset[str]:
        """Everyone who may be told, the ward team included."""
        return frozenset(self.value("share_with")) | ({WARD_TEAM} if self.reaches_police else set())
