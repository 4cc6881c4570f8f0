"""The question pages in the order people tell it."""

from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.before import Before
from reporting.reports.steps.harm import Harm
from reporting.reports.steps.online import Online
from reporting.reports.steps.paper import Paper
from reporting.reports.steps.protect import Protect
from reporting.reports.steps.risk import RiskNow
from reporting.reports.steps.safety import Safety
from reporting.reports.steps.sharing import Sharing
from reporting.reports.steps.support import Support
from reporting.reports.steps.teller import Teller
from reporting.reports.steps.told import Told
from reporting.reports.steps.transport import Transport
from reporting.reports.steps.what import What
from reporting.reports.steps.when import When
from reporting.reports.steps.where import Where
from reporting.reports.steps.who import Who
from reporting.reports.steps.why import Why
from reporting.reports.steps.you import You

STEPS: tuple[type[StepForm], ...] = (
    Safety, Paper, Sharing, Teller, What, When, Where, Online, Transport, Why, Who, Harm, Before, RiskNow, Protect,
    Support, You,
)  # fmt: skip
N_PAGES = len(STEPS) + 1  # and the page on which everything is checked
NUMBERS = {step.key: number for number, step in enumerate(STEPS, start=1)}


def step_at(number: int) -> type[StepForm] | None:
    """The page with this number, from 1."""
    return STEPS[number - 1] if 1 <= number <= len(STEPS) else None


def asked(told: Told) -> list[int]:
    """The numbers of the pages that this report needs, and of the one on which everything is checked."""
    return [*(number for number, step in enumerate(STEPS, start=1) if step.is_asked(told)), N_PAGES]


def after(number: int, told: Told) -> int:
    """The next page that is needed."""
    return next((one for one in asked(told) if one > number), N_PAGES)


def before(number: int, told: Told) -> int:
    """The page before it that is needed; 0: none."""
    return next((one for one in reversed(asked(told)) if one < number), 0)
