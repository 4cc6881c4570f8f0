"""A page of the form as a browser holds it: what it would send if it were sent as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Values = dict[str, list[str]]
NOT_ANSWERS = frozenset({"csrf_token", "draft", "version", "back_to_check", "then", "point"})


@dataclass
class Page(HTMLParser):
    """The fields of the form with the questions, and the way back."""

    sent: Values = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)  # name to the values that can be chosen
    tokens: dict[str, str] = field(default_factory=dict)
    back: str = ""
    _is_inside: bool = False
    _typing: str = ""
    _words: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> "Page":
        page = cls()
        HTMLParser.__init__(page)
        page.feed(html)
        page.close()
        return page

    def handle_starttag(self, tag: str, given: Sequence[tuple[str, str | None]]) -> None:
        has = dict(given)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "a" and "govuk-back-link" in (has.get("class") or ""):
            self.back = has.get("href") or ""
        if tag == "form":
            self._is_inside = has.get("id") == "question"
        if not self._is_inside or tag not in {"input", "textarea"}:
            return
        kind = has.get("type", "text")
        if name in NOT_ANSWERS:
            self.tokens[name] = value
        elif tag == "textarea":
            self._typing, self._words = name, []
        elif kind in {"radio", "checkbox"}:
            self.offered.setdefault(name, set()).add(value)
            if "checked" in has:
                self.sent.setdefault(name, []).append(value)
        elif kind in {"text", "hidden"}:
            self.sent.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._typing:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._typing:
            words = "".join(self._words)
            self.sent[self._typing], self._typing = [words.removeprefix("\n")], ""
        if tag == "form":
            self._is_inside = False

    @property
    def names(self) -> set[str]:
        """Every question that can be answered here."""
        return self.sent.keys() | self.offered.keys()

    def differs_from(self, typed: Mapping[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
        """The questions that do not show what was typed, each with what it shows and what was typed."""
        return {
            name: (shown, wanted)
            for name in sorted(self.names)
            if (shown := self._shown(name)) != (wanted := self._wanted(name, typed.get(name, [])))
        }

    def _shown(self, name: str) -> list[str]:
        shown = self.sent.get(name, [])
        return sorted(shown) if name in self.offered else [_one_end(text) for text in shown]

    def _wanted(self, name: str, typed: list[str]) -> list[str]:
        """A box without an answer is empty; what is no choice of the list cannot be shown as chosen."""
        if name in self.offered:
            return sorted(set(typed) & self.offered[name])
        n_boxes = len(self.sent[name])
        return [_one_end(text) for text in (typed + [""] * n_boxes)[:n_boxes]]


def _one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
