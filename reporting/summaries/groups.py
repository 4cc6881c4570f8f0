"""Counts put together under coarser headings, keeping what the rule for small numbers asks of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reporting import disclosure
from reporting.disclosure import Published
from reporting.reports.figures import Count


@dataclass(frozen=True)
class Group:
    """Reports under one heading, the incidents they certainly tell of, and the centres that took them."""

    n_reports: int = 0
    n_incidents: int = 0
    centres: frozenset[str] = frozenset()

    @property
    def published(self) -> Published:
        """The count as the public may see it.

        No household is recorded, so incidents stand for households: twelve accounts of one quarrel are not published.
        """
        return disclosure.public(self.n_reports, households=self.n_incidents, centres=len(self.centres))


def surplus(total: Count) -> int:
    """How many reports of a total tell of an incident that another report of it tells of too."""
    return total.n_reports - total.n_incidents


def grouped(
    counts: Iterable[Count], heading: Callable[[Sequence[Any]], Any], *, n_surplus: int, all_of: Iterable[Any] = ()
) -> dict[Any, Group]:
    """Groups by heading, from counts whose last value is the code of the centre.

    heading     the heading of the values before the centre
    n_surplus   reports of the whole period that retell an incident: no heading can hold more of them, which bounds
                its incidents from below although counts of incidents do not add up
    all_of      headings to show although nothing falls under them, first and in this order
    """
    found: dict[Any, Group] = {name: Group() for name in all_of}
    for count in counts:
        *values, centre = count.values
        name = heading(values)
        before = found.get(name, Group())
        n_reports = before.n_reports + count.n_reports
        found[name] = Group(
            n_reports,
            max(before.n_incidents, count.n_incidents, n_reports - n_surplus),
            before.centres | {centre},
        )
    return found


def merged(parts: Mapping[Any, Group], names: Iterable[Any], *, n_surplus: int) -> Group:
    """The group of several headings together."""
    chosen = [parts[name] for name in names if name in parts]
    n_reports = sum(group.n_reports for group in chosen)
    incidents = [group.n_incidents for group in chosen]
    return Group(
        n_reports,
        max([n_reports - n_surplus, *incidents], default=0) if chosen else 0,
        frozenset().union(*(group.centres for group in chosen)),
    )
