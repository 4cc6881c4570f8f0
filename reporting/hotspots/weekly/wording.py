"""The early warning in finished sentences: the same words, from the same stored numbers, on the map and in the digest."""

from collections.abc import Mapping

from flask_babel import format_percent, ngettext
from flask_babel import gettext as _

from reporting.hotspots.alarm import ALARM_DAYS, is_one_source
from reporting.hotspots.findings import Circle
from reporting.hotspots.queries import REPLICATES
from reporting.hotspots.surges import Surge
from reporting.hotspots.weekly.bands import Band
from reporting.hotspots.weekly.queries import Unanswered, Warned
from reporting.i18n import full_date, tenths
from reporting.reports.vocabulary import STRANDS

LEAST_P = 1 / (REPLICATES + 1)  # no shuffle came near


def heading(one: Warned | Unanswered, names: Mapping[str, str]) -> str:
    """A cluster's number, how unusual it is, and the ward most of it lies in. ``names``: ward names by code."""
    named = _named(one.circle, names)
    return _(
        "%(number)s: %(band)s, in %(wards)s",
        number=one.number,
        band=_band(one.band),
        wards=named[0] if named else _("no ward of today"),
    )


def sentences(one: Warned) -> tuple[str, ...]:
    """What was found, how seldom chance brings it, and how sure that is; first of all whether one centre told most of it."""
    its = one.circle
    return (
        *_one_source(its),
        _(
            "%(incidents)s at %(places)s places within %(radius)s metres in the last %(days)s days; %(expected)s would "
            "be expected from this place’s own past year.",
            incidents=_told(its), places=its.places, radius=its.radius_m, days=its.days, expected=tenths(its.expected),
        ),
        _episode(one),
        _seldom(one),
        _(
            "About %(times)s times as many as usual, probably between %(low)s and %(high)s: less than the plain numbers suggest.",
            times=tenths(its.rr_shrunk), low=tenths(its.rr_low), high=tenths(its.rr_high),
        ),
    )  # fmt: skip


def _told(its: Circle) -> str:
    """Reports and incidents are told apart, and on how many days they were."""
    incidents = ngettext("%(num)s incident", "%(num)s incidents", its.observed)
    if not its.reports:
        return incidents
    return _(
        "%(reports)s of %(incidents)s on %(days)s",
        reports=ngettext("%(num)s report", "%(num)s reports", its.reports),
        incidents=incidents,
        days=ngettext("%(num)s day", "%(num)s days", its.distinct_days),
    )


def _episode(one: Warned) -> str:
    if one.is_new:
        return _("New: nothing around here was shown in the four weeks before.")
    return _("It goes on: first shown for the week that ended on %(day)s.", day=full_date(one.begun))


def _seldom(one: Warned) -> str:
    if one.circle.p <= LEAST_P:
        return _(
            "By chance alone something as strong appears somewhere in the area at most once in %(years)s years of weekly "
            "checks; the test cannot measure anything rarer.",
            years=tenths(one.years),
        )
    return _(
        "By chance alone something as strong appears somewhere in the area about once in %(years)s years of weekly checks.",
        years=tenths(one.years),
    )


def values(one: Warned, names: Mapping[str, str]) -> tuple[str, ...]:
    """The same as the cells of a table: number, wards, incidents, expected, days, metres around, times as many (range)."""
    its = one.circle
    times, low, high = tenths(its.rr_shrunk), tenths(its.rr_low), tenths(its.rr_high)
    return (
        str(one.number), ", ".join(_named(its, names)), str(its.observed), tenths(its.expected), str(its.days),
        str(its.radius_m), f"{times} ({low}–{high})",
    )  # fmt: skip


def columns() -> tuple[str, ...]:
    """The headings of ``values``."""
    return (
        _("Number on the map"), _("Wards"), _("Incidents"), _("Expected"), _("Days"), _("Metres around"),
        _("Times as many (range)"),
    )  # fmt: skip


def risen(surge: Surge) -> str:
    """A strand of which more came everywhere at once."""
    return _(
        "%(strand)s: %(incidents)s in the week, %(usual)s are usual. By chance alone as much comes about once in %(years)s "
        "years of weekly checks.",
        strand=STRANDS[surge.strand].label if surge.strand in STRANDS else surge.strand,
        incidents=ngettext("%(num)s incident", "%(num)s incidents", surge.observed),
        usual=tenths(surge.usual),
        years=tenths(surge.recurrence_days / ALARM_DAYS),
    )


def _one_source(its: Circle) -> list[str]:
    if not is_one_source(its.one_source):
        return []
    share = format_percent(its.one_source)
    return [_("%(share)s of it came through one centre, so no alarm is raised. Ask that centre first.", share=share)]


def _named(its: Circle, names: Mapping[str, str]) -> list[str]:
    return [names.get(code, code) for code in its.wards]


def _band(band: Band) -> str:
    return {
        Band.VERY_UNUSUAL: _("very unusual"),
        Band.UNUSUAL: _("unusual"),
        Band.WORTH_A_LOOK: _("worth a look"),
    }[band]
