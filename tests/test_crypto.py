"""Envelopes open only with their key and at their place; keys are never lost by our own hand."""

import base64
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting import config, crypto, instance
from reporting.crypto import KeyRing, KeysMissing, SealBroken, associated, seal, unseal
from reporting.database import Database
from reporting.reports import sealed
from reporting.reports.contents import Account, Compartment

KEY = crypto.derived(b"a key of the tests", "test")
OTHER = crypto.derived(b"another key", "test")
PLACE = ("sealed_compartment", "envelope", "report-1", "account", "row-1")

places = st.lists(st.text("abc-123_", min_size=1, max_size=8), min_size=1, max_size=5)


@given(st.binary(max_size=2000), st.integers(0, 0xFFFF))
def test_what_was_sealed_comes_back_whole(plaintext, key_id):
    envelope = seal(plaintext, key=KEY, key_id=key_id, where=associated(*PLACE))
    assert unseal(envelope, key=KEY, where=associated(*PLACE)) == plaintext
    assert crypto.key_id_of(envelope) == key_id


@given(st.binary(max_size=400), st.data())
def test_an_envelope_with_any_bit_flipped_does_not_open(plaintext, data):
    envelope = bytearray(seal(plaintext, key=KEY, key_id=7, where=associated(*PLACE)))
    bit = data.draw(st.integers(0, len(envelope) * 8 - 1))
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        unseal(bytes(envelope), key=KEY, where=associated(*PLACE))


def test_every_single_bit_of_one_envelope_is_guarded():
    envelope = seal(b"words", key=KEY, key_id=1, where=associated(*PLACE))
    for bit in range(len(envelope) * 8):
        changed = bytearray(envelope)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            unseal(bytes(changed), key=KEY, where=associated(*PLACE))


@given(places, places)
def test_an_envelope_opens_at_its_own_place_alone(here, there):
    envelope = seal(b"words", key=KEY, key_id=1, where=associated(*here))
    if here == there:
        assert unseal(envelope, key=KEY, where=associated(*there)) == b"words"
        return
    with pytest.raises(SealBroken):
        unseal(envelope, key=KEY, where=associated(*there))


@pytest.mark.parametrize("part", range(len(PLACE)), ids=["table", "column", "report", "compartment", "row"])
def test_an_envelope_moved_elsewhere_does_not_open(part):
    moved = [*PLACE[:part], PLACE[part] + "x", *PLACE[part + 1 :]]
    with pytest.raises(SealBroken):
        unseal(seal(b"words", key=KEY, key_id=1, where=associated(*PLACE)), key=KEY, where=associated(*moved))


@given(st.data())
def test_a_truncated_envelope_does_not_open(data):
    envelope = seal(b"words", key=KEY, key_id=1, where=associated(*PLACE))
    with pytest.raises(SealBroken):
        unseal(envelope[: data.draw(st.integers(0, len(envelope) - 1))], key=KEY, where=associated(*PLACE))


def test_an_envelope_does_not_open_with_another_key():
    with pytest.raises(SealBroken):
        unseal(seal(b"words", key=KEY, key_id=1, where=b""), key=OTHER, where=b"")


@pytest.mark.parametrize("version", [0, 2, 255])
def test_an_envelope_of_another_version_does_not_open(version):
    envelope = seal(b"words", key=KEY, key_id=1, where=b"")
    with pytest.raises(SealBroken):
        unseal(bytes([version]) + envelope[1:], key=KEY, where=b"")


@given(st.binary(max_size=252), st.binary(max_size=252))
def test_short_texts_cannot_be_told_apart_by_their_length(one, other):
    assert len(seal(one, key=KEY, key_id=0, where=b"")) == len(seal(other, key=KEY, key_id=0, where=b""))


@given(st.integers(0, 3000))
def test_every_sealed_length_is_a_whole_number_of_buckets(length):
    envelope = seal(bytes(length), key=KEY, key_id=0, where=b"")
    assert (len(envelope) - crypto.HEADER.size - 16) % crypto.BUCKET_BYTES == 0


def test_the_same_words_are_never_sealed_alike():
    assert len({seal(b"words", key=KEY, key_id=0, where=b"") for _ in range(100)}) == 100


def test_keys_of_different_purposes_differ():
    assert len({crypto.derived(KEY, name.value) for name in Compartment}) == len(Compartment)


# ── the key file ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "keys.toml"
    KeyRing.create(path)
    return path


def _with_second_key(path: Path) -> None:
    path.chmod(0o600)
    word = base64.b64encode(OTHER).decode()
    path.write_text(path.read_text().replace("[wrapping]\n", f'[wrapping]\n2 = "{word}"\n'))


def test_a_new_key_file_is_readable_by_its_owner_only(key_file):
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o400


def test_a_key_file_is_never_written_over(key_file):
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        KeyRing.create(key_file)
    assert key_file.read_bytes() == before


def test_an_absent_key_file_is_named_as_missing(tmp_path):
    with pytest.raises(KeysMissing):
        KeyRing.load(tmp_path / "keys.toml")


GOOD = base64.b64encode(KEY).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml [",
        "[wrapping]\n",
        f'[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n1 = "{GOOD}"\n',
        f'[wrapping]\n1 = "short"\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n1 = "{GOOD[:-8]}"\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n1 = 5\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\none = "{GOOD}"\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n0 = "{GOOD}"\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n70000 = "{GOOD}"\n[system]\nroot = "{GOOD}"\n',
        f'wrapping = "{GOOD}"\n[system]\nroot = "{GOOD}"\n',
        f'[wrapping]\n1 = "{GOOD}"\n[system]\nroot = ""\n',
        f'[wrapping]\n1 = "{GOOD[:5]}!!{GOOD[5:]}"\n[system]\nroot = "{GOOD}"\n',
    ],
)
def test_a_damaged_key_file_is_refused(tmp_path, text):
    path = tmp_path / "keys.toml"
    path.write_text(text)
    with pytest.raises(KeysMissing):
        KeyRing.load(path)


def test_a_key_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "keys.toml"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(KeysMissing):
        KeyRing.load(path)


def test_what_an_old_key_wrapped_still_opens_after_a_second_was_added(key_file):
    wrapped = KeyRing.load(key_file).wrap(KEY, where=b"here")
    _with_second_key(key_file)
    assert KeyRing.load(key_file).unwrap(wrapped, where=b"here") == KEY


def test_new_wraps_use_the_newest_key(key_file):
    _with_second_key(key_file)
    wrapped = KeyRing.load(key_file).wrap(KEY, where=b"here")
    assert crypto.key_id_of(wrapped) == 2
    assert unseal(wrapped, key=OTHER, where=b"here") == KEY


def test_a_wrap_of_an_unknown_key_does_not_open(key_file):
    ring = KeyRing.load(key_file)
    _with_second_key(key_file)
    with pytest.raises(SealBroken):
        ring.unwrap(KeyRing.load(key_file).wrap(KEY, where=b"here"), where=b"here")


@given(st.binary(max_size=60))
@settings(max_examples=50)
def test_anything_else_than_a_wrap_does_not_open(noise):
    ring = KeyRing({1: KEY}, OTHER)
    with pytest.raises(SealBroken):
        ring.unwrap(noise, where=b"here")


def test_a_fingerprint_tells_nothing_without_the_key_file_and_differs_by_purpose(key_file, tmp_path):
    ring = KeyRing.load(key_file)
    other = KeyRing.create(tmp_path / "other.toml")
    assert ring.fingerprint("1234567890", purpose="secret") == ring.fingerprint("1234567890", purpose="secret")
    assert ring.fingerprint("1234567890", purpose="secret") != ring.fingerprint("1234567890", purpose="reference")
    assert ring.fingerprint("1234567890", purpose="secret") != other.fingerprint("1234567890", purpose="secret")


def test_a_rotated_ring_still_opens_reports_and_their_secrets(app, file_report):
    report_id = file_report(secret="1234567890")
    path = app.config["SETTINGS"].keys
    _with_second_key(path)
    app.extensions.pop("keyring", None)
    with app.app_context():
        assert sealed.take(report_id, Compartment.ACCOUNT)[Compartment.ACCOUNT].narrative
        assert crypto.keyring().current == 2


# ── an instance that holds sealed reports ─────────────────────────────────────────────────────────────────────────


def _make(monkeypatch: pytest.MonkeyPatch, folder: Path) -> config.Settings:
    monkeypatch.setenv("INSTANCE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return instance.make("demonstration")


def test_an_instance_whose_database_holds_sealed_reports_never_makes_a_new_key_file(monkeypatch, tmp_path):
    made = _make(monkeypatch, tmp_path / "instance")
    database = Database(made.database, folder=made.folder)
    with database.transaction() as session:
        session.add(sealed.ReportKey(report_id=uuid4(), wrapped=b"x"))
    database.engine.dispose()
    made.keys.unlink()
    with pytest.raises(KeysMissing):
        _make(monkeypatch, made.folder)
    assert not made.keys.exists()


def test_an_empty_instance_may_make_its_keys_again(monkeypatch, tmp_path):
    made = _make(monkeypatch, tmp_path / "instance")
    made.keys.unlink()
    _make(monkeypatch, made.folder)
    assert made.keys.exists()


def test_making_an_instance_twice_changes_no_key(monkeypatch, tmp_path):
    made = _make(monkeypatch, tmp_path / "instance")
    before = {path.name: path.read_bytes() for path in made.folder.iterdir() if path.suffix != ".db"}
    _make(monkeypatch, made.folder)
    assert {name: (made.folder / name).read_bytes() for name in before} == before


def test_words_are_sealed_under_keys_of_their_own_report_and_compartment(app, file_report):
    """A row moved to another report, or renamed to another compartment, does not open."""
    import sqlalchemy as sa

    from reporting.database import session
    from reporting.reports.models import SealedCompartment

    one, other = file_report(), file_report()
    with app.app_context():
        rows = {
            (row.report_id, row.name): row
            for row in session.scalars(
                sa.select(SealedCompartment).where(SealedCompartment.report_id.in_([one, other]))
            )
        }
        rows[one, "account"].envelope, rows[one, "support"].envelope = (
            rows[other, "account"].envelope,
            rows[one, "account"].envelope,
        )
        session.flush()
        for name in (Compartment.ACCOUNT, Compartment.SUPPORT):
            with pytest.raises(SealBroken):
                sealed.take(one, name)
        assert isinstance(sealed.take(other, Compartment.ACCOUNT)[Compartment.ACCOUNT], Account)
