"""Submissions, import, digests and one month's summary, each against the least that could do the same."""

import csv
import time
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from flask import Flask

from bench.measure import Row, row, seconds
from reporting import clock, crypto
from reporting.database import finish, session
from reporting.people.queries import by_email
from reporting.reports import actions, drafts
from reporting.reports.contents import Answers
from reporting.reports.models import Incident, SealedCompartment
from reporting.reports.steps import gather
from tests.reports import told

SUBMISSIONS = 200
IMPORTED = 4_000


def rows(app: Flask, folder: Path) -> list[Row]:
    return [submissions(app), imports(app, folder), digests(app), summary(app)]


def submissions(app: Flask) -> Row:
    """Whole submissions (draft, seals, audit, consent) against a loop that only encrypts and commits the same words."""
    with app.app_context():
        answers = {step: _typed(values) for step, values in _answers(app).items()}
        with app.test_request_context():
            found = gather.submission(gather.pages_of(Answers(steps=answers, second_language="so")), explained_in="so")
        finish(keep=True)

        def one() -> None:
            person = by_email("vera@demo.example")
            assert person is not None
            draft = drafts.start_report(person, second_language="so")
            actions.submit_report(draft, found, by=person)
            finish(keep=True)

        def least() -> None:
            key = crypto.new_data_key()
            session.add(Incident(recorded_on=clock.today()))
            for content in found.contents:
                sealed = crypto.seal(repr(content).encode(), key=key, key_id=0, where=b"bench")
                session.add(
                    SealedCompartment(report_id=uuid4(), name="account", envelope=sealed, sealed_at=clock.now())
                )
            finish(keep=True)

        one()
        least()
        taken = plain = 0.0
        for _ in range(SUBMISSIONS):
            taken += seconds(one)
            plain += seconds(least)
        session.execute(
            sa.delete(SealedCompartment).where(
                SealedCompartment.report_id.not_in(sa.text("(SELECT report_id FROM report_key)"))
            )
        )
        finish(keep=True)
    return row(
        "submissions", SUBMISSIONS / taken, "a second", reference="only encrypt and commit", against=SUBMISSIONS / plain
    )


def _answers(app: Flask) -> dict[str, dict]:
    from reporting.places.queries import current_edition, wards_of

    ward = wards_of(current_edition())[0]
    given = {key: dict(values) for key, values in told.PAGES.items()}
    given["where"].update(postcode="", ward=ward.code)
    return given


def _typed(values: dict) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in values.items()}


def imports(app: Flask, folder: Path) -> Row:
    """Rows a second of ``reports import`` against reading the same file with csv and committing one row each batch."""
    from reporting.places.queries import current_edition, wards_of

    with app.app_context():
        wards = [ward.code for ward in wards_of(current_edition())]
        finish(keep=False)
    path = folder / "import.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["external_reference", "occurred_from", "ward", "strands", "incident_types", "narrative"])
        for number in range(IMPORTED):
            writer.writerow(
                [f"B{number}", "2026-03-04", wards[number % len(wards)], "race", "threat", "Words that were said. " * 8]
            )
    runner = app.test_cli_runner()
    start = time.perf_counter()
    result = runner.invoke(args=["reports", "import", str(path), "--centre", _centre(app)])
    taken = time.perf_counter() - start
    assert result.exit_code == 0, result.output

    def least() -> None:
        with app.app_context(), path.open(newline="") as file:
            for content in csv.DictReader(file):
                crypto.seal(content["narrative"].encode(), key=bytes(32), key_id=0, where=b"bench")
            session.add(Incident(recorded_on=clock.today()))
            finish(keep=True)

    return row(
        "import",
        IMPORTED / taken,
        "rows a second",
        reference="only read, encrypt and commit once",
        against=IMPORTED / seconds(least),
    )


def _centre(app: Flask) -> str:
    from reporting.centres.queries import known

    with app.app_context():
        code = known()[0].code
        finish(keep=False)
    return code


def digests(app: Flask) -> Row:
    """The digests of every ward for a week: composed, stored and posted, with PDFs, against one receipt per ward."""
    import tempfile

    from reporting.places.queries import current_edition, wards_of

    with app.app_context():
        n_wards = len(wards_of(current_edition()))
        finish(keep=False)
    with tempfile.TemporaryDirectory() as folder:
        taken = seconds(lambda: app.test_cli_runner().invoke(args=["digests", "send", "--to-dir", folder]))
        assert len(list(Path(folder).glob("*.pdf"))) == n_wards
        with app.app_context():
            plain = seconds(lambda: [_receipt() for _ in range(n_wards)])
    return row(
        f"digests of {n_wards} wards, page and PDF",
        taken,
        "s",
        reference="as many one-page receipts, PDF",
        against=plain,
    )


def _receipt() -> bytes:
    from reporting.reports.receipts.paper import receipt_pdf

    return receipt_pdf(reference="4T7K-9QXM", secret="4021187754", language="en")


def summary(app: Flask) -> Row:
    """One month's internal summary as csv against one SELECT that counts the table."""
    import tempfile

    from reporting.reports.models import IncidentReport

    month = f"{clock.today():%Y-%m}"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "month.csv"
        arguments = [
            "summaries",
            "export",
            "--month",
            month,
            "--audience",
            "internal",
            "--format",
            "csv",
            "--out",
            str(out),
        ]
        taken = seconds(lambda: app.test_cli_runner().invoke(args=arguments))
        assert out.stat().st_size > 1000
    with app.app_context():
        count = sa.select(sa.func.count()).select_from(IncidentReport)
        session.scalar(count)
        plain = seconds(lambda: session.scalar(count))
        finish(keep=False)
    return row("one month's summary, csv", taken * 1000, "ms", reference="one counting SELECT", against=plain * 1000)
