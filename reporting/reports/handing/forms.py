"""To whom a report goes on."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import AnyOf, DataRequired


class HandOverForm(FlaskForm):
    colleague = RadioField(_l("Who goes on with it?"), validate_choice=False)

    def __init__(self, colleagues: list[Any]) -> None:
        super().__init__()
        known = [str(one.id) for one in colleagues]
        self.colleague.choices = [(str(one.id), one.display_name) for one in colleagues]
        choose = _l("Choose a colleague")
        self.colleague.validators = [DataRequired(choose), AnyOf(known, choose)]
