"""What would help, and how the person may be answered."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting import clock
from reporting.fields import Day
from reporting.reports.contents import Account, Identity
from reporting.reports.steps.asking import SeveralOf, StepForm, line, note, one_of, several_of
from reporting.reports.vocabulary import CONTACT_MEANS, SUPPORT_WANTED, SharingChoice

WAYS = frozenset({"phone", "text"})


class Support(StepForm):
    """Of what is only counted, who it was is never kept: then nothing of that is asked."""

    key = "support"
    title = _l("What would help you, and how may we answer?")
    lead = _l("This stays with the coordinator, whatever you chose to share.")
    follows = {
        "phone": ("contact_means", WAYS),
        "safe_to_say": ("contact_means", WAYS),
        "email": ("contact_means", frozenset({"email"})),
        "trusted_contact": ("contact_means", frozenset({"trusted"})),
    }

    wanted = SeveralOf(_l("What would help"), SUPPORT_WANTED, hint=_l("Choose all that apply."))
    wanted_outcomes = several_of(Account, "wanted_outcomes", hint=_l("Choose all that apply."))
    notes = note(_l("Anything else that would help"))
    feedback_wanted = one_of(Identity, "feedback_wanted")
    contact_means = SeveralOf(
        _l("How may you be reached?"),
        CONTACT_MEANS,
        hint=_l("Choose all that are safe. With your reference and number you can always look for yourself."),
    )
    phone = line(_l("Telephone number that is safe to use"))
    safe_to_say = one_of(Identity, "safe_to_say")
    email = line(_l("E-mail address that is safe to use"))
    trusted_contact = line(_l("Whom do you trust, and how are they reached?"), hint=_l("Ask them first."))
    contact_rules = note(_l("Anything to be careful about when reaching you"))
    name = line(_l("What should we call you?"), hint=_l("You can leave it empty."))
    address = note(_l("Address"))
    date_of_birth = Day(_l("Date of birth"), hint=_l("The police ask for it. You can leave it empty."))
    special_requirements = several_of(Identity, "special_requirements", hint=_l("Choose all that apply."))

    def left_out(self) -> set[str]:
        choice = self.told.one("sharing", "sharing")
        only_named = {"date_of_birth", "special_requirements"}
        if choice == SharingChoice.STATISTICS_ONLY:
            return {field.name for field in self} - {"csrf_token", "wanted", "wanted_outcomes", "notes"}
        return set() if choice == SharingChoice.IDENTITY_TO_POLICE else only_named

    def validate_email(self, field: Any) -> None:
        if field.data and "@" not in field.data:
            raise ValidationError(_l("This is not an e-mail address. Correct it or leave it empty."))

    def validate_date_of_birth(self, field: Any) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_l("This day is in the future"))
