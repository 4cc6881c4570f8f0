"""A marked word in every confidential field reaches no disk byte, log, mail, export, digest or wrong reader's page."""

import logging
import re

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.database import Base, session
from reporting.mail.models import OutgoingMail
from tests.reports import told

FIELDS = {
    "teller": [],
    "what": ["narrative", "narrative_english", "exact_words", "exact_words_english", "witnesses"],
    "where": ["address", "place_words"],
    "why": ["why_perceived"],
    "who": ["description", "names", "area"],
    "harm": ["repair_reference"],
    "before": ["previous", "elsewhere_words", "crime_reference"],
    "support": ["notes", "name", "phone", "address", "contact_rules", "trusted_contact"],
    "you": ["community", "dialect", "landlord"],
}
MET = {  # what makes these questions relevant
    "what": {"translated_by": "volunteer"},
    "harm": {"loss": "over_1000", "repair": "requested"},
    "before": {"reported_elsewhere": ["police"]},
    "support": {"contact_means": ["phone", "trusted"]},
    "you": {"interpreter": "yes", "tenure": "council"},
}
SHARED_WITH_NOBODY_BUT_THE_SCHEME = {"street": "Canarystreet"}


def canary(page: str, field: str) -> str:
    return f"Kanari{page}{field.replace('_', '')}vogel"


CANARIES = {canary(page, field) for page, fields in FIELDS.items() for field in fields} | {"Canarystreet"}


def marked() -> dict[str, dict]:
    given = {
        page: {**MET.get(page, {}), **{field: canary(page, field) for field in fields}}
        for page, fields in FIELDS.items()
    }
    given["where"]["street"] = "Canarystreet"
    return given


def found_in(text: str | bytes) -> set[str]:
    if isinstance(text, str):
        return {word for word in CANARIES if word.lower() in text.lower()}
    return {word for word in CANARIES for form in forms(word) if form in text}


def forms(word: str) -> list[bytes]:
    """The word as it could lie on a disk: UTF-8, UTF-16, hex, base64 at any offset."""
    import base64

    raw = word.encode()
    shifted = [base64.b64encode(b"x" * pad + raw)[4 : -4 or None] for pad in range(3)]
    return [raw, word.encode("utf-16-le"), raw.hex().encode(), *shifted]


@pytest.fixture
def journey(app, sign_in, run, caplog, tmp_path):
    """A marked report told, released, digested, mailed and exported; returns everything that left the seals."""
    caplog.set_level(logging.DEBUG)
    vera, cora = sign_in("vera"), sign_in("cora")
    receipt = told.tell(vera, **marked())
    report_id = receipt.rsplit("/", 1)[1]
    cora.get(f"/reports/{report_id}")
    for step, values in [
        ("begin", {}),
        ("summary", {"text": "A neutral sentence for the police."}),
        ("risk", {"risk": "high"}),
        ("accept", {}),
        ("release", {}),
    ]:
        cora.post(f"/reports/{report_id}/{step}", values)
    out = tmp_path / "out"
    out.mkdir()
    month = f"{clock.today():%Y-%m}"
    commands = [
        run("digests", "send", "--to-dir", out),
        run(
            "summaries", "export", "--month", month, "--audience", "internal", "--format", "csv", "--out", out / "a.csv"
        ),
        run(
            "summaries",
            "export",
            "--month",
            month,
            "--audience",
            "internal",
            "--format",
            "xlsx",
            "--out",
            out / "a.xlsx",
        ),
        run(
            "summaries",
            "export",
            "--month",
            month,
            "--audience",
            "public",
            "--preview",
            "--format",
            "json",
            "--out",
            out / "a.json",
        ),
        run("hotspots", "compute", "--since", "2026-01-01", "--until", clock.today(), "--replicates", "19"),
        run("audit", "verify"),
        run("people", "list"),
        run("check"),
    ]
    return report_id, commands, out


def test_the_marked_report_was_really_released(journey, sign_in):
    report_id, *_ = journey
    page = sign_in("omar").get(f"/reports/{report_id}")
    assert page.status_code == 200
    assert "A neutral sentence for the police." in page.text
    assert canary("who", "description") in page.text  # agreed: what was said about who did it


def test_no_byte_of_the_database_or_the_instance_holds_a_word(app, journey, settings):
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in session.execute(sa.select(table)):
                for value in row:
                    assert not found_in(value if isinstance(value, bytes) else str(value)), table.name
    for path in settings.folder.rglob("*"):
        if path.is_file():
            assert not found_in(path.read_bytes()), path.name


def test_no_log_and_no_command_says_a_word(journey, caplog):
    _, commands, _ = journey
    assert not found_in(caplog.text)
    for result in commands:
        assert not found_in(result.output)


def test_no_letter_holds_a_word_or_says_what_it_is_about(app, journey):
    with app.app_context():
        letters = session.scalars(sa.select(OutgoingMail)).all()
        assert letters
        for letter in letters:
            assert not found_in(" ".join(str(value) for value in vars(letter).values()))


def test_no_digest_and_no_export_holds_a_word(journey):
    import zipfile

    _, _, out = journey
    files = list(out.iterdir())
    assert files
    for path in files:
        assert not found_in(path.read_bytes()), path.name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    assert not found_in(book.read(name)), name


READERS = ["", "vic", "lena", "olga", "pia", "dana", "ada"]


@pytest.mark.parametrize("name", READERS)
def test_no_page_of_a_wrong_reader_holds_a_word(app, journey, sign_in, name):
    report_id, *_ = journey
    reader = sign_in(name)
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static" or set(rule.arguments) - {"report_id"}:
            continue
        path = re.sub(r"<[^>]*report_id>", report_id, rule.rule)
        answer = reader.get(path)
        assert not found_in(answer.text if answer.mimetype.startswith("text") else answer.data), (name, path)


def test_the_officer_of_the_ward_sees_only_what_was_agreed(journey, sign_in):
    report_id, *_ = journey
    seen = found_in(sign_in("omar").get(f"/reports/{report_id}").text)
    assert seen == {canary("who", "description"), canary("who", "names"), canary("who", "area"), "Canarystreet"}


def test_addresses_carry_no_word(app, journey, sign_in):
    for name in ("vera", "cora", "omar"):
        for page in ("/", "/reports", "/help-now"):
            for address in re.findall(r'(?:href|action|src)="([^"]*)"', sign_in(name).get(page).text):
                assert not found_in(address)
