"""Is anyone in danger now? Nothing else is asked before."""

from flask_babel import lazy_gettext as _l

from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, StepForm, Ticked, one_of
from reporting.reports.told_vocabulary import UNSUITED_INTERPRETERS
from reporting.reports.vocabulary import CHANNELS


class Safety(StepForm):
    key = "safety"
    title = _l("Is anyone in danger now?")
    lead = _l(
        "If someone is in danger, or hurt, stop here and call 999 first. The report can wait. Nobody here asks about "
        "immigration status, now or later."
    )
    follows = {"goes_on_without": ("interpreter_now", UNSUITED_INTERPRETERS)}

    is_safe = Ticked(
        _l("Nobody is in danger now, or 999 has been called"),
        must=_l("Make sure that nobody is in danger before you go on"),
    )
    is_private = Ticked(_l("We are somewhere quiet, and nobody who should not hear is listening"))
    channel = OneOf(
        _l("How are you speaking with each other?"), CHANNELS, must=_l("Choose how you are speaking with each other")
    )
    interpreter_now = one_of(Account, "interpreter_now", must=_l("Choose who interprets, or that nobody does"))
    goes_on_without = Ticked(
        _l("We offered another interpreter or another day, and the person wants to go on like this"),
        hint=_l(
            "A relative or a child may leave things out to spare someone, and a child should not have to hear this. Ask "
            "the coordinator for an interpreter by telephone, ask a colleague who speaks the language, or meet on "
            "another day."
        ),
        must=_l("Offer another interpreter first. Tick the box if the person still wants to go on like this."),
    )
