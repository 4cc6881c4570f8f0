"""Counting for a summary, through the hatch of figures alone, and finding what was published."""

from collections.abc import Sequence

import sqlalchemy as sa

from reporting import clock
from reporting.centres import queries as centres
from reporting.database import session
from reporting.places import queries as places
from reporting.places.models import WardEdition
from reporting.reports import figures
from reporting.reports.figures import Basis, Count, Profile, Selection
from reporting.summaries import areas, districts, tabulation
from reporting.summaries.groups import Group, grouped, surplus
from reporting.summaries.material import (
    BREAKDOWN_DIMENSIONS,
    PEOPLE_FACTS,
    Comparison,
    Internal,
    Month,
    Period,
    Public,
    months_before,
)
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import Cell, Key, Tabulation

MONTHS_SHOWN = 13
QUARTER_MONTHS, YEAR_MONTHS = 3, 12
CLOSING_MONTHS = range(QUARTER_MONTHS, YEAR_MONTHS + 1, QUARTER_MONTHS)


def published(month: str) -> PublishedSummary | None:
    """The frozen public version of a month."""
    return session.scalar(sa.select(PublishedSummary).where(PublishedSummary.month == month))


def quarters_published() -> list[str]:
    """The last months of the quarters whose areas were published, the latest first."""
    closing = sa.or_(*(PublishedSummary.month.endswith(f"-{number:02d}") for number in CLOSING_MONTHS))
    return list(
        session.scalars(sa.select(PublishedSummary.month).where(closing).order_by(PublishedSummary.month.desc()))
    )


def areas_of(version: PublishedSummary) -> Tabulation:
    """The table of areas as it was published."""
    return next(table for table in tabulation.read(version.content) if table.id == districts.TABLE_ID)


def months_told() -> list[str]:
    """Every month from the first told report to the present one, the latest first."""
    present = f"{clock.today():%Y-%m}"
    told = figures.days_told()
    first = f"{told[0]:%Y-%m}" if told else present
    months = [present]
    while months[-1] > first:
        months.append(months_before(months[-1], 1))
    return months


def internal_material(month: str) -> Internal:
    """Exact counts of a month and of the periods beside it."""
    months = [months_before(month, n) for n in reversed(range(MONTHS_SHOWN))]
    thirteen = _selection(months[0], month, Profile.INTERNAL)
    this_month = _selection(month, month, Profile.INTERNAL)
    ward_totals = figures.counts(this_month, by=("ward",))
    return Internal(
        month=_month(month, Profile.INTERNAL),
        comparisons=[
            _comparison(Key("months", months[-2]), months[-2], months[-2]),
            _comparison(Key("months", months[0]), months[0], months[0]),
            _comparison(Key("columns", "rolling_12"), months[1], month),
        ],
        months=months,
        strands=figures.counts(thirteen, by=("month", "primary_strand")),
        mentions=figures.counts(thirteen, by=("month", "strands")),
        wards=figures.counts(this_month, by=("ward", "primary_strand")),
        ward_totals=ward_totals,
        ward_names=_ward_names(_edition(month), {count.values[0] for count in ward_totals if count.values[0]}),
        centre_names=[(centre.code, centre.name) for centre in centres.known()],
    )


def public_material(month: str) -> Public:
    """Counts for the public summary. They leave only through ``published.public_tables``."""
    edition = _edition(month)
    wards = places.wards_of(edition)
    number = int(month[5:])
    return Public(
        month=_month(month, Profile.PUBLIC),
        earlier={one: _headline_of(one) for one in (months_before(month, 1), months_before(month, 12))},
        quarter=_period(month, QUARTER_MONTHS) if number % QUARTER_MONTHS == 0 else None,
        year=_period(month, YEAR_MONTHS) if number == YEAR_MONTHS else None,
        levels_frozen=_levels_frozen(month),
        ward_names=[(ward.code, ward.name) for ward in wards],
        neighbourhoods=areas.neighbourhoods({ward.code: ward.shape for ward in wards}),
    )


def _selection(first: str, last: str, profile: Profile) -> Selection:
    return Selection(
        profile=profile,
        since=clock.month_days(first)[0],
        until=clock.month_days(last)[1],
        basis=Basis.DISCLOSED,
    )


def _total(selection: Selection) -> Count:
    return figures.counts(selection)[0]


def _month(month: str, profile: Profile) -> Month:
    selection = _selection(month, month, profile)
    return Month(
        month=month,
        total=_total(selection),
        by={names: figures.counts(selection, by=(*names, "centre")) for names in BREAKDOWN_DIMENSIONS},
        people={
            fact: {value: number for _month, value, number in figures.tallies([month], by=fact)}
            for fact in PEOPLE_FACTS
        },
    )


def _comparison(heading: Cell, first: str, last: str) -> Comparison:
    selection = _selection(first, last, Profile.INTERNAL)
    return Comparison(heading=heading, total=_total(selection), kinds=figures.counts(selection, by=("kind",)))


def _period(last: str, n_months: int) -> Period:
    """The n months that end with ``last``."""
    first = months_before(last, n_months - 1)
    selection = _selection(first, last, Profile.PUBLIC)
    total = _total(selection)
    n_surplus = surplus(total)
    months = grouped(
        figures.counts(selection, by=("month", "centre")),
        lambda values: values[0],
        n_surplus=n_surplus,
        all_of=[months_before(last, n) for n in reversed(range(n_months))],
    )
    wards = grouped(
        figures.counts(selection, by=("ward", "centre")), lambda values: values[0] or "", n_surplus=n_surplus
    )
    taken_by = frozenset().union(*(group.centres for group in months.values()))
    return Period(
        first=first,
        last=last,
        months=list(months.values()),
        total=Group(total.n_reports, total.n_incidents, taken_by),
        wards=wards,
        n_surplus=n_surplus,
    )


def _edition(month: str) -> WardEdition | None:
    """The wards in force at the end of the month."""
    return places.edition_on(clock.month_days(month)[1])


def _ward_names(edition: WardEdition | None, counted: set[str]) -> list[tuple[str, str]]:
    """The wards of the edition, then those of other editions that something was told about."""
    names = [(ward.code, ward.name) for ward in places.wards_of(edition)]
    missing = counted - {code for code, _name in names}
    for other in places.editions() if missing else []:
        names += [(ward.code, ward.name) for ward in places.wards_of(other) if ward.code in missing]
        missing -= {code for code, _name in names}
    return names


def _headline_of(month: str) -> dict[str, Cell]:
    """The headline of a month as it was published; empty before that."""
    version = published(month)
    if version is None:
        return {}
    table = next(table for table in tabulation.read(version.content) if table.id == "T1")
    return {row[0].key: row[1] for row in table.rows if isinstance(row[0], Key)}


def _levels_frozen(month: str) -> frozenset[str]:
    """The levels of area published with other months of the same year."""
    versions: Sequence[PublishedSummary] = session.scalars(
        sa.select(PublishedSummary).where(
            PublishedSummary.month.startswith(f"{month[:4]}-"), PublishedSummary.month != month
        )
    ).all()
    notes = {note for version in versions for note in areas_of(version).notes}
    return frozenset(notes & districts.LEVELS)
