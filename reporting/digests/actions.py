"""Composing, storing and announcing digests. A ward's week is one row; whoever writes it first announces it."""

import json
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.dialects import postgresql, sqlite

from reporting import clock
from reporting.audit.actions import record
from reporting.database import finish, session
from reporting.digests import compose, queries
from reporting.digests.models import SNTDigest
from reporting.mail.actions import post
from reporting.people.queries import ward_team
from reporting.places import queries as places


class WeekNotOver(Exception):
    """The week still goes on, so its digest would not be whole."""


class NoSuchWard(Exception):
    """No ward of the current edition has this code."""


@dataclass(frozen=True, kw_only=True)
class WardDigest:
    """What became of one ward's digest. ``is_new`` is False where it had been made before."""

    ward_code: str
    ward_name: str
    is_new: bool
    n_reports: int = 0
    n_letters: int = 0


def wards_to_tell(week: str, ward_code: str | None = None) -> list[tuple[str, str]]:
    """(code, name) of the wards whose teams get a digest of a week.

    Raises WeekNotOver, NoSuchWard, and ValueError for a week that is none.
    """
    if clock.week_days(week)[1] >= clock.today():
        raise WeekNotOver(week)
    wards = [(ward.code, ward.name) for ward in places.wards_of(places.current_edition())]
    if ward_code is not None:
        wards = [ward for ward in wards if ward[0] == ward_code]
        if not wards:
            raise NoSuchWard(ward_code)
    return wards


def send(week: str | None = None) -> list[WardDigest]:
    """The digests of a week, by default the last complete one, to every ward team; each ward a transaction."""
    week = week or clock.last_complete_week(clock.today())
    sent = []
    for code, name in wards_to_tell(week):
        sent.append(send_to_ward(week, code, name))
        finish(keep=True)
    return sent


def send_to_ward(week: str, ward_code: str, ward_name: str) -> WardDigest:
    """Composes, stores and announces one digest, unless it exists. The caller's transaction is one ward's."""
    if queries.stored(week, ward_code) is not None:
        return WardDigest(ward_code=ward_code, ward_name=ward_name, is_new=False)
    content = compose.composed(queries.material(ward_code, ward_name, week))
    digest_id = uuid4()
    n_reports = content["picture"]["n_new"]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    claim = (
        insert(SNTDigest)
        .values(
            id=digest_id,
            week=week,
            ward_code=ward_code,
            ward_name=ward_name,
            composed_at=clock.now(),
            n_reports=n_reports,
            content=json.dumps(content, ensure_ascii=False).encode(),
        )
        .on_conflict_do_nothing(index_elements=["week", "ward_code"])
        .returning(SNTDigest.id)
    )
    if session.scalar(claim) is None:
        return WardDigest(ward_code=ward_code, ward_name=ward_name, is_new=False)
    # The entry also makes two senders take turns, so that an officer of two wards is not written to twice.
    record("digest:sent", object_id=digest_id)
    n_letters = sum(post(person, kind="update", claim=claim_of(week)) for person in ward_team(ward_code))
    session.flush()
    return WardDigest(ward_code=ward_code, ward_name=ward_name, is_new=True, n_reports=n_reports, n_letters=n_letters)


def claim_of(week: str) -> str:
    """The occasion of the letter: one a week, however many wards somebody answers for."""
    return f"digest:{week}"
