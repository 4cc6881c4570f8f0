"""From the saved answers to a submission: the words become facts, and the rest goes under seal."""

from dataclasses import dataclass
from typing import Any

from reporting import clock
from reporting.reports import sealed
from reporting.reports.actions import Submission
from reporting.reports.facts import Facts
from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.harm import Risk, suggested_risk
from reporting.reports.steps.order import STEPS
from reporting.reports.steps.sharing import WORDING
from reporting.reports.vocabulary import ReportKind, SharingChoice


@dataclass(frozen=True)
class Unfinished(Exception):
    """A page is missing or no longer right: its number, from 1."""

    number: int


def pages_of(answers: dict[str, Any]) -> dict[str, StepForm]:
    """Every page as it was saved, checked again. Raises Unfinished for the first that does not hold."""
    pages: dict[str, StepForm] = {}
    for number, step in enumerate(STEPS, start=1):
        page = step.from_answers(answers.get(step.key))
        if step.key not in answers or not page.validate():
            raise Unfinished(number)
        pages[step.key] = page
    if ReportKind(pages["what"].kind.data) is ReportKind.HATE_INCIDENT and not pages["why"].strands.data:
        raise Unfinished([step.key for step in STEPS].index("why") + 1)
    return pages


def finished_pages(told: sealed.Answers) -> dict[str, StepForm]:
    """Every page of a draft. Raises Unfinished, too, for a page on which something is typed that was never saved."""
    for number, step in enumerate(STEPS, start=1):
        if step.key in told.unfinished:
            raise Unfinished(number)
    return pages_of(told.steps)


def submission(pages: dict[str, StepForm], *, explained_in: str) -> Submission:
    """The facts and sealed contents of a finished form: the pages that ``pages_of`` found right."""
    what, why, who, harm, you = (pages[key] for key in ("what", "why", "who", "harm", "you"))
    sharing, support, where, safety = (pages[key] for key in ("sharing", "support", "where", "safety"))
    moment = pages["when"].moment()
    spot = where.spot(on=moment.last)
    risk_answers = {field.name: field.data for field in pages[Risk.key].questions}
    reaches_police = sharing.reaches_police
    facts = Facts(
        today=clock.today(),
        kind=ReportKind(what.kind.data),
        channel=safety.channel.data,
        happened_from=moment.first,
        happened_on=moment.last,
        happened_precision=moment.precision,
        part_of_day=moment.part_of_day,
        disclosed_on=clock.today(),
        ward_id=spot.ward_id,
        place_scope=spot.scope,
        snapped=spot.snapped,
        location_precision=spot.precision,
        place_type=where.place_type.data,
        strands=frozenset(why.strands.data or []),
        primary_strand=why.primary_strand.data or "",
        incident_types=frozenset(what.incident_types.data),
        main_type=what.main_type.data,
        risk=suggested_risk(risk_answers),
        repeat=harm.repeat.data,
        first_ever_told=harm.first_ever_told.data,
        reported_elsewhere=frozenset(harm.reported_elsewhere.data or []),
        sharing=SharingChoice(sharing.sharing.data),
        recipients=frozenset({"ward_team"}) if reaches_police else frozenset(),
        shares_full_account=reaches_police and sharing.shares_full_account.is_ticked,
        shares_demographics=reaches_police and sharing.shares_demographics.is_ticked,
    )
    account = sealed.Account(
        narrative=_text(what.narrative),
        narrative_english=_text(what.narrative_english),
        why_perceived=_text(why.why_perceived),
        exact_words=_text(what.exact_words),
        happened_from=moment.exact_from,
        happened_to=moment.exact_to,
        frequency=pages["when"].frequency.data or "",
        place_words=_text(where.place_words),
        address=_text(where.address),
        postcode=_text(where.postcode).upper(),
        easting=spot.exact[0] if spot.exact else None,
        northing=spot.exact[1] if spot.exact else None,
        anchor_name=spot.anchor_name,
        injury=harm.injury.data,
        impacts=sorted(harm.impacts.data or []),
        risk_answers=risk_answers,
    )
    alleged = sealed.Alleged(
        number=who.number.data,
        relationship=who.relationship.data,
        description=_text(who.description),
        names=_text(who.names),
        area=_text(who.area),
        provenance=who.provenance.data or "",
        is_under_18=who.is_under_18.data or "",
    )
    identity = sealed.Identity(
        name=_text(you.name),
        phone=_text(you.phone),
        email=_text(you.email),
        address=_text(you.address),
        contact_means=sorted(you.contact_means.data or []),
        contact_rules=_text(you.contact_rules),
        age_band=you.age_band.data or "not_asked",
        gender=you.gender.data or "not_asked",
        ethnicity=you.ethnicity.data or "not_asked",
        community=_text(you.community),
        main_language=you.main_language.data or "not_asked",
        interpreter=you.interpreter.data or "not_known",
    )
    return Submission(
        facts=facts,
        contents=(
            account,
            alleged,
            identity,
            sealed.Support(wanted=sorted(support.wanted.data or []), notes=_text(support.notes)),
        ),
        consent_given_by=sharing.consent_given_by.data,
        explained_in=explained_in,
        wording=WORDING,
    )


def _text(field: Any) -> str:
    return (field.data or "").strip()
