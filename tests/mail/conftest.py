"""A real mail server on loopback, well behaved or not, and letters in the outbox."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from reporting.database import finish
from reporting.mail.actions import post
from reporting.people.queries import by_email
from tests import cast


@dataclass
class PostOffice:
    """What a mail server got, and how it behaves: "kind", "refuses", "drops" (after the letter) or "slow"."""

    manner: str = "kind"
    envelopes: list[Any] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.manner == "refuses":
            return f"550 5.1.1 {address} is unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.manner == "drops":
            server.transport.abort()
            return "250 OK"
        self.begun.set()
        if self.manner == "slow":
            await asyncio.sleep(0.3)
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(one.content, policy=default) for one in self.envelopes]

    @property
    def recipients(self) -> list[list[str]]:
        return [one.rcpt_tos for one in self.envelopes]


@pytest.fixture
def post_office(app: Flask) -> Iterator[PostOffice]:
    """A running mail server that the app sends to."""
    office = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server="127.0.0.1", mail_port=str(port))
    yield office
    controller.stop()


@pytest.fixture
def put_in_outbox(app: Flask) -> Callable[..., None]:
    """put_in_outbox("omar", "olga", language="ar") posts one letter to each."""

    def put(*names: str, claim: str = "anything", language: str = "en") -> None:
        with app.app_context():
            for name in names:
                person = by_email(cast.email(name))
                person.language = language
                post(person, kind="update", claim=claim)
            finish(keep=True)

    return put
