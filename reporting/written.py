"""What every field for free text does with what was typed: one kind of line end, and no sign that cannot be shown."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

ALLOWED_CONTROLS = frozenset("\n\t")


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
