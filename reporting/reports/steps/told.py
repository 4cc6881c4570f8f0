"""What other pages say, as far as a page asks: so that none asks what is known, or what does not concern this report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """The saved answers of a draft: step to question to texts; and the language of the person beside the volunteer."""

    steps: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    second_language: str = ""

    def one(self, step: str, question: str) -> str:
        """The answer to a question of one answer; empty where there is none yet."""
        given = self.steps.get(step, {}).get(question) or [""]
        return given[0]

    def several(self, step: str, question: str) -> frozenset[str]:
        """The answers to a question of several."""
        return frozenset(self.steps.get(step, {}).get(question) or [])


NOTHING_TOLD = Told()
