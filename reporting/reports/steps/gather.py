"""From the saved answers to a submission: the words become facts, and the rest goes under seal."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from reporting import clock
from reporting.reports import contents
from reporting.reports.actions import Submission
from reporting.reports.facts import Facts
from reporting.reports.risk import suggested
from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.order import NUMBERS, STEPS
from reporting.reports.steps.protect import concerns
from reporting.reports.steps.sharing import WORDING
from reporting.reports.steps.told import Told
from reporting.reports.vocabulary import ReportKind, SharingChoice

NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Unfinished(Exception):
    """A page is missing or no longer right: its number, from 1."""

    number: int


def told_so_far(answers: contents.Answers) -> Told:
    """What pages may ask of each other: the answers of those that this report needs."""
    saved = Told(answers.steps, answers.second_language)
    needed = {key: given for key, given in answers.steps.items() if STEPS[NUMBERS[key] - 1].is_asked(saved)}
    return Told(needed, answers.second_language)


def pages_of(answers: contents.Answers) -> dict[str, StepForm]:
    """Every page this report needs, as it was saved, checked again. Raises Unfinished for the first that does not hold."""
    told = told_so_far(answers)
    pages: dict[str, StepForm] = {}
    for step in STEPS:
        if not step.is_asked(told):
            continue
        page = step.from_answers(answers.steps.get(step.key), told)
        if step.key not in answers.steps or not page.validate():
            raise Unfinished(NUMBERS[step.key])
        pages[step.key] = page
    return pages


def finished_pages(answers: contents.Answers) -> dict[str, StepForm]:
    """The same. Raises Unfinished, too, for a page on which something is typed that was never saved."""
    told = told_so_far(answers)
    for step in STEPS:
        if step.key in answers.unfinished and step.is_asked(told):
            raise Unfinished(NUMBERS[step.key])
    return pages_of(answers)


def submission(pages: dict[str, StepForm], *, explained_in: str) -> Submission:
    """The facts and sealed contents of a finished form: the pages that ``pages_of`` found right."""
    found: dict[str, Any] = pages
    safety, teller, what, where, harm = (found[key] for key in ("safety", "teller", "what", "where", "harm"))
    before, risk, sharing = (found[key] for key in ("before", "risk", "sharing"))
    why, moment = found.get("why"), found["when"].moment()
    spot = where.spot(on=moment.last)
    risk_answers, safeguarding = risk.risk_answers, sorted(concerns(risk.told) | set(risk.value("safeguarding")))
    facts = Facts(
        today=clock.today(),
        kind=ReportKind(teller.kind.data),
        channel=safety.channel.data,
        happened_from=moment.first,
        happened_on=moment.last,
        happened_precision=moment.precision,
        part_of_day=moment.part_of_day,
        disclosed_on=_told_on(found),
        ward_id=spot.ward_id,
        place_scope=spot.scope,
        snapped=spot.snapped,
        location_precision=spot.precision,
        place_type=where.place_type.data,
        strands=frozenset(why.strands.data if why else ()),
        primary_strand=why.primary_strand.data if why else "",
        incident_types=frozenset(what.incident_types.data),
        main_type=what.main_type.data,
        risk=suggested(risk_answers, safeguarding=safeguarding).level,
        repeat=before.repeat.data,
        first_ever_told=before.first_ever_told.data,
        reported_elsewhere=frozenset(before.reported_elsewhere.data or []),
        sharing=SharingChoice(sharing.sharing.data),
        recipients=sharing.recipients,
        shares_full_account=bool(sharing.value("shares_full_account")),
        shares_demographics=bool(sharing.value("shares_demographics")),
    )
    given = _by_name(pages)
    exact = spot.exact or (None, None)
    account = _filled(
        contents.Account,
        given,
        narrative_language=explained_in,
        happened_from=moment.exact_from,
        happened_to=moment.exact_to,
        easting=exact[0],
        northing=exact[1],
        postcode=given.get("postcode", "").upper(),
        anchor_name=spot.anchor_name,
        targeted_groups=why.targeted_groups if why else [],
        risk_answers=risk_answers,
        safeguarding=safeguarding,
    )
    identity = _filled(
        contents.Identity,
        given,
        date_of_birth=_day(given.get("date_of_birth")),
        feedback_language=explained_in if given.get("feedback_wanted") else "",
    )
    support = contents.Support(wanted=given.get("wanted") or [], notes=given.get("notes", ""))
    return Submission(
        facts=facts,
        contents=(account, _filled(contents.Alleged, given), identity, support),
        consent_given_by=sharing.consent_given_by.data,
        explained_in=explained_in,
        wording=WORDING,
        consent_evidence="signed" if "paper" in pages else "spoken",
        may_be_case_study=bool(sharing.value("may_be_case_study")),
    )


def _told_on(pages: dict[str, Any]) -> date:
    """Today, or the day that stands on the paper; never before it happened."""
    paper = pages.get("paper")
    day: date = paper.disclosed_on.data if paper else clock.today()
    return max(day, pages["when"].moment().first)


def _by_name(pages: dict[str, StepForm]) -> dict[str, Any]:
    """Every question that was asked and is relevant, by its name; a sealed value has the name of its question."""
    return {field.name: page.value(field.name) for page in pages.values() for field in page.questions_met}


def _filled(compartment: Any, given: dict[str, Any], **known: Any) -> Any:
    """A compartment with what was given under its names; what was left empty stays as its declaration says."""
    names = {one.name for one in fields(compartment)}
    values = {
        name: value for name, value in {**given, **known}.items() if name in names and value not in ("", [], None)
    }
    return compartment(**values)


def _day(day: date | None | str) -> str:
    return day.isoformat() if isinstance(day, date) else ""
