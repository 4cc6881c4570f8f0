"""Sending what is in the outbox. The only file that imports smtplib.

One run at a time; each letter in small transactions of its own. An attempt is counted and committed before the server
gets the letter, the outcome after it. A letter whose connection broke before the server answered is tried again with the
same Message-ID: it is better that somebody hears twice that there is news than never.
"""

import contextlib
import fcntl
import os
import smtplib
import ssl
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from flask import current_app

from reporting import clock, i18n
from reporting.config import Settings
from reporting.database import apart
from reporting.mail.letters import LETTERS, LINKS
from reporting.mail.models import OutgoingMail

MAX_ATTEMPTS = 10
TIMEOUT_SECONDS = 30
DELIVERY_LOCK = 0x6D61696C  # any number, the same for every deliverer
FAILURES = (smtplib.SMTPException, OSError, ValueError)  # ValueError: an address that is none


@dataclass
class Delivery:
    """How a run went. ``problems`` counts failures by SMTP code or kind of error; it never holds an address."""

    n_delivered: int = 0
    n_left: int = 0  # letters not tried, because the server could not be reached
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def n_failed(self) -> int:
        return sum(self.problems.values())


def deliver(limit: int = 1000, *, when_due: bool = False) -> Delivery:
    """Sends undelivered letters, the oldest first, each once in this run.

    when_due   leave a letter that failed before until its next turn (1, 3, 7 … minutes after it was written)

    Never inside a unit that writes: every letter has its own transactions.
    """
    outcome = Delivery()
    with _one_at_a_time():
        waiting = _waiting(limit, when_due=when_due)
        for index, (mail_id, attempts) in enumerate(waiting):
            try:
                server = _connected()
            except FAILURES as error:  # the server's trouble, not the letter's: it costs no attempt
                outcome.problems[problem_of(error)] += 1
                outcome.n_left = len(waiting) - index - 1
                _write_down(mail_id, problem=problem_of(error))
                break
            with contextlib.closing(server):
                _deliver_one(server, mail_id, attempts, outcome)
    return outcome


def _deliver_one(server: smtplib.SMTP, mail_id: UUID, attempts: int, outcome: Delivery) -> None:
    letter = _claimed(mail_id, attempts)
    if letter is None:
        return
    try:
        server.send_message(message(letter), from_addr=_settings().mail_from, to_addrs=[letter.address])
    except FAILURES as error:
        outcome.problems[problem_of(error)] += 1
        _write_down(mail_id, problem=problem_of(error))
        return
    _write_down(mail_id, delivered_at=clock.now())
    outcome.n_delivered += 1
    with contextlib.suppress(smtplib.SMTPException, OSError):  # it is accepted, however the farewell goes
        server.quit()


def message(letter: OutgoingMail) -> EmailMessage:
    """The letter as the mail server gets it, in its recipient's language. Raises ValueError for an impossible address."""
    settings = _settings()
    text = LETTERS[letter.kind]
    language = letter.language if i18n.is_offered(letter.language) else i18n.offered()[0].code
    with i18n.speaking(language):
        subject, body = str(text.subject), str(text.body) % {"address": settings.base_url + _path(letter)}
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=settings.service_name, addr_spec=settings.mail_from)
    mail["To"] = Address(addr_spec=letter.address)
    mail["Subject"] = subject
    mail["Date"] = letter.written_at
    mail["Message-ID"] = f"<{letter.id}@{_domain()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body, cte="quoted-printable")
    return mail


def _path(letter: OutgoingMail) -> str:
    """Where the letter leads: the front page (no path at all), or the page that its kind has."""
    return LINKS[letter.kind](letter.about_id) if letter.kind in LINKS and letter.about_id else ""


def problem_of(error: Exception) -> str:
    """The server's code, or the kind of error. Never its text: servers repeat the address in it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return " ".join(sorted({str(code) for code, _text in error.recipients.values()}))
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__


def is_due(written_at: datetime, attempts: int, *, at: datetime) -> bool:
    """Whether a letter's next turn has come: 0, 1, 3, 7, 15 … minutes after it was written."""
    return at >= written_at + timedelta(minutes=2**attempts - 1)


def _settings() -> Settings:
    return current_app.config["SETTINGS"]


def _domain() -> str:
    return urlsplit(_settings().base_url).hostname or "localhost"


def _connected() -> smtplib.SMTP:
    """A connection to the mail server, encrypted and signed in as the settings ask."""
    settings = _settings()
    server: smtplib.SMTP
    if settings.mail_tls == "tls":
        server = smtplib.SMTP_SSL(
            settings.mail_server,
            int(settings.mail_port),
            _domain(),
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    else:
        server = smtplib.SMTP(settings.mail_server, int(settings.mail_port), _domain(), timeout=TIMEOUT_SECONDS)
    try:
        if settings.mail_tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.mail_username:
            server.login(settings.mail_username, settings.mail_password)
    except FAILURES:
        server.close()
        raise
    return server


def _waiting(limit: int, *, when_due: bool) -> list[tuple[UUID, int]]:
    now = clock.now()
    chosen = (
        sa.select(OutgoingMail.id, OutgoingMail.attempts, OutgoingMail.written_at)
        .where(OutgoingMail.delivered_at.is_(None), OutgoingMail.attempts < MAX_ATTEMPTS)
        .order_by(OutgoingMail.written_at, OutgoingMail.id)
    )
    with apart() as own:
        rows = own.execute(chosen).all()
    return [
        (mail_id, attempts)
        for mail_id, attempts, written_at in rows
        if not when_due or is_due(written_at, attempts, at=now)
    ][:limit]


def _claimed(mail_id: UUID, attempts: int) -> OutgoingMail | None:
    """The letter, its attempt counted and committed; None where somebody else was quicker."""
    claim = (
        sa.update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.attempts == attempts, OutgoingMail.delivered_at.is_(None))
        .values(attempts=attempts + 1)
        .returning(OutgoingMail.id)
        .execution_options(synchronize_session=False)
    )
    with apart() as own:
        if own.scalar(claim) is None:
            return None
        return own.get(OutgoingMail, mail_id)


def _write_down(mail_id: UUID, *, delivered_at: datetime | None = None, problem: str = "") -> None:
    with apart() as own:
        own.execute(
            sa.update(OutgoingMail)
            .where(OutgoingMail.id == mail_id)
            .values(delivered_at=delivered_at, problem=problem)
            .execution_options(synchronize_session=False)
        )


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A lock that ends with its process, so a deliverer that dies holds nobody up and no letter stays claimed."""
    database = current_app.extensions["database"]
    if database.is_sqlite:
        handle = os.open(_settings().folder / "delivery.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": DELIVERY_LOCK})
        try:
            yield
        finally:
            connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": DELIVERY_LOCK})
