"""Everything that changes a report. The only writers of this room; the caller's request is the transaction."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from reporting import clock
from reporting.audit.actions import record
from reporting.crypto import SealBroken, same
from reporting.database import session
from reporting.mail.actions import post
from reporting.people.models import Person
from reporting.people.queries import with_role
from reporting.policy import Role
from reporting.reports import opening, queries, references, sealed, sharing
from reporting.reports.conflicts import actions as conflicts
from reporting.reports.conflicts.queries import people_kept_from
from reporting.reports.contents import Compartment, Content, Receipt, Review, Summary
from reporting.reports.facts import Facts
from reporting.reports.filing import Telling, file_reports, secret_hash
from reporting.reports.models import IncidentReport, ReportDraft, Tally
from reporting.reports.vocabulary import Risk, SharingChoice, Status

Kind = TypeVar("Kind", bound=Content)


class NotAgreedError(Exception):
    """The person has not agreed to this."""


class WrongStatusError(Exception):
    """The report is not where this step of its life begins."""


class NoTeamError(Exception):
    """The place lies in no ward of this borough: there is no team to release it to."""


class OnlyPracticeError(Exception):
    """A made-up report can never be handed in."""


class MarksUnseenError(Exception):
    """Something in the summary looks like a name, a number or an address, and nobody has said that they looked at it."""


class ReasonMissingError(Exception):
    """Whoever decides otherwise than before says why."""


class SummaryMissingError(Exception):
    """Nothing may be released before the coordinator has written what the police will read."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A finished form: facts and sealed contents, and how the choice about sharing was made."""

    facts: Facts
    contents: tuple[Content, ...]
    consent_given_by: str
    explained_in: str
    wording: str
    consent_evidence: str = ""
    may_be_case_study: bool = False

    def content(self, kind: type[Kind]) -> Kind:
        """The contents of one compartment."""
        return next(one for one in self.contents if isinstance(one, kind))


def submit_report(draft: ReportDraft, submission: Submission, *, by: Person) -> IncidentReport:
    """Turns a draft into a report with a reference and a secret.

    The draft is gone afterwards; the caller looks for a report with its id before calling, so that the same
    submission twice is one report. Raises OnlyPracticeError.
    """
    if draft.is_practice:
        raise OnlyPracticeError
    secret = references.new_secret()
    facts = submission.facts
    file_reports(
        [
            Telling(
                report_id=draft.id,
                facts=facts,
                contents=(*submission.contents, Receipt(secret=secret, language=submission.explained_in)),
                taken_by_id=by.id,
                centre_id=draft.centre_id,
                submitted_at=clock.now(),
                secret=secret,
                consent_given_by=submission.consent_given_by,
                explained_in=submission.explained_in,
                wording=submission.wording,
                consent_evidence=submission.consent_evidence,
                may_be_case_study=submission.may_be_case_study,
            )
        ],
        has_keys=True,
    )
    sealed.destroy(draft.id, Compartment.DRAFT)
    session.delete(draft)
    session.flush()
    report = session.get_one(IncidentReport, draft.id)
    record("report:submitted", object_id=report.id, detail=f"{facts.kind.value} {facts.sharing.value}")
    if facts.risk is Risk.HIGH:
        kept_from = people_kept_from(report.id)
        for coordinator in with_role(Role.COORDINATOR):
            if coordinator.id not in kept_from:
                post(coordinator, kind="update", claim=f"high-risk:{report.id}")
    return report


def begin_review(report: IncidentReport) -> None:
    """A coordinator has opened a new report."""
    if report.status is Status.SUBMITTED:
        report.status = Status.IN_REVIEW
        record("report:review:begun", object_id=report.id)


def write_summary(report: IncidentReport, text: str, *, has_unseen_marks: bool = False) -> None:
    """The coordinator's words for the police.

    Raises NotAgreedError, and MarksUnseenError where the ward team would read them at once.
    """
    if not sharing.may_release(case_of(report)):
        raise NotAgreedError
    if has_unseen_marks and report.status is Status.RELEASED:
        raise MarksUnseenError
    sealed.put(report.id, Summary(text=text))
    conflicts.note_changed(report.id)
    record("report:summary:written", object_id=report.id)


def decide_risk(report: IncidentReport, risk: Risk, *, reason: str = "") -> None:
    """A person decides the risk; what was suggested stands in the trail, the reason under seal.

    Raises ReasonMissingError where the level changes without one, WordsDestroyed where nothing can be sealed any more.
    """
    if report.risk is not risk:
        if not reason:
            raise ReasonMissingError
        sealed.put(report.id, Review(risk_reason=reason))
        record("report:risk:decided", object_id=report.id, detail=f"{report.risk.value} {risk.value}")
        report.risk = risk


def accept_report(report: IncidentReport) -> None:
    """The report is checked and counts. What was told only to be counted is destroyed now."""
    begin_review(report)
    _expect(report, Status.IN_REVIEW)
    report.accepted_at = clock.now()
    report.status = Status.ACCEPTED if sharing.may_release(case_of(report)) else Status.KEPT_LOCAL
    if report.sharing is SharingChoice.STATISTICS_ONLY:
        _destroy_words(report)
    record("report:accepted", object_id=report.id, detail=report.status.value)


def release_report(report: IncidentReport, *, has_unseen_marks: bool = False) -> None:
    """Lets the ward team see what was agreed.

    Raises NotAgreedError, NoTeamError, SummaryMissingError, MarksUnseenError, WrongStatusError.
    """
    if not sharing.may_release(case_of(report)):
        record("report:release:refused", object_id=report.id, outcome="denied")
        raise NotAgreedError
    _expect(report, Status.ACCEPTED)
    if report.ward_id is None:
        raise NoTeamError
    if not queries.holds(report.id, Compartment.SUMMARY):
        raise SummaryMissingError
    if has_unseen_marks:
        raise MarksUnseenError
    report.status = Status.RELEASED
    report.released_at = clock.now()
    record("report:released", object_id=report.id)
    conflicts.tell_of_unread()


def reject_report(report: IncidentReport) -> None:
    """Not a report after all (a test, another area): it counts nowhere and its words are destroyed."""
    _expect(report, Status.SUBMITTED, Status.IN_REVIEW)
    _forget(report)
    report.status = Status.REJECTED
    record("report:rejected", object_id=report.id)


def withdraw_report(report: IncidentReport) -> None:
    """The person changed their mind: nobody sees it any more and its words are destroyed."""
    if report.status in sharing.GONE:
        return
    _forget(report)
    report.status = Status.WITHDRAWN
    record("report:withdrawn", object_id=report.id)


def dispose_due() -> int:
    """Destroys the keys of reports whose time has come; the countable facts stay."""
    due = session.scalars(
        sa.select(IncidentReport.id)
        .join(sealed.ReportKey, sealed.ReportKey.report_id == IncidentReport.id)
        .where(IncidentReport.retention_due_on <= clock.today(), sealed.ReportKey.wrapped.is_not(None))
    ).all()
    for report_id in due:
        sealed.destroy(report_id)
        record("report:disposed", object_id=report_id)
    return len(due)


def is_known_secret(report: IncidentReport, secret: str) -> bool:
    """Whether this is the report's secret."""
    return bool(report.secret_hash) and same(report.secret_hash, secret_hash(secret))


def case_of(report: IncidentReport) -> sharing.Case:
    """What the sharing rule needs of a stored report."""
    return sharing.case_of(report, status=report.status)


def _expect(report: IncidentReport, *statuses: Status) -> None:
    if report.status not in statuses:
        raise WrongStatusError(report.status)


def _forget(report: IncidentReport) -> None:
    """Removes the person's tally and every sealed word."""
    try:
        opened = opening.open_compartments(report, Compartment.IDENTITY, purpose="forgetting")
    except (sealed.WordsDestroyed, SealBroken):
        opened = {}  # what cannot be opened can still be destroyed
    identity = opened.get(Compartment.IDENTITY)
    if identity and identity.tally_id:
        session.execute(sa.delete(Tally).where(Tally.id == UUID(identity.tally_id)))
    sealed.destroy(report.id)


def _destroy_words(report: IncidentReport) -> None:
    """Every word but a receipt that the person does not hold yet; with the receipt the key goes too."""
    if queries.holds(report.id, Compartment.RECEIPT):
        sealed.destroy_evidence(report.id)
        sealed.destroy(report.id, *(name for name in Compartment if name is not Compartment.RECEIPT))
    else:
        sealed.destroy(report.id)
