"""What a module is made of."""

from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    text: Any
    is_right: bool = False


@dataclass(frozen=True, kw_only=True)
class Module:
    """A short page and the one question after it. Every text is lazy, so that it speaks the reader's language.

    key           its name among the answers; never changes
    options       three, one of them right, in any order: nobody sees this order
    explanation   shown once the question is answered
    is_essential  nobody passes without it
    """

    key: str
    title: Any
    paragraphs: tuple[Any, ...]
    question: Any
    options: tuple[Option, ...]
    explanation: Any
    is_essential: bool = False

    def order(self, seed: str) -> tuple[int, ...]:
        """The places of the options as one person sees them in one round: the same seed, the same order."""
        places = list(range(len(self.options)))
        Random(f"{seed} {self.key}").shuffle(places)  # noqa: S311  an order, not a secret
        return tuple(places)


def right(text: Any) -> Option:
    return Option(text, is_right=True)


def wrong(text: Any) -> Option:
    return Option(text)
