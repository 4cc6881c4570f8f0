"""Harm, risk and what happened before."""

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm


class Harm(StepForm):
    key = "harm"
    title = _l("How has it affected you?")

    injury = OneOf(_l("Was anyone injured?"), words.INJURIES, must=_l("Choose one, or not known"))
    impacts = SeveralOf(_l("What has changed since?"), words.IMPACTS, hint=_l("Choose all that apply."))
    repeat = OneOf(_l("Has something like this happened before?"), words.REPEATS, must=_l("Choose one, or not known"))
    first_ever_told = OneOf(_l("Who knew about this before today?"), words.FIRST_TOLD, must=_l("Choose one"))
    reported_elsewhere = SeveralOf(
        _l("Has it been reported anywhere else?"), words.REPORTED_ELSEWHERE, hint=_l("Leave empty if it has not.")
    )


class Risk(StepForm):
    key = "risk"
    title = _l("How safe are you now?")
    lead = _l("Each answer helps decide how quickly someone must act.")

    targeted_at_home = OneOf(
        words.RISK_QUESTIONS["targeted_at_home"].label, words.YES_NO, must=_l("Choose one, or not known")
    )
    known_and_near = OneOf(
        words.RISK_QUESTIONS["known_and_near"].label, words.YES_NO, must=_l("Choose one, or not known")
    )
    escalating = OneOf(words.RISK_QUESTIONS["escalating"].label, words.YES_NO, must=_l("Choose one, or not known"))
    weapons_or_fire = OneOf(
        words.RISK_QUESTIONS["weapons_or_fire"].label, words.YES_NO, must=_l("Choose one, or not known")
    )
    threats_to_kill = OneOf(
        words.RISK_QUESTIONS["threats_to_kill"].label, words.YES_NO, must=_l("Choose one, or not known")
    )
    children = OneOf(words.RISK_QUESTIONS["children"].label, words.YES_NO, must=_l("Choose one, or not known"))
    vulnerable = OneOf(words.RISK_QUESTIONS["vulnerable"].label, words.YES_NO, must=_l("Choose one, or not known"))
    suicidal = OneOf(words.RISK_QUESTIONS["suicidal"].label, words.YES_NO, must=_l("Choose one, or not known"))
    retaliation = OneOf(words.RISK_QUESTIONS["retaliation"].label, words.YES_NO, must=_l("Choose one, or not known"))


HIGH, MEDIUM = 6, 4


def suggested_risk(answers: dict[str, str]) -> words.Risk:
    """The level the answers suggest; a person decides. Any single grave answer is high (`domain.md` A.9)."""
    points = sum(words.RISK_QUESTIONS[key].weight for key, answer in answers.items() if answer == "yes")
    if points >= HIGH:
        return words.Risk.HIGH
    return words.Risk.MEDIUM if points >= MEDIUM else words.Risk.LOW
