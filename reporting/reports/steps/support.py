"""What would help."""

from flask_babel import lazy_gettext as _l

from reporting.reports.steps.asking import SeveralOf, StepForm, note
from reporting.reports.vocabulary import SUPPORT_WANTED


class Support(StepForm):
    key = "support"
    title = _l("What would help you?")
    lead = _l("This stays with the coordinator, whatever you chose to share.")

    wanted = SeveralOf(_l("What would help"), SUPPORT_WANTED, hint=_l("Choose all that apply."))
    notes = note(_l("Anything else that would help"))
