"""The internal summary: exact figures of one month, for the coordinator and nobody else."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reporting.reports import vocabulary
from reporting.reports.figures import Count
from reporting.summaries.breakdowns import INTERNAL, NONE_GIVEN, STRANDS, Breakdown, breakdowns_for, keys_of
from reporting.summaries.groups import grouped, surplus
from reporting.summaries.material import Internal, Month
from reporting.summaries.notes import data_notes
from reporting.summaries.people import FACTS, Fact
from reporting.summaries.tabulation import ALL, NO_PERCENTAGE, Cell, Key, Percent, Tabulation

MEASURES = ("reports", "incidents", "hate_incident", "community_safety_concern")


def internal_tables(material: Internal) -> tuple[Tabulation, ...]:
    """Every table of the internal summary, in order."""
    month = material.month
    tables = [
        _headline(material),
        _centres(material),
        _primary_strands(material),
        _mentions(material),
        _wards(material),
        *(_breakdown(one, month) for one in breakdowns_for(INTERNAL)),
        *(_people(fact, month) for fact in FACTS),
        _completeness(month),
        data_notes(INTERNAL),
    ]
    return tuple(sorted(tables, key=lambda table: number_of(table.id)))


def number_of(table_id: str) -> tuple[int, str]:
    """T7A comes after T7 and before T8."""
    digits = "".join(sign for sign in table_id if sign.isdigit())
    return int(digits), table_id[1 + len(digits) :]


def share(part: int, whole: int) -> Cell:
    """A whole percentage of exact numbers; none of nothing."""
    return Percent(round(100 * min(part, whole) / whole)) if whole else NO_PERCENTAGE


def measures(total: Count, kinds: Sequence[Count]) -> dict[str, int]:
    """The headline's numbers; each count of ``kinds`` begins with the kind."""
    by_kind = {kind: sum(count.n_reports for count in kinds if count.values[0] == kind) for kind in vocabulary.KINDS}
    return {"reports": total.n_reports, "incidents": total.n_incidents, **by_kind}


def _headline(material: Internal) -> Tabulation:
    columns: list[tuple[Cell, dict[str, int]]] = [
        (Key("months", material.month.month), measures(material.month.total, material.month.by[("kind",)])),
        *((one.heading, measures(one.total, one.kinds)) for one in material.comparisons),
    ]
    return Tabulation(
        id="T1",
        columns=(Key("columns", "measure"), *(heading for heading, _values in columns)),
        rows=tuple((Key("measures", name), *(values[name] for _heading, values in columns)) for name in MEASURES),
        notes=("reports_and_incidents",),
    )


def _centres(material: Internal) -> Tabulation:
    counts = material.month.by[("channel",)]
    names = dict(material.centre_names)
    codes = [*names, *sorted({count.values[-1] for count in counts} - names.keys())]
    by = {(count.values[-1], count.values[0]): count.n_reports for count in counts}
    rows: list[tuple[Cell, ...]] = []
    for code in codes:
        numbers = [by.get((code, channel), 0) for channel in vocabulary.CHANNELS]
        rows.append((code, names.get(code, code), sum(numbers), *numbers))
    return Tabulation(
        id="T2",
        columns=(Key("columns", "code"), Key("columns", "centre"), Key("columns", "reports"),
                 *keys_of("channels", vocabulary.CHANNELS)),
        rows=(*rows, _sums(rows, n_labels=2)),
    )  # fmt: skip


def _sums(rows: Sequence[Sequence[Any]], *, n_labels: int) -> tuple[Cell, ...]:
    """A last row that adds up every column after the labels."""
    width = len(rows[0]) if rows else n_labels
    blank = ("",) * (n_labels - 1)
    return (*blank, ALL, *(sum(row[column] for row in rows) for column in range(n_labels, width)))


def _by_month(
    table_id: str, label: str, material: Internal, numbers: Mapping[tuple[str, str], int], notes: tuple[str, ...]
) -> Tabulation:
    """Strands down, months across. ``numbers`` by strand key ("" for none) and month."""
    rows: list[tuple[Cell, ...]] = [
        (strand, *(numbers.get(("" if strand == NONE_GIVEN else strand.key, month), 0) for month in material.months))
        for strand in STRANDS
    ]
    return Tabulation(
        id=table_id,
        columns=(Key("columns", label), *(Key("months", month) for month in material.months)),
        rows=tuple(rows),
        notes=notes,
    )


def _primary_strands(material: Internal) -> Tabulation:
    numbers = {(count.values[1], count.values[0]): count.n_reports for count in material.strands}
    table = _by_month("T3", "primary_strand", material, numbers, ("one_strand_each",))
    return Tabulation(table.id, table.columns, (*table.rows, _sums(table.rows, n_labels=1)), table.notes)


def _mentions(material: Internal) -> Tabulation:
    numbers: dict[tuple[str, str], int] = {}
    for count in material.mentions:
        for strand in count.values[1] or {""}:
            numbers[strand, count.values[0]] = numbers.get((strand, count.values[0]), 0) + count.n_reports
    return _by_month("T3A", "any_strand", material, numbers, ("several_strands_each",))


def _wards(material: Internal) -> Tabulation:
    totals = {count.values[0] or "": count for count in material.ward_totals}
    by: dict[tuple[str, str], int] = {}
    for count in material.wards:
        by[count.values[0] or "", count.values[1]] = count.n_reports
    names: list[tuple[str, Cell]] = [*material.ward_names, ("", Key("words", "no_ward"))]
    strands = [*vocabulary.STRANDS, ""]
    rows: list[tuple[Cell, ...]] = []
    for code, name in names:
        total = totals.get(code)
        n_reports, n_incidents = (total.n_reports, total.n_incidents) if total else (0, 0)
        rows.append((code, name, n_reports, n_incidents, *(by.get((code, strand), 0) for strand in strands)))
    return Tabulation(
        id="T5",
        columns=(Key("columns", "code"), Key("columns", "ward"), Key("columns", "reports"), Key("columns", "incidents"),
                 *STRANDS),
        rows=tuple(rows),
        notes=("one_strand_each", "incidents_across_wards"),
    )  # fmt: skip


def _breakdown(one: Breakdown, month: Month) -> Tabulation:
    groups = grouped(month.by[one.dimensions], one.heading, n_surplus=surplus(month.total), all_of=one.headings)
    return _shared_out(one.id, one.label, {key: group.n_reports for key, group in groups.items()}, one.notes)


def _shared_out(table_id: str, label: str, numbers: Mapping[Any, int], notes: tuple[str, ...] = ()) -> Tabulation:
    whole = sum(numbers.values())
    return Tabulation(
        id=table_id,
        columns=(Key("columns", label), Key("columns", "reports"), Key("columns", "share")),
        rows=(
            *((key, number, share(number, whole)) for key, number in numbers.items()),
            (ALL, whole, share(whole, whole)),
        ),
        notes=notes,
    )


def _people(fact: Fact, month: Month) -> Tabulation:
    people = month.people[fact.name]
    numbers: dict[Any, int] = {key: people.get(key.key, 0) for key in fact.all_keys}
    missing = month.total.n_reports - sum(people.values())
    numbers[Key("words", "no_details")] = max(0, missing)
    return _shared_out(fact.table_id, fact.name, numbers, ("people",))


def _completeness(month: Month) -> Tabulation:
    whole = month.total.n_reports
    stated: Callable[[Fact], int] = lambda fact: sum(  # noqa: E731
        number for key, number in month.people[fact.name].items() if fact.is_stated(key)
    )
    return Tabulation(
        id="T8C",
        columns=(
            Key("columns", "detail"),
            Key("columns", "stated"),
            Key("columns", "reports"),
            Key("columns", "share"),
        ),
        rows=tuple((Key("columns", fact.name), stated(fact), whole, share(stated(fact), whole)) for fact in FACTS),
        notes=("people",),
    )
