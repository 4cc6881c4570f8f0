"""Somebody of every role in every relation, and a report of every kind, each filed once, at first need."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import finish, session
from reporting.digests import actions as digests
from reporting.people.models import Person, WardGrant
from reporting.people.queries import by_email
from reporting.people.sessions.models import PersonSession
from reporting.policy import CENTRE_ROLES, Role
from reporting.reports import actions, drafts, references
from reporting.reports.conflicts.actions import declare_conflict
from reporting.reports.conflicts.vocabulary import ConflictKind
from reporting.reports.contents import Content, Receipt
from reporting.reports.models import IncidentReport
from tests import cast, factories
from tests.conftest import quick_hash
from tests.factories import TOKEN, Browser, Words
from tests.matrix.oracle import RELATIONS, ROLES, Agreed
from tests.reports import marked

SECRET = "5550102030"
ONE_DAY = timedelta(days=1)

# What each part of a report reads like: every one of these words stands in that part and nowhere else.
SIGNS: dict[str, set[str]] = {
    "words": {marked.ACCOUNT[name] for name in ("narrative", "narrative_english", "exact_words", "why_perceived")},
    "time_in_words": {marked.ACCOUNT["when_words"]},
    "witnesses": {marked.ACCOUNT["witnesses"]},
    "exact_place": {marked.ACCOUNT[name] for name in ("place_words", "address", "postcode")},
    "street": {marked.ACCOUNT["anchor_name"]},
    "alleged": set(marked.ALLEGED.values()),
    "support": set(marked.SUPPORT.values()),
    "summary": {marked.SUMMARY},
    "person": {marked.IDENTITY[name] for name in ("name", "phone", "email", "contact_rules", "trusted_contact")},
    "home": {marked.IDENTITY["address"]},
    "community": {marked.IDENTITY["community"]},
    "secret": {references.grouped(SECRET), SECRET},
    "centre": {"Harbour Centre"},
    "point": {"530107", "182103"},
}


@dataclass(frozen=True)
class Kind:
    """A kind of report: who took it (empty: somebody else of its centre) and what was agreed."""

    taken_by: str
    choice: str
    status: str
    agreed: Agreed


@dataclass(frozen=True)
class Filed:
    id: uuid.UUID
    reference: str


@dataclass
class World:
    """One app on one database."""

    app: Flask
    happened_on: date = field(default_factory=lambda: _a_wednesday())
    filed: dict[Kind, Filed] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)
    absences: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.app.app_context():
            self._people()
            finish(keep=True)

    def _people(self) -> None:
        centres = {one.code: one for one in session.scalars(sa.select(ThirdPartyReportingCentre))}
        today = clock.today()
        hashed = quick_hash(cast.PASSPHRASE)
        for role in ROLES:
            for relation in RELATIONS:
                grants = {
                    "own_ward": [WardGrant(ward_code="Z01")],
                    "other_ward": [WardGrant(ward_code="Z02")],
                    "expired_grant": [WardGrant(ward_code="Z01", to_on=today - ONE_DAY)],
                    "future_grant": [WardGrant(ward_code="Z01", from_on=today + ONE_DAY)],
                    "knows_somebody": [WardGrant(ward_code="Z01")],
                }.get(relation, [])
                is_here = relation.startswith("took_it") or relation in {"same_centre", "knows_somebody"}
                is_elsewhere = (
                    relation == "other_centre" or Role(role) in CENTRE_ROLES
                )  # who works at a centre always has one
                code = "HARBOUR" if is_here else "MEADOW" if is_elsewhere else ""
                person = Person(
                    email=cast.email(name_of(role, relation)),
                    display_name=relation,
                    role=Role(role),
                    centre=centres.get(code),
                    password=hashed,
                    ward_grants=grants,
                )
                session.add(person)
                session.flush()
                if person.centre:
                    cast.make_ready(session, person, passed_on=today)
                if relation.endswith("knows_somebody"):
                    declare_conflict(person, ConflictKind.NAME, marked.IDENTITY["name"])

    def browser(self, name: str) -> Browser:
        """A browser in which this person has signed in just now, however long the matrix takes."""
        if name not in self.browsers:
            self.browsers[name] = Browser(self.app, name)
        with self.app.app_context():
            now = clock.now()
            session.execute(sa.update(PersonSession).values(last_seen_at=now, proven_at=now, began_at=now))
            finish(keep=True)
        return self.browsers[name]

    def report(self, kind: Kind, *, is_fresh: bool = False) -> Filed:
        """A report of this kind; a fresh one for what would change it."""
        if is_fresh:
            return self._file(kind)
        if kind not in self.filed:
            self.filed[kind] = self._file(kind)
        return self.filed[kind]

    def _file(self, kind: Kind) -> Filed:
        report_id = factories.file_report(
            self.app,
            taken_by=kind.taken_by or "vera",
            ward="Z01",
            status=kind.status,
            words=_told(),
            secret=SECRET,
            sharing=kind.choice,
            happened_on=self.happened_on,
            location_precision=kind.agreed.precision,
            shares_full_account=kind.agreed.full_account,
            shares_demographics=kind.agreed.details,
        )
        with self.app.app_context():
            report = session.get_one(IncidentReport, report_id)
            if kind.status == "in_review":
                actions.begin_review(report)
            found = Filed(report_id, report.reference)
            finish(keep=True)
        return found

    def draft_of(self, name: str) -> uuid.UUID:
        with self.app.app_context():
            person = by_email(cast.email(name))
            assert person
            draft_id = drafts.start_report(person, second_language="").id
            finish(keep=True)
        return draft_id

    def digest(self) -> tuple[str, str]:
        """A digest of the ward with one report in it: (week, that report's reference)."""
        week = clock.last_complete_week(clock.today())
        day = clock.week_days(week)[0] + ONE_DAY
        report_id = factories.file_report(
            self.app,
            words=marked.words(),
            submitted_on=day,
            happened_on=day,
            disclosed_on=day,
            sharing="identity_to_police",
        )
        with self.app.app_context():
            digests.send_to_ward(week, "Z01", "Larch Green")
            reference = session.get_one(IncidentReport, report_id).reference
            finish(keep=True)
        return week, reference

    def found_on(self, answer: TestResponse, reference: str) -> set[str]:
        """Which parts of a report a page shows anything of."""
        text = answer.text
        found = {part for part, words in SIGNS.items() if any(word in text for word in words)}
        day = self.happened_on
        if re.search(rf"(?<!\d){day.day} {day:%b}", text) or day.isoformat() in text:
            found.add("day")
        if reference in text:
            found.add("reference")
        return found

    def lacks(self, answer: TestResponse, parts: set[str]) -> set[str]:
        """Words of these parts that the page does not show: a part is shown whole."""
        wanted = set().union(*(SIGNS.get(part, set()) for part in parts - {"secret"}))
        return {word for word in wanted if word not in answer.text}


def name_of(role: str, relation: str) -> str:
    return f"{role}.{relation}"


def _a_wednesday() -> date:
    day = clock.today() - timedelta(days=40)
    return day - timedelta(days=day.weekday() - 2)


class _Told(Words):
    def contents(self) -> tuple[Content, ...]:
        return (*super().contents(), Receipt(secret=SECRET, language="en"))


def _told() -> Words:
    words = marked.words()
    return _Told(account=words.account, alleged=words.alleged, support=words.support, identity=words.identity)


def bare(answer: TestResponse, gone: str) -> tuple[int, str, list[tuple[str, str]]]:
    """An answer byte for byte, but for the token of the form, the time, and the address that was asked for."""
    text = TOKEN.sub("", answer.text).replace(gone, "")
    headers = [(name, value.replace(gone, "")) for name, value in answer.headers if name not in {"Date", "Set-Cookie"}]
    cookies = sorted(value.partition("=")[0] for name, value in answer.headers if name == "Set-Cookie")
    return answer.status_code, text, [*headers, *(("Set-Cookie", name) for name in cookies)]
