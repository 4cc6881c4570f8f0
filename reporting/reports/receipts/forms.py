"""What is asked before a receipt is let go, and before a secret is given anew."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired


def _tick(label: Any) -> BooleanField:
    return BooleanField(label, validators=[DataRequired(_l("Tick this before you go on"))])


class KeptForm(FlaskForm):
    has_both = _tick(_l("The person has kept both numbers"))


class RenewForm(FlaskForm):
    """Three checks that it is the same person."""

    knows_it = _tick(_l("They know the reference, or the day, the place and what happened"))
    is_reached = _tick(_l("They are here, or I reached them on the number they gave"))
    is_alone = _tick(_l("Nobody is listening who should not hear"))
