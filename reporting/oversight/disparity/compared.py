"""Alarms beside incidents and residents, ward by ward and for the area as a whole. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FALSE = frozenset({"nothing", "new_source"})
"""Outcomes by which an alarm was false: there was nothing, or more was told and not more happened."""


FEWEST = 3  # alarms in the area: with fewer, one more would turn every multiple over


@dataclass(frozen=True)
class Alarm:
    """A cluster that was unusual in one week. ``ward``: code of the ward most of it lies in; ``outcome``: empty if unsaid."""

    ward: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One ward, what lies in none (code empty), or the whole area.

    by_incidents, by_residents   alarms for each incident, or for each resident, as a multiple of the area's; None where
                                 either has none, or the area had fewer than FEWEST alarms
    alarms_rate, false_rate      per 1,000 residents; None where nobody counted them
    n_said                       weeks in which a person decided the ward's level in place of what was worked out
    """

    code: str
    name: str
    n_incidents: int
    n_alarms: int
    n_real: int
    n_explained: int
    n_false: int
    n_unanswered: int
    n_said: int
    by_incidents: float | None
    residents: int | None
    alarms_rate: float | None
    false_rate: float | None
    by_residents: float | None


@dataclass(frozen=True)
class Compared:
    """``elsewhere``: what lies in no ward of today. The area's ratios are made of its wards alone."""

    wards: tuple[Row, ...]
    elsewhere: Row
    whole: Row


def compared(
    wards: Sequence[tuple[str, str]],
    alarms: Iterable[Alarm],
    *,
    incidents: Mapping[str, int],
    n_incidents: int,
    residents: Mapping[str, int],
    said: Mapping[str, int],
) -> Compared:
    """The table of a period.

    wards         (code, name) of each ward of today, in the order in which they are told
    incidents     by code; "" for those in no ward of today
    n_incidents   of the whole area: one that lies in two wards counts once
    residents     by code; wards nobody counted are left out
    said          levels said by a person, by code
    """
    known = {code for code, _name in wards}
    of_ward: dict[str, Counter[str]] = {}
    for one in alarms:
        code = one.ward if one.ward in known else ""
        of_ward.setdefault(code, Counter())[one.outcome] += 1
    n_alarms = sum(of_ward.get(code, Counter()).total() for code in known)
    in_wards = sum(incidents.get(code, 0) for code in known)
    n_residents = sum(residents.get(code, 0) for code in known)
    counted = [code for code in known if code in residents]
    alarms_there = sum(of_ward.get(code, Counter()).total() for code in counted)

    def row(code: str, name: str) -> Row:
        outcomes, here = of_ward.get(code, Counter()), residents.get(code) if code else None
        n = incidents.get(code, 0)
        return _row(
            code, name, n, outcomes, said=said.get(code, 0), residents=here,
            by_incidents=_multiple(outcomes.total(), n, n_alarms, in_wards) if code else None,
            by_residents=_multiple(outcomes.total(), here, alarms_there, n_residents),
        )  # fmt: skip

    everywhere = sum(of_ward.values(), Counter())
    within = sum((of_ward.get(code, Counter()) for code in counted), Counter[str]())
    whole = _row(
        "", "", n_incidents, everywhere, said=sum(said.get(code, 0) for code in known), residents=n_residents or None,
        by_incidents=None, by_residents=None, of_residents=within,
    )  # fmt: skip
    return Compared(tuple(row(code, name) for code, name in wards), row("", ""), whole)


def _row(
    code: str,
    name: str,
    n_incidents: int,
    outcomes: Counter[str],
    *,
    said: int,
    residents: int | None,
    by_incidents: float | None,
    by_residents: float | None,
    of_residents: Counter[str] | None = None,
) -> Row:
    """``of_residents``: the alarms among those residents, where they are not all of ``outcomes``."""
    rated = outcomes if of_residents is None else of_residents
    return Row(
        code=code,
        name=name,
        n_incidents=n_incidents,
        n_alarms=outcomes.total(),
        n_real=outcomes["real"],
        n_explained=outcomes["explained"],
        n_false=_n_false(outcomes),
        n_unanswered=outcomes[""],
        n_said=said,
        by_incidents=by_incidents,
        residents=residents,
        alarms_rate=_rate(rated.total(), residents),
        false_rate=_rate(_n_false(rated), residents),
        by_residents=by_residents,
    )


def _n_false(outcomes: Counter[str]) -> int:
    return sum(outcomes[key] for key in FALSE)


def _rate(n: int, residents: int | None) -> float | None:
    return 1000 * n / residents if residents else None


def _multiple(n: int, base: int | None, n_all: int, base_all: int) -> float | None:
    """n for each of base, as a multiple of n_all for each of base_all; None where there are too few alarms to compare."""
    return n / base / (n_all / base_all) if base and base_all and n_all >= FEWEST else None
