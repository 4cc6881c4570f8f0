"""Who can help whoever told a report: what services are described with, and which of them are chosen."""

from reporting.crypto import SealBroken
from reporting.reports import queries
from reporting.reports.contents import Compartment, Support
from reporting.reports.models import IncidentReport
from reporting.reports.opening import open_compartments
from reporting.reports.sealed import WordsDestroyed
from reporting.reports.vocabulary import SPOKEN_LANGUAGES, STRANDS, SUPPORT_WANTED, labels
from reporting.signposts import queries as signposts
from reporting.signposts import vocabulary
from reporting.signposts.choice import Ages, chosen
from reporting.signposts.models import Service

OLDEST = 120
NO_LANGUAGE = frozenset({"other", "not_asked"})


def describe_services() -> None:
    """Hangs up the lists of the form where services are looked after."""
    vocabulary.STRANDS.update(labels(STRANDS))
    vocabulary.WISHES.update(labels(SUPPORT_WANTED))
    vocabulary.LANGUAGES.update((key, label) for key, label in labels(SPOKEN_LANGUAGES) if key not in NO_LANGUAGE)


def services_for(report: IncidentReport) -> list[Service]:
    """The services of a person's sheet.

    The wishes for support, and the age beside them, are opened and that is written down; who the person is never.
    Where the words are destroyed, what stands in clear is enough.
    """
    support = _support(report)
    return chosen(
        signposts.for_sheets(),
        strands=report.strands,
        wishes=frozenset(support.wanted),
        ages=ages_of(support.age_band),
    )


def _support(report: IncidentReport) -> Support:
    if not queries.holds(report.id, Compartment.SUPPORT):
        return Support()
    try:
        return open_compartments(report, Compartment.SUPPORT).get(Compartment.SUPPORT) or Support()
    except (WordsDestroyed, SealBroken):
        return Support()


def ages_of(band: str) -> Ages | None:
    """The youngest and the oldest of an age band; None where the age was not told."""
    if band == "under_10":
        return 0, 9
    if band == "75_plus":
        return 75, OLDEST
    youngest, dash, oldest = band.partition("-")
    return (int(youngest), int(oldest)) if dash else None
