"""Wards in the public summary: whole calendar quarters only, and as coarse as honesty needs.

Which level was chosen says one thing about the true counts: whether more than half the areas are under 10. That is
what a table of suppressed cells would have said as well, and it singles out no ward, except where an area is so small
that all its wards must be under 10 together: ``tells_its_wards`` withholds that number.
Two levels of one period are never published side by side, nor a year beside one of its quarters, since their
difference would be a suppressed number; a quarter's total is withheld where its published months would give away the
suppressed one. The groups of wards depend on the drawing of the edition alone.
"""

from collections.abc import Mapping, Sequence

from reporting.disclosure import Published, Suppressed, is_mostly_suppressed
from reporting.summaries.groups import Group, merged
from reporting.summaries.material import Period, Public
from reporting.summaries.protection import Range, is_told, protected, range_of, tells_its_wards, tightened
from reporting.summaries.tabulation import ALL, SUPPRESSED, Cell, Key, Tabulation

WARDS, GROUPS, YEAR, BOROUGH, LATER = "areas_wards", "areas_groups", "areas_year", "areas_borough", "areas_later"
LEVELS = frozenset({WARDS, GROUPS, YEAR, BOROUGH})
TABLE_ID = "T5"
CODES_JOINED_BY = "+"
Area = tuple[str, ...]
NO_WARD: Area = ()


def area_table(material: Public) -> Tabulation:
    """The table of areas in the last month of a quarter; without rows in any other month."""
    quarter, year = material.quarter, material.year
    if quarter is None:
        return _table(material, [], period=None, level=LATER)
    singles: list[Area] = [(code,) for code, _name in material.ward_names]
    groups = list(material.neighbourhoods)
    candidates: list[tuple[str, Period, list[Area]]] = []
    if YEAR not in material.levels_frozen:
        candidates.append((WARDS, quarter, singles))
        if len(groups) > 1:
            candidates.append((GROUPS, quarter, groups))
    if year is not None and not material.levels_frozen & {WARDS, GROUPS}:
        candidates.append((YEAR, year, singles))
    for level, period, areas in candidates:
        total = _known_total(period)
        parts = _parts(period, areas)
        numbers = [parts[area].n_reports for area in areas]
        if total is None or not areas or is_mostly_suppressed(numbers):
            continue
        shown = protected(parts, tightened(total, [[group.published for group in parts.values()]]))
        rows = [(area, _guarded(shown[area], area)) for area in (*areas, NO_WARD)]
        return _table(material, rows, period=period, level=level)
    whole = Suppressed() if _known_total(quarter) is None else quarter.total.published
    if tells_its_wards(whole, len(singles)):
        whole = Suppressed()
    return _table(material, [], period=quarter, level=BOROUGH, total=whole)


def _known_total(period: Period) -> Range | None:
    """What readers know of the period's total from its months; None where anything more about it would tell a small one.

    The total itself is not shown beside its areas: readers have it from the months, only less sharply, and a sharper
    one would cost a ward's number wherever little is left for "no ward".
    """
    months = [group.published for group in period.months]
    starts = range(0, len(period.months), 3)
    quarters = [merged(dict(enumerate(period.months)), range(at, at + 3), n_surplus=period.n_surplus) for at in starts]
    known = range_of(period.total.published)
    parts_told = is_told(known, months) or (
        len(quarters) > 1 and is_told(known, [quarter.published for quarter in quarters])
    )
    if isinstance(period.total.published, Suppressed) or parts_told:
        return None
    ranges = [range_of(month) for month in months]
    return sum(low for low, _high in ranges), sum(high for _low, high in ranges)


def _parts(period: Period, areas: Sequence[Area]) -> Mapping[Area, Group]:
    """The period's reports by area, and those of no ward, which include wards of another edition."""
    codes = {code for area in areas for code in area}
    parts = {area: merged(period.wards, area, n_surplus=period.n_surplus) for area in areas}
    elsewhere = [code for code in period.wards if code not in codes]
    return {**parts, NO_WARD: merged(period.wards, elsewhere, n_surplus=period.n_surplus)}


def _guarded(published: Published, area: Area) -> Published:
    return Suppressed() if len(area) > 1 and tells_its_wards(published, len(area)) else published


def _table(
    material: Public,
    rows: Sequence[tuple[Area, Published]],
    *,
    period: Period | None,
    level: str,
    total: Published | None = None,
) -> Tabulation:
    names = dict(material.ward_names)
    written: list[tuple[Cell, ...]] = []
    for area, number in rows:
        name: Cell = ", ".join(names[code] for code in area) if area else Key("words", "no_ward")
        written.append((CODES_JOINED_BY.join(area), name, _cell(number)))
    if total is not None:
        written.append(("", ALL, _cell(total)))
    heading = Key("periods", f"{period.first}/{period.last}") if period else Key("columns", "reports")
    return Tabulation(
        id=TABLE_ID,
        columns=(Key("columns", "code"), Key("columns", "ward"), heading),
        rows=tuple(written),
        notes=(level,) if level == LATER else (level, "does_not_add_up"),
    )


def _cell(published: Published) -> Cell:
    return SUPPRESSED if isinstance(published, Suppressed) else published
