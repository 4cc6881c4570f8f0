"""The question pages in the order people tell it."""

from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.harm import Harm, Risk
from reporting.reports.steps.safety import Safety
from reporting.reports.steps.sharing import Sharing
from reporting.reports.steps.support import Support
from reporting.reports.steps.what import What
from reporting.reports.steps.when import When
from reporting.reports.steps.where import Where
from reporting.reports.steps.who import Who
from reporting.reports.steps.why import Why
from reporting.reports.steps.you import You

STEPS: tuple[type[StepForm], ...] = (Safety, Sharing, What, When, Where, Why, Who, Harm, Risk, Support, You)
N_PAGES = len(STEPS) + 1  # and the page on which everything is checked


def step_at(number: int) -> type[StepForm] | None:
    """The page with this number, from 1."""
    return STEPS[number - 1] if 1 <= number <= len(STEPS) else None
