"""How quickly somebody must act: what the answers suggest, and why. A person decides. Pure.

At most twelve questions (`domain.md` A.9, 1.5). Any single grave answer, and any concern for somebody who needs
protection, suggests high; otherwise the weights of the answers add up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.reports.vocabulary import RISK_QUESTIONS, Risk

HIGH, MEDIUM = 6, 4  # points; a grave answer alone weighs as much as HIGH


@dataclass(frozen=True)
class Suggestion:
    """A level and the answers that led to it: keys of RISK_QUESTIONS and of SAFEGUARDING.

    is_alone   whether one of them would have been enough
    """

    level: Risk
    because_of: tuple[str, ...] = ()
    safeguarding: tuple[str, ...] = ()
    is_alone: bool = False


def suggested(answers: Mapping[str, str], *, safeguarding: Iterable[str] = ()) -> Suggestion:
    """What the answers (question to yes, no or not_known) suggest."""
    yes = tuple(key for key in RISK_QUESTIONS if answers.get(key) == "yes")
    concerns = tuple(safeguarding)
    grave = tuple(key for key in yes if RISK_QUESTIONS[key].weight >= HIGH)
    if grave or concerns:
        return Suggestion(Risk.HIGH, grave, concerns, is_alone=True)
    points = sum(RISK_QUESTIONS[key].weight for key in yes)
    level = Risk.HIGH if points >= HIGH else Risk.MEDIUM if points >= MEDIUM else Risk.LOW
    return Suggestion(level, yes)


def suggested_by(account: Mapping[str, Any] | None) -> Suggestion | None:
    """What an opened account suggests; None where there are no answers to read."""
    answers, concerns = (account or {}).get("risk_answers") or {}, (account or {}).get("safeguarding") or []
    return suggested(answers, safeguarding=concerns) if answers or concerns else None
