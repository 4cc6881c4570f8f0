"""Browsers that are signed in, and reports that are filed."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from reporting import clock
from reporting.database import finish, session
from reporting.people.models import Person
from reporting.people.training.models import Certificate, TrainingAnswer
from reporting.places.models import Ward
from reporting.reports import actions
from reporting.reports.contents import Account, Alleged, Content, Identity, Summary, Support
from reporting.reports.facts import Facts
from reporting.reports.filing import Telling, file_reports
from reporting.reports.models import IncidentReport
from reporting.reports.sealed import put as seal
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice, Status
from tests import cast

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """A client that keeps its cookies and sends the token of the page it last saw, as a browser does."""

    def __init__(self, app: Flask, name: str = "", *, language: str = "en") -> None:
        self.client = app.test_client()
        self.headers = {"Accept-Language": language}
        self.token = ""
        if name:
            self.get("/sign-in")
            answer = self.post("/sign-in", {"email": cast.email(name), "passphrase": cast.PASSPHRASE})
            assert answer.status_code == 302, answer.text
            self.get("/help-now")  # a new session has a new token
            if language != "en":
                self.post(f"/language/{language}", {})

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._seen(self.client.get(path, headers=self.headers, **options))

    def post(self, path: str, values: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        if not self.token:
            self.get("/help-now")
        data = {"csrf_token": self.token, **(values or {})}
        return self._seen(self.client.post(path, data=data, headers=self.headers, **options))

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and (found := TOKEN.search(answer.text)):
            self.token = found.group(1)
        return answer


@dataclass(frozen=True, kw_only=True)
class Words:
    """What every sealed compartment of a filed report holds, unless a test says otherwise."""

    account: Account = field(
        default_factory=lambda: Account(
            narrative="They shouted at my door again.",
            exact_words="go home",
            address="Flat 9, 4 Orchard Row",
            postcode="ZZ1 1AA",
            place_words="outside my front door",
            anchor_name=cast.ESTATE,
        )
    )
    alleged: Alleged = field(
        default_factory=lambda: Alleged(
            number="3-5", relationship="neighbour", description="Four boys", provenance="first_hand"
        )
    )
    support: Support = field(default_factory=lambda: Support(wanted=["emotional"], notes="afraid to sleep"))
    identity: Identity = field(
        default_factory=lambda: Identity(name="Amina Example", phone="01632 960 001", age_band="35-44", ethnicity="B2")
    )

    def contents(self) -> tuple[Content, ...]:
        return (self.account, self.alleged, self.support, self.identity)


def facts(**given: Any) -> Facts:
    """Facts that hold, with some of them changed."""
    today = clock.today()
    happened_on = given.pop("happened_on", today - timedelta(days=3))
    values: dict[str, Any] = {
        "today": today,
        "happened_from": happened_on,
        "happened_on": happened_on,
        "happened_precision": "part_of_day",
        "part_of_day": "evening",
        "disclosed_on": max(happened_on, given.pop("disclosed_on", today)),
        "ward_id": None,
        "place_scope": PlaceScope.IN_BOROUGH,
        "snapped": (cast.WEST + 107, cast.SOUTH + 103),
        "location_precision": Precision.STREET_OR_ESTATE,
        "place_type": "home_doorstep_or_garden",
        "strands": frozenset({"race", "religion"}),
        "primary_strand": "race",
        "incident_types": frozenset({"verbal_abuse", "rubbish_or_substance"}),
        "main_type": "verbal_abuse",
        "risk": Risk.MEDIUM,
        "sharing": SharingChoice.ANONYMOUS_TO_POLICE,
        "recipients": frozenset({"ward_team"}),
    }
    for name, kind in {
        "sharing": SharingChoice,
        "location_precision": Precision,
        "risk": Risk,
        "kind": ReportKind,
    }.items():
        if name in given:
            given[name] = kind(given[name])
    values.update(given)
    if values["location_precision"] is Precision.WARD_ONLY:
        values["snapped"] = None
    return Facts(**values)


def file_report(
    app: Flask,
    *,
    taken_by: str = "vera",
    ward: str = "Z01",
    status: str = "released",
    words: Words | None = None,
    secret: str = "",
    submitted_on: date | None = None,
    **given: Any,
) -> uuid.UUID:
    """One report, filed by one of the cast in one of the wards and taken as far as ``status``."""
    with app.app_context():
        ward_id = session.scalar(sa.select(Ward.id).where(Ward.code == ward))
        taker = session.scalars(sa.select(Person).where(Person.email == cast.email(taken_by))).unique().one()
        assert taker.centre_id is not None
        report_id = uuid.uuid4()
        submitted_at = clock.now()
        if submitted_on is not None:
            submitted_at -= timedelta(days=(clock.today() - submitted_on).days)
        told = facts(**{"ward_id": ward_id, **given})
        file_reports(
            [
                Telling(
                    report_id=report_id,
                    facts=told,
                    contents=(words or Words()).contents(),
                    taken_by_id=taker.id,
                    centre_id=taker.centre_id,
                    submitted_at=submitted_at,
                    secret=secret,
                )
            ]
        )
        report = session.get_one(IncidentReport, report_id)
        if status in {"accepted", "released", "kept_local"}:
            if told.sharing in {SharingChoice.ANONYMOUS_TO_POLICE, SharingChoice.IDENTITY_TO_POLICE}:
                seal(report_id, Summary(text="Repeated shouting at a front door in the evening."))
            actions.accept_report(report)
        if status == "released" and report.status is Status.ACCEPTED and report.ward_id:
            actions.release_report(report)
            report.released_at = submitted_at
        if status == "rejected":
            actions.reject_report(report)
        if status == "withdrawn":
            actions.withdraw_report(report)
        finish(keep=True)
        return report_id


def untrain(app: Flask, name: str) -> None:
    """One of the cast as on their first day: no certificate, no answers, no check, nothing signed."""
    with app.app_context():
        person = _one_of_the_cast(name)
        for model in (Certificate, TrainingAnswer):
            session.execute(sa.delete(model).where(model.person_id == person.id))
        person.dbs_on = person.agreement_on = None
        finish(keep=True)


def train(app: Flask, name: str, *, passed_on: date | None = None) -> None:
    """One of the cast has nothing missing for a year from that day, today unless said otherwise."""
    untrain(app, name)
    with app.app_context():
        cast.make_ready(session, _one_of_the_cast(name), passed_on=passed_on or clock.today())
        finish(keep=True)


def _one_of_the_cast(name: str) -> Person:
    return session.scalars(sa.select(Person).where(Person.email == cast.email(name))).unique().one()
