"""What the mails say: only that there is news. The same words for everyone, whatever the news is."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Letter:
    subject: Any
    body: Any  # holds %(address)s, the front page


LETTERS = {
    "update": Letter(
        _l("You have an update"),
        _l(
            "You have an update. Please sign in to read it:\n\n%(address)s\n\n"
            "This message holds nothing else, and you cannot reply to it."
        ),
    ),
}
