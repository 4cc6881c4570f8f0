"""The dictionary of a report's fields, from the code itself: asked where, kept how, read by whom, counted in what.

``flask reports dictionary`` writes it; docs/dictionary.md is its last state, and a test says when it is out of date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from reporting.reports.contents import CONTENTS, Compartment
from reporting.reports.evidence.contents import Words
from reporting.reports.evidence.models import Evidence
from reporting.reports.kept import Sensitivity
from reporting.reports.models import IncidentReport
from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.order import NUMBERS, STEPS


class Reach(StrEnum):
    """Who may read a fact that stands in clear."""

    FACT = "fact"
    PLACE = "place"
    CENTRE = "centre"
    SCHEME = "scheme"
    EVIDENCE = "evidence"
    SYSTEM = "system"


@dataclass(frozen=True)
class Clear:
    """A column in clear: who may read it, on which pages of the form it is asked, and where it is counted or shown."""

    reach: Reach
    asked: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


MAP, DIGEST, MONTHLY, PUBLIC, HANDOVER = "map", "digest", "monthly summary", "public figures", "official form"
POLICE = "police page"

CLEAR: dict[str, Clear] = {
    "reference": Clear(Reach.FACT, (), (POLICE, DIGEST)),
    "kind": Clear(Reach.FACT, ("teller",), (POLICE, MONTHLY)),
    "status": Clear(Reach.SCHEME),
    "submitted_at": Clear(Reach.SCHEME),
    "accepted_at": Clear(Reach.SYSTEM),
    "released_at": Clear(Reach.FACT, (), (POLICE, DIGEST)),
    "centre_id": Clear(Reach.CENTRE, (), (POLICE, MONTHLY)),
    "taken_by_id": Clear(Reach.SYSTEM),
    "channel": Clear(Reach.SCHEME, ("safety",), (MONTHLY,)),
    "happened_on": Clear(Reach.PLACE, ("when",), (POLICE, MAP, DIGEST, MONTHLY, HANDOVER)),
    "happened_precision": Clear(Reach.FACT, ("when",), (POLICE,)),
    "part_of_day": Clear(Reach.PLACE, ("when",), (POLICE, DIGEST, MONTHLY, HANDOVER)),
    "disclosed_on": Clear(Reach.SCHEME, ("paper",), (MONTHLY, PUBLIC)),
    "ward_id": Clear(Reach.FACT, ("where",), (POLICE, MAP, DIGEST, MONTHLY, PUBLIC, HANDOVER)),
    "place_scope": Clear(Reach.FACT, ("where",), (POLICE,)),
    "snapped_easting": Clear(Reach.PLACE, ("where",), (POLICE, MAP)),
    "snapped_northing": Clear(Reach.PLACE, ("where",), (POLICE, MAP)),
    "location_precision": Clear(Reach.FACT, ("where",), (POLICE, DIGEST)),
    "place_type": Clear(Reach.FACT, ("where",), (POLICE, DIGEST, MONTHLY, HANDOVER)),
    "strands": Clear(Reach.FACT, ("why",), (POLICE, MAP, DIGEST, MONTHLY, PUBLIC, HANDOVER)),
    "primary_strand": Clear(Reach.FACT, ("why",), (POLICE, DIGEST, MONTHLY, PUBLIC)),
    "incident_types": Clear(Reach.FACT, ("what",), (POLICE, MAP, HANDOVER)),
    "main_type": Clear(Reach.FACT, ("what",), (POLICE, DIGEST, MONTHLY, HANDOVER)),
    "severity": Clear(Reach.SYSTEM, (), (MAP,)),
    "risk": Clear(Reach.FACT, ("risk",), (POLICE, DIGEST, MONTHLY)),
    "repeat": Clear(Reach.FACT, ("before",), (POLICE, DIGEST, MONTHLY)),
    "first_ever_told": Clear(Reach.SCHEME, ("before",), (MONTHLY,)),
    "reported_elsewhere": Clear(Reach.SCHEME, ("before",), (MONTHLY,)),
    "sharing": Clear(Reach.FACT, ("sharing",), (POLICE, DIGEST, MONTHLY)),
    "recipients": Clear(Reach.SCHEME, ("sharing",)),
    "shares_full_account": Clear(Reach.SCHEME, ("sharing",)),
    "shares_demographics": Clear(Reach.SCHEME, ("sharing",)),
    "retention_due_on": Clear(Reach.SYSTEM),
    "incident_id": Clear(Reach.SYSTEM, (), (MONTHLY, MAP)),
    "secret_hash": Clear(Reach.SYSTEM),
    "import_hash": Clear(Reach.SYSTEM),
}

OF_EVIDENCE: dict[str, Clear] = {
    "report_id": Clear(Reach.SYSTEM),
    "number": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "kind": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "held_by": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "shows_person": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "added_at": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "added_by_id": Clear(Reach.SYSTEM),
    "centre_id": Clear(Reach.SYSTEM),
    "media_type": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "size": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "handed_over_on": Clear(Reach.EVIDENCE, (), (POLICE,)),
    "exhibit": Clear(Reach.EVIDENCE, (), (POLICE,)),
}  # asked on the page of photos, papers and recordings; its words and its file are sealed

READ_BY: dict[Reach | Sensitivity, str] = {
    Reach.FACT: "volunteer who took it, centre lead, coordinator; the ward team after release",
    Reach.PLACE: "the same; the ward team no finer than was agreed",
    Reach.CENTRE: "volunteer who took it, centre lead, coordinator; the ward team where details about the person were agreed",
    Reach.SCHEME: "volunteer who took it, centre lead, coordinator",
    Reach.EVIDENCE: "volunteer who took it until it is accepted, coordinator; the ward team only as agreed (`sharing.lists_evidence`)",
    Reach.SYSTEM: "nobody: the program's own",
    Sensitivity.SHARED: "volunteer who took it, coordinator; the ward team after release where its compartment was agreed",
    Sensitivity.EXACT: "the same; the ward team only where the exact place and time were agreed",
    Sensitivity.SCHEME: "volunteer who took it, coordinator",
    Sensitivity.IDENTITY: "coordinator, and the ward team where identity was agreed, each by a recorded reveal",
    Sensitivity.ABOUT: "coordinator by a recorded reveal; the ward team only where details about the person were agreed",
    Sensitivity.SUBJECT: "coordinator; the ward team after release; never the volunteer again",
    Sensitivity.SYSTEM: "nobody: the program's own",
}
HANDED_OVER = {Compartment.ACCOUNT, Compartment.ALLEGED, Compartment.SUMMARY}
SHOWN_TO_POLICE = {Sensitivity.SHARED, Sensitivity.EXACT, Sensitivity.SUBJECT}
TALLIED = {"age_band", "gender", "ethnicity", "religion", "disabilities", "main_language", "interpreter", "tenure"}


@dataclass(frozen=True)
class Entry:
    """One field: ``kept`` is "clear" or the name of its sealed compartment; ``asked`` numbers of pages of the form."""

    name: str
    kept: str
    sensitivity: str
    asked: tuple[int, ...]
    read_by: str
    outputs: tuple[str, ...]


def entries() -> Iterator[Entry]:
    """Every field of a report. Raises KeyError for a column or a sealed value that has no class."""
    for column in IncidentReport.__mapper__.columns.keys():  # noqa: SIM118 - a collection of columns, not a dict
        if column == "id":
            continue
        its = CLEAR[column]
        pages = tuple(NUMBERS[key] for key in its.asked)
        yield Entry(column, "clear", its.reach.value, pages, READ_BY[its.reach], its.outputs)
    for column in Evidence.__mapper__.columns.keys():  # noqa: SIM118 - a collection of columns, not a dict
        if column not in {"id", "words"}:
            its = OF_EVIDENCE[column]
            yield Entry(column, "clear, of evidence", its.reach.value, (), READ_BY[its.reach], its.outputs)
    for one in fields(Words):
        yield Entry(one.name, "sealed: evidence", Reach.EVIDENCE.value, (), READ_BY[Reach.EVIDENCE], (POLICE,))
    asked = _asked()
    for compartment, content in CONTENTS.items():
        for one in fields(content):
            sensitivity = one.metadata["sensitivity"]
            yield Entry(
                one.name,
                compartment.value,
                sensitivity.value,
                asked.get(one.name, ()) if compartment in ASKED_FOR else (),
                READ_BY[sensitivity],
                _outputs(one.name, compartment, sensitivity),
            )


ASKED_FOR = frozenset({Compartment.IDENTITY, Compartment.ACCOUNT, Compartment.ALLEGED, Compartment.SUPPORT})
BY_ANOTHER_NAME = {
    "when": ("happened_from", "happened_to"),
    "where": ("anchor_name", "easting", "northing"),
    "why": ("targeted_groups",),
    "risk": ("risk_answers",),
}  # what a page's answers become under other names than its questions


def _asked() -> dict[str, tuple[int, ...]]:
    """For each question the numbers of the pages that ask it."""
    found: dict[str, tuple[int, ...]] = {}
    for step in STEPS:
        form: StepForm = step.whole()
        for name in (*(field.name for field in form.questions), *BY_ANOTHER_NAME.get(step.key, ())):
            found[name] = tuple(sorted({*found.get(name, ()), NUMBERS[step.key]}))
    return found


def _outputs(name: str, compartment: Compartment, sensitivity: Sensitivity) -> tuple[str, ...]:
    shown = []
    if compartment in HANDED_OVER and sensitivity in SHOWN_TO_POLICE:
        shown += [POLICE, HANDOVER]
    if compartment is Compartment.IDENTITY and sensitivity is Sensitivity.ABOUT:
        shown.append(POLICE)
    if compartment is Compartment.IDENTITY and name in TALLIED:
        shown.append(MONTHLY)
    return tuple(shown)


def as_markdown() -> str:
    """The dictionary as a page of documentation."""
    head = ["field", "kept", "class", "asked on page", "read by", "appears in"]
    lines = [
        "# Every field of a report",
        "",
        "Written by `flask --app wsgi reports dictionary`; change the code, not this page. A sealed value opens only with an",
        "entry in the trail. What is only counted loses every sealed value when it is accepted.",
        "",
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
    ]
    for one in entries():
        kept = one.kept if one.kept.startswith(("clear", "sealed")) else f"sealed: {one.kept}"
        pages = ", ".join(str(page) for page in one.asked) or "–"
        lines.append(
            f"| `{one.name}` | {kept} | {one.sensitivity} | {pages} | {one.read_by} | {', '.join(one.outputs) or '–'} |"
        )
    return "\n".join(lines) + "\n"
