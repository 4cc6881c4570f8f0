"""Putting a summary into the language now spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_percent
from flask_babel import gettext as _

from reporting import i18n
from reporting.audit.anchors import Anchor
from reporting.reports import vocabulary
from reporting.summaries import tabulation, words
from reporting.summaries.tabulation import Cell, Key, Percent, Tabulation

TERMS: dict[str, dict[str, vocabulary.Term]] = {
    "strands": vocabulary.STRANDS,
    "channels": vocabulary.CHANNELS,
    "type_groups": vocabulary.TYPE_GROUPS,
    "place_types": vocabulary.PLACE_TYPES,
    "parts_of_day": vocabulary.PARTS_OF_DAY,
    "repeats": vocabulary.REPEATS,
    "first_told": vocabulary.FIRST_TOLD,
    "risks": vocabulary.RISKS,
    "sharing_choices": vocabulary.SHARING_CHOICES,
    "age_bands": vocabulary.AGE_BANDS,
    "genders": vocabulary.GENDERS,
    "ethnicities": vocabulary.ETHNICITIES,
    "ethnic_groups": vocabulary.ETHNIC_GROUPS,
    "languages": vocabulary.SPOKEN_LANGUAGES,
}


@dataclass(frozen=True)
class Table:
    """One table in words. A number is a count; a text in a place of numbers is a suppressed one or a percentage."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int | str, ...], ...]
    notes: tuple[str, ...]

    @property
    def number_columns(self) -> tuple[int, ...]:
        """The columns that hold a count anywhere."""
        return tuple(
            column for column in range(len(self.columns)) if any(isinstance(row[column], int) for row in self.rows)
        )


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One month for one audience. ``heading`` says in lines what it is; version 0 means made afresh, not frozen."""

    month: str
    audience: str
    version: int
    checksum: str
    is_preview: bool
    language: str
    is_right_to_left: bool
    service_name: str
    heading: tuple[str, ...]
    tables: tuple[Table, ...]
    trail_head: Anchor | None = None


def summary(
    tables: Sequence[Tabulation],
    *,
    month: str,
    audience: str,
    version: int,
    is_preview: bool,
    service_name: str,
    trail_head: Anchor | None = None,
) -> Summary:
    """The tables in words. The checksum is of the figures, the same in every language and format."""
    language = i18n.current()
    checksum = tabulation.checksum(tabulation.written(tables))
    return Summary(
        month=month,
        audience=audience,
        version=version,
        checksum=checksum,
        is_preview=is_preview,
        language=language.code,
        is_right_to_left=language.direction == "rtl",
        service_name=service_name,
        heading=(
            *_heading(month, audience, version, checksum, is_preview),
            *_trail(trail_head, is_fixed=bool(version)),
        ),
        tables=tuple(in_words(table, audience) for table in tables),
        trail_head=trail_head,
    )


def _heading(month: str, audience: str, version: int, checksum: str, is_preview: bool) -> tuple[str, ...]:
    named = i18n.month_name(month)
    lines = [
        _("Public monthly summary: %(month)s", month=named)
        if audience == "public"
        else _("Internal monthly summary, not to be passed on: %(month)s", month=named)
    ]
    if is_preview:
        lines.append(_("Preview. These figures are not published and may change."))
    if version:
        lines.append(_("Version %(version)s, checksum %(checksum)s", version=version, checksum=checksum))
    else:
        lines.append(_("Made afresh, checksum %(checksum)s", checksum=checksum))
    return tuple(lines)


def _trail(head: Anchor | None, *, is_fixed: bool) -> list[str]:
    """One line with which ``audit verify`` can be held against the file years later."""
    if head is None:
        return []
    if not is_fixed:
        return [
            _("Trail as it stood in the morning: entry %(number)s, seal %(seal)s", number=head.number, seal=head.seal)
        ]
    return [_("Trail when this was fixed: entry %(number)s, seal %(seal)s", number=head.number, seal=head.seal)]


def in_words(table: Tabulation, audience: str) -> Table:
    """One table in the language now spoken."""
    title = words.PUBLIC_TITLES.get(table.id) if audience == "public" else None
    return Table(
        id=table.id,
        title=str(title or words.TITLES[table.id]),
        columns=tuple(str(said(cell)) for cell in table.columns),
        rows=tuple(tuple(said(cell) for cell in row) for row in table.rows),
        notes=tuple(str(words.NOTES[note]) for note in table.notes),
    )


def said(cell: Cell) -> int | str:
    """A cell in words; counts stay numbers."""
    if isinstance(cell, Percent):
        return format_percent(cell.value / 100, locale=i18n.current().code)
    return _key(cell) if isinstance(cell, Key) else cell


def _key(key: Key) -> str:
    if key.list == "months":
        return i18n.month_name(key.key)
    if key.list == "periods":
        first, last = key.key.split("/")
        return _("%(first)s to %(last)s", first=i18n.month_name(first), last=i18n.month_name(last))
    if key.list in TERMS:
        term = TERMS[key.list].get(key.key)
        return str(term.label) if term else key.key
    found: Any = words.LISTS[key.list].get(key.key)
    return str(found) if found is not None else key.key
