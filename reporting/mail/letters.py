"""What the mails say: only that there is news. The same words for everyone, whatever the news is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Letter:
    subject: Any
    body: Any  # holds %(address)s: the front page, or the one page that LINKS knows for its kind


LETTERS = {
    "update": Letter(
        _l("You have an update"),
        _l(
            "You have an update. Please sign in to read it:\n\n%(address)s\n\n"
            "This message holds nothing else, and you cannot reply to it."
        ),
    ),
    "invitation": Letter(
        _l("Your link"),
        _l(
            "Somebody you work with has asked for this link for you. It works once, and only for a short time:\n\n"
            "%(address)s\n\nIf you do not know what this is about, do nothing. You cannot reply to this message."
        ),
    ),
    "account": Letter(
        _l("Your account was changed"),
        _l(
            "Something about your account was changed. If you know of it, there is nothing to do. If you do not, sign in "
            "and look, and tell the person who invited you:\n\n%(address)s\n\nYou cannot reply to this message."
        ),
    ),
    "verification": Letter(
        _l("Please check the details of your centre"),
        _l(
            "Please check that what we say about your centre is still right. "
            "This page shows it, and one button there is enough:\n\n%(address)s\n\n"
            "You need no account. The link works for 30 days. You cannot reply to this message."
        ),
    ),
}

LINKS: dict[str, Callable[[UUID], str]] = {}
"""For kinds that lead to a page of their own: from what a letter is about to the path, made when it is sent.

Rooms above add theirs. The outbox holds only an id, so whoever reads it cannot open anything.
"""
