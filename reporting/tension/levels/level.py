"""The level of a ward in a week, and why. Pure: what was told comes in, and the same always gives the same.

Six levels in three tiers (`domain.md` 1.4): 6 normal … 1 happening. Every rule that holds gives a level and a reason; the
gravest counts, and every reason stands beside it. Nothing told is not calm: without returns, observations and incidents
there is no level.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import poisson

NORMAL = 6
FIRST_HAND = frozenset({"seen", "told_first_hand"})
HEARSAY_AT_MOST = {"told_second_hand": 3, "rumour": 4}  # what is only heard cannot say more than this
FIGHT = frozenset({"revenge_talk", "gang_conflict"})
USUAL_AT_LEAST = 0.25  # incidents a week: below that, every single one would be a surge
FEWEST = 3  # incidents that can be a surge
RISE, LEAP = 0.05, 0.01  # how seldom so many come by chance in a usual week
GRAVE = 5  # of six: the weight of the gravest kind of incident


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """One observation, as far as the level asks. ``centre`` only tells sources apart."""

    centre: str
    types: frozenset[str]
    eep: str
    provenance: str
    direction: str
    judgement: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything that was told of one ward and week.

    n_given, n_nil, n_missing   returns of the centres in the ward: with something, with nothing, not given
    shared_categories           categories that two or more centres told of
    had_coverage                whether a return says that it is in the news
    n_incidents                 in the week; ``usual``: the mean of the twelve weeks before
    gravest                     weight of the gravest incident, 1 to 6; 0: none
    n_in_cluster                incidents of the early warning's gravest cluster that lies here most; 0: none is unusual
    is_very_unusual             whether chance brings as much hardly ever
    """

    noticed: Sequence[Noticed] = ()
    n_given: int = 0
    n_nil: int = 0
    n_missing: int = 0
    shared_categories: frozenset[str] = frozenset()
    had_coverage: bool = False
    n_incidents: int = 0
    usual: float = 0.0
    gravest: int = 0
    n_in_cluster: int = 0
    is_very_unusual: bool = False


@dataclass(frozen=True, order=True)
class Reason:
    """Why a level: a key of REASONS and the number it is about."""

    level: int
    key: str
    number: int = 0


@dataclass(frozen=True)
class Level:
    """``level`` 1 to 6, or None where nothing was told. The gravest reason first.

    disagrees   ``calm_but_rising``: every return says that there is nothing, and incidents surge; ``told_but_none``:
                what is noticed is at least noticeable, and nobody reports an incident; else empty
    """

    level: int | None
    reasons: tuple[Reason, ...]
    disagrees: str = ""


def level(told: Told) -> Level:
    """The level of a ward in a week."""
    happened = told.n_incidents or told.n_in_cluster
    is_silent = not told.noticed and not told.n_given and not told.n_nil and not happened
    if is_silent:
        return Level(None, (Reason(NORMAL, "nothing_told", told.n_missing),))
    reasons = sorted([*_noticed(told.noticed), *_returned(told), *_happened(told)])
    gravest = min((reason.level for reason in reasons), default=NORMAL)
    return Level(gravest, tuple(reasons) or (Reason(NORMAL, "nothing_unusual"),), _disagreement(told, reasons))


def _noticed(noticed: Sequence[Noticed]) -> list[Reason]:
    reasons = []
    if noticed:
        judged = [max(one.judgement, HEARSAY_AT_MOST.get(one.provenance, 1)) for one in noticed]
        gravest = min(judged)
        if gravest < NORMAL:
            is_known = any(
                one.provenance in FIRST_HAND for one, at in zip(noticed, judged, strict=True) if at == gravest
            )
            reasons.append(Reason(gravest, "judged_first_hand" if is_known else "judged_hearsay", len(noticed)))
    rising = [one for one in noticed if one.direction == "rising" and one.judgement < 5]
    if len({one.centre for one in rising}) > 1:
        reasons.append(Reason(3, "rising_from_several", len({one.centre for one in rising})))
    fights = [one for one in noticed if one.types & FIGHT and one.provenance in FIRST_HAND]
    if {"evidenced", "potential"} <= {one.eep for one in fights} or any(one.types >= FIGHT for one in fights):
        reasons.append(Reason(3, "revenge_after_conflict", len(fights)))
    if fights and any("weapon_seen" in one.types and one.provenance in FIRST_HAND for one in noticed):
        reasons.append(Reason(2, "weapon_in_conflict"))
    return reasons


def _returned(told: Told) -> list[Reason]:
    reasons = []
    if told.shared_categories:
        reasons.append(Reason(4, "several_centres_tell_the_same", len(told.shared_categories)))
    if told.n_given:
        reasons.append(Reason(5, "centres_tell_something", told.n_given))
    if told.had_coverage:
        reasons.append(Reason(5, "in_the_news"))
    return reasons


def _happened(told: Told) -> list[Reason]:
    reasons = []
    chance = chance_of(told.n_incidents, told.usual)
    if told.n_incidents >= FEWEST and chance <= RISE:
        leaps = chance <= LEAP
        reasons.append(Reason(3 if leaps else 4, "incidents_leap" if leaps else "incidents_rise", told.n_incidents))
    if told.n_in_cluster:
        is_very = told.is_very_unusual
        key = "cluster_very_unusual" if is_very else "cluster_unusual"
        reasons.append(Reason(3 if is_very else 4, key, told.n_in_cluster))
    if told.gravest >= GRAVE:
        reasons.append(Reason(4, "grave_incident"))
    return reasons


def chance_of(n_incidents: int, usual: float) -> float:
    """How probable so many incidents or more are in a usual week."""
    return float(poisson.sf(n_incidents - 1, max(usual, USUAL_AT_LEAST)))


def _disagreement(told: Told, reasons: Sequence[Reason]) -> str:
    is_surge = any(reason.key in {"incidents_rise", "incidents_leap"} for reason in reasons)
    if is_surge and told.n_nil and not told.n_given and not told.noticed:
        return "calm_but_rising"
    is_noticeable = any(reason.level <= 4 for reason in reasons)
    if is_noticeable and (told.noticed or told.n_given) and not (told.n_incidents or told.n_in_cluster):
        return "told_but_none"
    return ""
