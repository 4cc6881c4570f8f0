"""Which services are put on a person's sheet, and in which order. Pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

MOST = 8

Ages = tuple[int, int]


class Described(Protocol):
    """What the choice needs to know of a service."""

    @property
    def name(self) -> str: ...
    @property
    def strands(self) -> frozenset[str]: ...
    @property
    def wishes(self) -> frozenset[str]: ...
    @property
    def age_from(self) -> int | None: ...
    @property
    def age_to(self) -> int | None: ...
    @property
    def position(self) -> int: ...


Service = TypeVar("Service", bound=Described)


def chosen(
    services: Iterable[Service], *, strands: frozenset[str], wishes: frozenset[str], ages: Ages | None
) -> list[Service]:
    """At most eight: those made for this strand, age and wish first, then those for everybody.

    strands   why the person was targeted; a service for other strands is left out
    wishes    what would help, empty where it was not told; a service for everybody that helps with none of it is left
              out, one made for the strand never is
    ages      (youngest, oldest) the person may be, or None where it was not told: then no age is left out
    """
    fitting = [one for one in services if _fits(one, strands, wishes, ages)]

    def most_specific_first(one: Service) -> tuple[int, int, int, int, str]:
        is_for_age = ages is not None and _has_ages(one)
        return (
            -int(bool(one.strands)),
            -int(is_for_age),
            -len(one.wishes & wishes),
            one.position,
            one.name.casefold(),
        )

    return sorted(fitting, key=most_specific_first)[:MOST]


def _fits(one: Described, strands: frozenset[str], wishes: frozenset[str], ages: Ages | None) -> bool:
    if one.strands and not one.strands & strands:
        return False
    if ages is not None and not _meets(one, ages):
        return False
    return bool(one.strands) or not wishes or not one.wishes or bool(one.wishes & wishes)


def _has_ages(one: Described) -> bool:
    return one.age_from is not None or one.age_to is not None


def _meets(one: Described, ages: Ages) -> bool:
    youngest, oldest = ages
    is_too_young = one.age_from is not None and oldest < one.age_from
    is_too_old = one.age_to is not None and youngest > one.age_to
    return not is_too_young and not is_too_old
