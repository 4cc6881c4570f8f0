"""Compartments: sealed one by one, opened as they were, destroyed for good."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.crypto import SealBroken, keyring
from reporting.database import finish, session
from reporting.reports import sealed
from reporting.reports.contents import (
    CONTENTS,
    Account,
    Alleged,
    Answers,
    Compartment,
    Consent,
    Identity,
    Receipt,
    Review,
    Summary,
    Support,
)
from reporting.reports.models import ReportKey, SealedCompartment
from reporting.reports.sealed import WordsDestroyed

FILLED = {
    Compartment.IDENTITY: Identity(name="أمينة", contact_means=["phone"]),
    Compartment.ACCOUNT: Account(
        narrative="They shouted. তারা চিৎকার করেছিল", easting=530123.5, risk_answers={"children": "yes"}
    ),
    Compartment.ALLEGED: Alleged(number="3-5", names="“Spike”"),
    Compartment.SUPPORT: Support(wanted=["emotional"], notes="…"),
    Compartment.SUMMARY: Summary(text="Repeated shouting."),
    Compartment.REVIEW: Review(risk_reason="They live next door."),
    Compartment.CONSENT: Consent(given_by="victim", explained_in="so"),
    Compartment.RECEIPT: Receipt(secret="0123456789", language="so"),
    Compartment.DRAFT: Answers(steps={"what": {"narrative": ["words"]}}),
}
text = st.text(max_size=300)


@pytest.fixture
def report_id(app):
    """A report's id with a key, in an open app context."""
    chosen = uuid4()
    with app.app_context():
        sealed.make_key(chosen)
        yield chosen


def row_of(report_id, name) -> SealedCompartment:
    session.flush()
    chosen = sa.select(SealedCompartment).where(
        SealedCompartment.report_id == report_id, SealedCompartment.name == name
    )
    return session.scalars(chosen).one()


def test_every_compartment_has_its_content():
    assert set(CONTENTS) == set(FILLED) == set(Compartment)


def test_every_compartment_opens_as_it_was_sealed(report_id):
    for content in FILLED.values():
        sealed.put(report_id, content)
    session.flush()
    assert sealed.take(report_id, *Compartment) == FILLED


@given(narrative=text, when=text, impacts=st.lists(text, max_size=3), easting=st.none() | st.floats(0, 700_000))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_in_any_script_come_back(report_id, narrative, when, impacts, easting):
    content = Account(narrative=narrative, when_words=when, impacts=impacts, easting=easting)
    sealed.put(report_id, content)
    session.flush()
    assert sealed.take(report_id, Compartment.ACCOUNT)[Compartment.ACCOUNT] == content


def test_what_was_not_sealed_is_not_there(report_id):
    sealed.put(report_id, FILLED[Compartment.ACCOUNT])
    session.flush()
    assert set(sealed.take(report_id, Compartment.ACCOUNT, Compartment.IDENTITY)) == {Compartment.ACCOUNT}


def test_only_the_named_compartments_are_opened(report_id):
    for content in FILLED.values():
        sealed.put(report_id, content)
    session.flush()
    row_of(report_id, "identity").envelope = b"\x01broken"
    session.flush()
    assert sealed.take(report_id, Compartment.SUPPORT)[Compartment.SUPPORT] == FILLED[Compartment.SUPPORT]


def test_sealing_again_replaces_what_was_there(report_id):
    sealed.put(report_id, Summary(text="first"))
    session.flush()
    before = row_of(report_id, "summary").envelope
    sealed.put(report_id, Summary(text="second"))
    assert row_of(report_id, "summary").envelope != before
    assert sealed.take(report_id, Compartment.SUMMARY)[Compartment.SUMMARY].text == "second"


def test_an_envelope_put_under_another_row_or_name_or_report_does_not_open(report_id):
    other_id = uuid4()
    sealed.make_key(other_id)
    for chosen in (report_id, other_id):
        sealed.put(chosen, Account(narrative="one"))
        sealed.put(chosen, Support(notes="one"))
    session.flush()
    right = row_of(report_id, "account").envelope
    for wrong in (
        row_of(report_id, "support").envelope,
        row_of(other_id, "account").envelope,
        right[:-1] + bytes([right[-1] ^ 1]),
        b"",
    ):
        row_of(report_id, "account").envelope = wrong
        session.flush()
        with pytest.raises(SealBroken):
            sealed.take(report_id, Compartment.ACCOUNT)
    row_of(report_id, "account").envelope = right
    session.flush()
    assert sealed.take(report_id, Compartment.ACCOUNT)[Compartment.ACCOUNT].narrative == "one"


def test_the_key_of_one_report_does_not_open_another(report_id):
    other_id = uuid4()
    sealed.make_key(other_id)
    sealed.put(report_id, Account(narrative="one"))
    session.flush()
    keys = {key.report_id: key for key in session.scalars(sa.select(ReportKey))}
    keys[report_id].wrapped = keys[other_id].wrapped
    session.flush()
    with pytest.raises(SealBroken):
        sealed.take(report_id, Compartment.ACCOUNT)


def test_a_destroyed_key_destroys_every_word_also_of_a_row_kept_in_a_backup(report_id):
    sealed.put(report_id, Account(narrative="one"))
    session.flush()
    kept = row_of(report_id, "account")
    backup = {name: getattr(kept, name) for name in ("id", "report_id", "name", "envelope", "sealed_at")}
    sealed.destroy(report_id)
    finish(keep=True)
    session.execute(sa.insert(SealedCompartment).values(**backup))
    with pytest.raises(WordsDestroyed):
        sealed.take(report_id, Compartment.ACCOUNT)
    with pytest.raises(WordsDestroyed):
        sealed.put(report_id, Summary(text="too late"))


def test_a_destroyed_key_leaves_the_day_it_was_destroyed(report_id):
    sealed.destroy(report_id)
    finish(keep=True)
    key = session.scalars(sa.select(ReportKey).where(ReportKey.report_id == report_id)).one()
    assert key.wrapped is None
    assert key.destroyed_at is not None


def test_destroying_one_compartment_leaves_the_others(report_id):
    sealed.put(report_id, Receipt(secret="0123456789"))
    sealed.put(report_id, Account(narrative="one"))
    session.flush()
    sealed.destroy(report_id, Compartment.RECEIPT)
    assert set(sealed.take(report_id, *Compartment)) == {Compartment.ACCOUNT}


def test_a_field_that_a_later_version_no_longer_knows_is_left_out():
    assert Account.from_stored({"narrative": "one", "of_long_ago": 5}) == Account(narrative="one")


@pytest.mark.parametrize("name", sorted(set(Compartment) - {Compartment.IDENTITY}))
def test_a_content_without_anything_is_empty_and_with_something_is_not(name):
    assert CONTENTS[name]().is_empty
    assert not FILLED[name].is_empty


def test_two_reports_never_share_a_data_key(app, report_id):
    other_id = uuid4()
    sealed.make_key(other_id)
    keys = [
        keyring().unwrap(key.wrapped, where=sealed.where_key(key.report_id))
        for key in session.scalars(sa.select(ReportKey))
    ]
    assert len(set(keys)) == len(keys) >= 2
