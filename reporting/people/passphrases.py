"""What makes a passphrase too easy to guess: length, lists of common ones, and words that everyone here knows.

No rule about kinds of signs. How many guesses a passphrase would stand is zxcvbn's estimate; spaces and punctuation are
left out for a second estimate, because they cost a guesser nothing.
Source: NIST SP 800-63B, 5.1.1.2; Wheeler (2016), zxcvbn: low-budget password strength estimation.
"""

from collections.abc import Iterable

from flask import current_app
from flask_babel import gettext as _
from zxcvbn import zxcvbn

from reporting.centres import queries as centres
from reporting.places import queries as places

SHORTEST, LONGEST = 15, 256
GUESSES_LOG10 = 10.0
MOST_ESTIMATED = 72  # signs; what follows only adds to them
OF_THE_FIELD = (
    "hate", "crime", "hatecrime", "incident", "report", "reporting", "police", "community", "centre", "volunteer",
    "passphrase", "password", "secret", "admin", "welcome", "safer", "neighbourhoods", "london", "borough",
)  # fmt: skip


def words_known_here(*names: str) -> list[str]:
    """Words that a guesser here would try first: the service, the borough, the centres, and the person's own names."""
    edition = places.current_edition()
    settings = current_app.config["SETTINGS"]
    texts = [
        *names,
        settings.service_name,
        settings.borough_name,
        edition.borough if edition else "",
        *(f"{one.name} {one.code}" for one in centres.known()),
    ]
    parts = [part for text in texts for part in _plain(text, keep_spaces=True).split()]
    return [*OF_THE_FIELD, *parts, *(_plain(text) for text in texts if text)]


def trouble_with(passphrase: str, known: Iterable[str]) -> str:
    """Why a passphrase will not do, in words; empty text when it will."""
    if len(passphrase) < SHORTEST:
        return _("Use at least 15 characters. Four words that do not belong together are good.")
    if len(passphrase) > LONGEST:
        return _("This is too long")
    if min(_guesses(text, list(known)) for text in (passphrase, _plain(passphrase))) < GUESSES_LOG10:
        return _(
            "This would be guessed soon: it is a common one, repeats itself, or is made of names known here. "
            "Choose four words that have nothing to do with you or this place."
        )
    return ""


def _guesses(text: str, known: list[str]) -> float:
    return float(zxcvbn(text[:MOST_ESTIMATED], user_inputs=known)["guesses_log10"]) if text else 0.0


def _plain(text: str, *, keep_spaces: bool = False) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or (keep_spaces and sign.isspace()))
