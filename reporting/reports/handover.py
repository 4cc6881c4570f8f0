"""The text of a report for the boxes of an official form: no more than the ward team would see. Pure.

Such forms ask what, where, when, whom and what else, with 2,000 characters each (`domain.md` 1.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass

BOX_SIGNS = 2_000
SENTENCE_ENDS = (". ", "! ", "? ", "\n")


@dataclass(frozen=True)
class Box:
    """One box of the form: its key, its text, and whether it had to be cut."""

    key: str
    text: str
    is_cut: bool


def boxes(parts: Iterable[tuple[str, Iterable[str]]]) -> list[Box]:
    """Each part's lines as one text of at most BOX_SIGNS, cut at the end of a sentence where there is one."""
    made = []
    for key, lines in parts:
        text = "\n".join(line.strip() for line in lines if line.strip())
        kept = cut(text)
        made.append(Box(key, kept, kept != text))
    return made


def cut(text: str) -> str:
    """At most BOX_SIGNS of a text, whole sentences as far as there are any."""
    if len(text) <= BOX_SIGNS:
        return text
    short = text[:BOX_SIGNS]
    end = max(short.rfind(sign) for sign in SENTENCE_ENDS)
    return short[: end + 1].strip() if end > BOX_SIGNS // 2 else short.strip()
