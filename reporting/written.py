"""What was typed: one kind of line end and no sign that cannot be shown, and no cell of a file that a spreadsheet runs."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

ALLOWED_CONTROLS = frozenset("\n\t")
BEGINS_A_FORMULA = frozenset("=+-@|%")
BLANKS_THAT_HIDE_ONE = frozenset("\t\r\n")


def readable(_form: Any, field: Any) -> None:
    """Refuses what no person types and no reader can see: NUL, other control signs, half characters.

    Every script and every emoji is welcome. Raises ValidationError.
    """
    if not is_readable(field.data or ""):
        raise ValidationError(_l("This holds a sign that cannot be kept. Delete it or type the text again."))


def is_readable(text: str) -> bool:
    """Whether a text has only signs that can be stored and shown; line ends are ``\\n`` (see ``tidied``)."""
    return not any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in ALLOWED_CONTROLS for sign in text)


def tidied(text: str | None) -> str:
    """The text with one kind of line end and nothing blank around it: a filter, before the validators."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t")


def harmless(text: str) -> str:
    """The text, led by an apostrophe where a spreadsheet would run it as a formula.

    What is seen counts: full-width signs are signs, and blanks and invisible characters before one hide nothing.
    """
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cc"}).strip()
    if seen[:1] in BEGINS_A_FORMULA and seen or plain[:1] in BLANKS_THAT_HIDE_ONE and plain:
        return f"'{text}"
    return text
