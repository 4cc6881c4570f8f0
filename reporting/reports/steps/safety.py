"""Is anyone in danger now? Nothing else is asked before."""

from flask_babel import lazy_gettext as _l

from reporting.reports.steps.asking import OneOf, StepForm, Ticked
from reporting.reports.vocabulary import CHANNELS


class Safety(StepForm):
    key = "safety"
    title = _l("Is anyone in danger now?")
    lead = _l("If someone is in danger, or hurt, stop here and call 999 first. The report can wait.")

    is_safe = Ticked(
        _l("Nobody is in danger now, or 999 has been called"),
        must=_l("Make sure that nobody is in danger before you go on"),
    )
    is_private = Ticked(
        _l("We are somewhere quiet, and nobody who should not hear is listening"),
        hint=_l("If a child or a relative is interpreting, ask the coordinator for an interpreter instead."),
    )
    channel = OneOf(
        _l("How are you speaking with each other?"), CHANNELS, must=_l("Choose how you are speaking with each other")
    )
