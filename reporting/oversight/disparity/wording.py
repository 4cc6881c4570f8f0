"""The table of a quarter in words, for the page and for the file alike."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from reporting import i18n
from reporting.oversight.disparity.compared import Row
from reporting.oversight.disparity.queries import Quarter
from reporting.written import harmless

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """A table whose first column is the ward. ``rows`` hold numbers as they are; None: not known, or nothing to compare."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def shown(self) -> list[list[str]]:
        """The rows as a page shows them, numbers in the language now spoken."""
        return [[_shown(cell) for cell in row] for row in self.rows]


def tables(found: Quarter) -> list[Table]:
    """Alarms and what came of them; and, where residents are known, alarms for each 1,000 of them."""
    rows = list(_rows(found))
    alarms = Table(
        _("Alarms and what came of them"),
        (
            _("Ward"), _("Incidents"), _("Alarms"), _("Something real"), _("Explained"), _("False alarms"),
            _("No answer yet"), _("Alarms for each incident, against the area"), _("Weeks with a level a person decided"),
        ),
        tuple(
            (name, row.n_incidents, row.n_alarms, row.n_real, row.n_explained, row.n_false, row.n_unanswered,
             row.by_incidents, row.n_said)
            for name, row in rows
        ),
    )  # fmt: skip
    if found.population is None:
        return [alarms]
    rates = Table(
        _("For 1,000 residents"),
        (
            _("Ward"), _("Residents"), _("Alarms for 1,000 residents"), _("False alarms for 1,000 residents"),
            _("Alarms for each resident, against the area"),
        ),
        tuple(
            (name, row.residents, row.alarms_rate, row.false_rate, row.by_residents)
            for name, row in rows
            if row is not found.table.elsewhere
        ),
    )  # fmt: skip
    return [alarms, rates]


def sentences(found: Quarter) -> list[str]:
    """What the figures are, what to look for, and how little a single one says."""
    weeks = ngettext("%(num)s of its weeks was studied.", "%(num)s of its weeks were studied.", found.n_studied)
    told = [
        _(
            "Counted are the weeks that end in the quarter, from %(since)s to %(until)s.",
            since=i18n.full_date(found.since), until=i18n.full_date(found.until),
        ) + " " + weeks,
        _(
            "An alarm is a cluster of the early warning that was unusual or very unusual. It counts in the ward that most of"
            " its circle lies in, once for each week in which it was found. It was false where nothing was found, or where"
            " only a new centre or a campaign was behind it; what was explained by one event or a known cause stands apart."
        ),
        _("These are reports, not everything that happens.")
        + " "
        + _("Only what people agreed to share with the police is counted."),
        _(
            "Look for wards that are alarmed more often than their reports explain: well above 1 against the area, and again"
            " in the next quarter. Then ask what differs there: who lives there, who reports, and through which centre."
        ),
        _("Small numbers swing: one alarm more or less can double a figure. One quarter alone proves nothing."),
        _("How a ward compares with the area is told only where the area had at least 3 alarms."),
    ]  # fmt: skip
    if found.population is None:
        told.append(
            _(
                "There are no rates, because nobody has imported how many people live in each ward. Whoever runs the site"
                " does it with the command %(command)s.",
                command="places import-population",
            )
        )
    else:
        year, source = found.population
        told.append(_("Residents: %(year)s, %(source)s.", year=year, source=f"\u2068{source}\u2069"))
    return told


def as_csv(found: Quarter, *, service_name: str) -> bytes:
    """The file: the sentences, then one table after another. UTF-8 with a mark, so that Excel reads every script."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")

    def write(*cells: Cell) -> None:
        lines.writerow([harmless(cell) if isinstance(cell, str) else _plain(cell) for cell in cells])

    write(service_name)
    write(_("Alarms by ward"), i18n.quarter_name(found.quarter))
    write(_("For the scheme only"))
    for sentence in sentences(found):
        write(sentence.replace("\u2068", "").replace("\u2069", ""))
    for table in tables(found):
        lines.writerow([])
        write(table.title)
        write(*table.columns)
        for row in table.rows:
            write(*row)
    return text.getvalue().encode("utf-8-sig")


def _rows(found: Quarter) -> Iterator[tuple[str, Row]]:
    """The wards with most alarms first."""
    table = found.table
    yield from ((row.name, row) for row in sorted(table.wards, key=lambda one: (-one.n_alarms, one.name)))
    if table.elsewhere.n_incidents or table.elsewhere.n_alarms:
        yield _("In no ward of today (elsewhere, online or not known)"), table.elsewhere
    yield _("The whole area"), table.whole


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else str(format_decimal(_plain(cell)))


def _plain(cell: Cell) -> Cell:
    return round(cell, 2) if isinstance(cell, float) else cell
