"""Occurrences of a selection, and a whole study of a period as police may read it."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reporting.hotspots.findings import Findings, Wards, findings
from reporting.hotspots.incidents import Incidents, collapse
from reporting.hotspots.surges import WEEKS
from reporting.places import queries as places
from reporting.reports import figures

REPLICATES = 999


def occurrences(selection: figures.Selection) -> Incidents:
    """The reports of a selection that have a point, as occurrences.

    Reports that a coordinator merged count once, where and when the gravest of them was.
    """
    held = figures.points(selection)
    order = np.lexsort((-held.severity, held.incident))
    first = np.unique(held.incident[order], return_index=True)[1]
    gravest = order[first][held.incident]
    return collapse(
        held.xy[gravest], held.day[gravest], held.motive[gravest], held.severity, held.stratum, centre=held.centre
    )


def weekly_by_strand(sunday: date) -> dict[str, list[int]]:
    """For each primary strand the incidents of each of the 53 weeks up to this Sunday, wherever they happened."""
    first = sunday - timedelta(days=7 * WEEKS - 1)
    selection = figures.Selection(profile=figures.Profile.POLICE, since=first, until=sunday)
    weekly: dict[str, list[int]] = {}
    for count in figures.counts(selection, by=("primary_strand", "happened_on")):
        strand, day = count.values
        if strand:
            weekly.setdefault(strand, [0] * WEEKS)[(day - first).days // 7] += count.n_incidents
    return weekly


@dataclass(frozen=True)
class Study:
    """Everything a study needs, read from the database, which is not needed any more."""

    incidents: Incidents
    since: date
    until: date
    wards: Wards
    ward_code: str | None

    def findings(self, *, seed: int | None = None, replicates: int = REPLICATES) -> Findings:
        """The same seed gives the same p; without one it is the last day's number."""
        return findings(
            self.incidents,
            since=self.since,
            until=self.until,
            wards=self.wards,
            ward_code=self.ward_code,
            seed=self.until.toordinal() if seed is None else seed,
            replicates=replicates,
        )


def study(since: date, until: date, *, ward_code: str | None = None) -> Study:
    """The study of the days from since to until: what was agreed for police, by the day it happened.

    Raises LookupError for a ward that is not one of today's.
    """
    wards = places.wards_of(places.current_edition())
    if ward_code is not None and ward_code not in {ward.code for ward in wards}:
        raise LookupError(ward_code)
    selection = figures.Selection(profile=figures.Profile.POLICE, since=since, until=until)
    return Study(
        incidents=occurrences(selection),
        since=since,
        until=until,
        wards=[(ward.code, ward.shape) for ward in wards],
        ward_code=ward_code,
    )
