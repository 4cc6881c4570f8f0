"""Nothing that was told can be read in the bytes of the database, on whichever one it lies."""

from dataclasses import fields
from pathlib import Path

import sqlalchemy as sa

from reporting.database import finish, session
from reporting.people.queries import by_email
from reporting.reports import contents, drafts, sealed
from reporting.reports.contents import CONTENTS, Compartment
from reporting.reports.models import SealedCompartment
from tests import cast, factories

MARK = "Hawthorn"  # begins every marked word; none of them is in a list, a name or an address of the tests


def marked_word(name: Compartment, field: str) -> str:
    return f"{MARK}{name.value.title()}{field.title().replace('_', '')}"


def marked(name: Compartment) -> contents.Content:
    """A content whose every field of text, list or mapping holds a word of its own."""
    values = {}
    for field in fields(CONTENTS[name]):
        word = marked_word(name, field.name)
        kind = str(field.type)
        if kind == "str":
            values[field.name] = word
        elif kind.startswith("list"):
            values[field.name] = [word]
        elif kind == "dict[str, str]":
            values[field.name] = {word: word}
        elif kind.startswith("dict"):
            values[field.name] = {word: {word: [word]}}
    return CONTENTS[name](**values)


COUNTED = {"age_band", "gender", "ethnicity", "main_language", "interpreter"}  # rows of tallies, in clear by design


def dump(app) -> bytes:
    """Everything the database holds: SQLite's files as they are, or every column of every PostgreSQL table."""
    database = app.extensions["database"]
    if database.is_sqlite:
        file = Path(database.engine.url.database)
        return b"".join(Path(f"{file}{end}").read_bytes() for end in ("", "-wal") if Path(f"{file}{end}").exists())
    pieces = []
    with database.engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"')):
                pieces += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                ]
    return b"\n".join(pieces)


def n_sealed(app, report_id) -> int:
    with app.app_context():
        chosen = (
            sa.select(sa.func.count()).select_from(SealedCompartment).where(SealedCompartment.report_id == report_id)
        )
        return session.scalar(chosen)


def file_marked(app, file_report):
    """A report with every compartment full of marked words, and a draft of another."""
    report_id = file_report(status="submitted")
    with app.app_context():
        for name in Compartment:
            sealed.put(report_id, marked(name))
        finish(keep=True)
    assert n_sealed(app, report_id) == len(Compartment)
    return report_id


def assert_unreadable(raw: bytes) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert MARK.encode(encoding) not in raw
    assert MARK.encode().hex().encode() not in raw


def test_no_marked_word_of_any_compartment_is_in_the_bytes(app, file_report):
    file_marked(app, file_report)
    assert_unreadable(dump(app))


def test_no_marked_word_is_in_the_bytes_after_the_log_was_emptied(app, file_report):
    file_marked(app, file_report)
    app.extensions["database"].checkpoint()
    assert_unreadable(dump(app))


def test_a_word_in_clear_would_be_found(app):
    """The proof of the proof: the same search finds a word that is not sealed."""
    with app.app_context():
        person = by_email(cast.email("vera"))
        person.display_name = f"{MARK}Person"
        finish(keep=True)
    assert MARK.encode() in dump(app)


def test_no_marked_word_is_in_the_bytes_after_it_was_opened_and_shown(app, file_report, sign_in):
    report_id = file_marked(app, file_report)
    page = sign_in("cora").get(f"/reports/{report_id}").text
    assert MARK in page
    assert_unreadable(dump(app))


def test_no_marked_word_is_in_the_bytes_after_it_was_destroyed(app, file_report):
    report_id = file_marked(app, file_report)
    with app.app_context():
        sealed.destroy(report_id)
        finish(keep=True)
    assert n_sealed(app, report_id) == 0
    assert_unreadable(dump(app))


def test_the_answers_of_a_draft_are_not_in_the_bytes(app, sign_in):
    with app.app_context():
        draft = drafts.start_report(by_email(cast.email("vera")), second_language="so")
        drafts.save_step(draft, "what", {"narrative": [f"{MARK}Narrative"]})
        finish(keep=True)
    assert_unreadable(dump(app))


def test_only_counted_facts_of_a_person_stand_in_clear(app, file_report):
    """A filed identity leaves its age band and the like in a tally, and nothing else."""
    values = {field.name: getattr(marked(Compartment.IDENTITY), field.name) for field in fields(contents.Identity)}
    file_report(words=factories.Words(identity=contents.Identity(**values)))
    raw = dump(app)
    found = {name for name in values if marked_word(Compartment.IDENTITY, name).encode() in raw}
    assert found <= COUNTED


def test_the_secret_number_is_not_in_the_bytes(app, file_report):
    file_report(secret="7390518264")
    assert b"7390518264" not in dump(app)
