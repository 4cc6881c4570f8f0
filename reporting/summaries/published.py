"""The public summary: every number through ``disclosure``, and none that gives another away by subtraction."""

from collections.abc import Mapping
from typing import Any

from reporting import disclosure
from reporting.disclosure import Published, Suppressed
from reporting.summaries.breakdowns import PUBLIC, breakdowns_for
from reporting.summaries.districts import area_table
from reporting.summaries.groups import Group, grouped, surplus
from reporting.summaries.material import Month, Public, months_before
from reporting.summaries.monthly import MEASURES, number_of
from reporting.summaries.notes import data_notes
from reporting.summaries.people import FACTS, NOT_STATED, Fact
from reporting.summaries.protection import protected, range_of, tightened
from reporting.summaries.tabulation import (
    ALL,
    NO_PERCENTAGE,
    NOT_PUBLISHED,
    SUPPRESSED,
    Cell,
    Key,
    Percent,
    Tabulation,
)

Parts = Mapping[Any, Group]


def public_tables(material: Public) -> tuple[Tabulation, ...]:
    """Every table of the public summary, in order.

    All the tables of one month share out the same total, so what any of them says about it counts in the others.
    """
    month = material.month
    kinds = grouped(month.by[("kind",)], _kind, n_surplus=surplus(month.total), all_of=MEASURES[2:])
    everyone = Group(month.total.n_reports, month.total.n_incidents, _centres(kinds))
    shared_out: dict[str, Parts] = {"T1": kinds}
    for one in breakdowns_for(PUBLIC):
        shared_out[one.id] = grouped(
            month.by[one.dimensions], one.heading, n_surplus=surplus(month.total), all_of=one.headings
        )
    for fact in FACTS:
        shared_out[fact.table_id] = _people(fact, month, everyone)
    known = tightened(
        range_of(everyone.published),
        [[group.published for group in parts.values()] for parts in shared_out.values()],
    )
    shown = {table_id: protected(parts, known) for table_id, parts in shared_out.items()}
    tables = [
        _headline(material, everyone, shown["T1"]),
        *(_shares(one.id, one.label, shown[one.id], everyone.published, one.notes) for one in breakdowns_for(PUBLIC)),
        *(_shares(fact.table_id, fact.name, shown[fact.table_id], everyone.published, ("people",)) for fact in FACTS),
        _completeness(shown, everyone.published),
        area_table(material),
        data_notes(PUBLIC),
    ]
    return tuple(sorted(tables, key=lambda table: number_of(table.id)))


def cell(published: Published) -> Cell:
    """A number, or the one text that stands for every suppressed number."""
    return SUPPRESSED if isinstance(published, Suppressed) else published


def share(part: Published, whole: Published) -> Cell:
    """A percentage of published numbers."""
    found = disclosure.percentage(part, whole)
    return NO_PERCENTAGE if found is None else Percent(found)


def _kind(values: Any) -> str:
    return str(values[0])


def _centres(parts: Parts) -> frozenset[str]:
    return frozenset().union(*(group.centres for group in parts.values()))


def _people(fact: Fact, month: Month, everyone: Group) -> Parts:
    """People under public headings; whoever said nothing is "not stated", so that the parts add up to the reports.

    Tallies know no centre, so the centres and incidents of the whole month stand behind each.
    """
    numbers = dict.fromkeys(fact.public_keys, 0)
    for key, number in month.people[fact.name].items():
        heading = fact.public_key(key)
        if heading != NOT_STATED:
            numbers[heading] = numbers.get(heading, 0) + number
    numbers[NOT_STATED] = max(0, everyone.n_reports - sum(numbers.values()))
    return {key: Group(number, everyone.n_incidents, everyone.centres) for key, number in numbers.items()}


def _headline(material: Public, everyone: Group, kinds: Mapping[Any, Published]) -> Tabulation:
    """The month's numbers; earlier months are shown only as they were published, never counted again."""
    incidents = Group(everyone.n_incidents, everyone.n_incidents, everyone.centres)
    numbers = {"reports": everyone.published, "incidents": incidents.published, **kinds}
    beside = [months_before(material.month.month, n) for n in (1, 12)]
    return Tabulation(
        id="T1",
        columns=(Key("columns", "measure"), *(Key("months", month) for month in (material.month.month, *beside))),
        rows=tuple(
            (
                Key("measures", name),
                cell(numbers[name]),
                *(material.earlier.get(month, {}).get(name, NOT_PUBLISHED) for month in beside),
            )
            for name in MEASURES
        ),
        notes=("reports_and_incidents",),
    )


def _shares(
    table_id: str, label: str, shown: Mapping[Any, Published], whole: Published, notes: tuple[str, ...]
) -> Tabulation:
    return Tabulation(
        id=table_id,
        columns=(Key("columns", label), Key("columns", "reports"), Key("columns", "share")),
        rows=(
            *((key, cell(number), share(number, whole)) for key, number in shown.items()),
            (ALL, cell(whole), share(whole, whole)),
        ),
        notes=(*notes, "does_not_add_up"),
    )


def _completeness(shown: Mapping[str, Mapping[Any, Published]], whole: Published) -> Tabulation:
    """How much is known, from the published "not stated" alone: another count of it would give that one away."""
    rows = []
    for fact in FACTS:
        unstated = disclosure.percentage(shown[fact.table_id][NOT_STATED], whole)
        rows.append((Key("columns", fact.name), NO_PERCENTAGE if unstated is None else Percent(100 - unstated)))
    return Tabulation(
        id="T8C", columns=(Key("columns", "detail"), Key("columns", "share")), rows=tuple(rows), notes=("people",)
    )
