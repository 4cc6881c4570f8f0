"""What may be shared. The most important page: explained in plain words before anything is told."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports.sharing import POLICE_CHOICES
from reporting.reports.steps.asking import OneOf, StepForm, Ticked
from reporting.reports.vocabulary import CONSENT_GIVEN_BY, SHARING_CHOICES

WORDING = "2026-11"  # changes whenever a sentence of this page changes its meaning


class Sharing(StepForm):
    key = "sharing"
    title = _l("What may we do with what you tell us?")
    lead = _l(
        "You decide, and you can change your mind later. If a life is in danger, or a child is at risk, we may have to "
        "tell someone; we would tell you first wherever that is safe. We never ask about immigration status."
    )

    sharing = OneOf(_l("Choose one"), SHARING_CHOICES, must=_l("Choose what may be shared"))
    shares_full_account = Ticked(
        _l("The police may also read my own words"),
        hint=_l("Only if you share with the police. Otherwise they read a short summary that the coordinator writes."),
    )
    shares_demographics = Ticked(
        _l("The police may also know my age group, my background and which centre I came to"),
        hint=_l("Only if you share with the police."),
    )
    consent_given_by = OneOf(_l("Who is choosing?"), CONSENT_GIVEN_BY, must=_l("Say who is choosing"))
    is_read_back = Ticked(
        _l("I have read the choice back, and it was understood"),
        must=_l("Read the choice back before you go on"),
    )

    def validate_sharing(self, field: Any) -> None:
        """Identity can be shared only by the person or their guardian."""
        if field.data == "identity_to_police" and self.consent_given_by.data == "nobody":
            raise ValidationError(_l("Only the person, or a parent or guardian, can agree to share who they are"))

    @property
    def reaches_police(self) -> bool:
        return self.sharing.data in POLICE_CHOICES
