"""Whom to ring now, where somebody needs protection."""

from flask_babel import lazy_gettext as _l

from reporting.reports.steps.asking import StepForm, Ticked
from reporting.reports.steps.told import Told


class Protect(StepForm):
    """Asked only where a concern was raised. The numbers stand on the page (``_protect.html``)."""

    key = "protect"
    title = _l("Somebody may need protection now")
    asked_when = _l("Only if somebody is at risk")
    lead = _l("The coordinator has been told that somebody is at risk. Do not wait for an answer: ring first.")

    has_acted = Ticked(
        _l("I have rung, or I ring as soon as this person has left"),
        must=_l("Say that you have rung or will ring"),
    )

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        return bool(concerns(told))


def concerns(told: Told) -> frozenset[str]:
    """Keys of SAFEGUARDING: what was ticked, and talk of self-harm."""
    said = {"suicide"} if told.one("risk", "suicidal") == "yes" else set()
    return told.several("risk", "safeguarding") | said
