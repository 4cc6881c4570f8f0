"""Asking somebody in, changing a role, adding a ward."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import DateField, EmailField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional

from reporting import i18n
from reporting.centres import queries as centres
from reporting.people.actions import PersonRefused
from reporting.people.forms import ROBUST, printable
from reporting.people.models import Person
from reporting.places import queries as places
from reporting.policy import CENTRE_ROLES, ROLES, WARD_ROLES, Role


def put_beside(form: FlaskForm, refusal: PersonRefused, *, otherwise: str) -> None:
    """Shows what is wrong beside the field it is about."""
    form[refusal.field if refusal.field in form else otherwise].errors = [str(refusal)]


class RoleForm(FlaskForm):
    """A role and what belongs to it. The choices are those that this person may give."""

    role = SelectField(_l("Role"), choices=[], validate_choice=True)
    centre = SelectField(_l("Centre, for people who work at one"), choices=[], validate_choice=True)
    wards = SelectMultipleField(_l("Wards, for police"), choices=[], validate_choice=True)

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.role.choices = [(role.value, role.value) for role in Role if role in ROLES[giver.role].grants]
        own = giver.centre
        known = [own] if own else centres.known()
        self.centre.choices = [*([] if own else [("", "")]), *((one.code, one.name) for one in known)]
        wards = places.wards_of(places.current_edition())
        mine = [ward for ward in wards if giver.role not in WARD_ROLES or ward.code in giver.ward_codes_today]
        self.wards.choices = [(ward.code, ward.name) for ward in mine]

    def chosen(self) -> dict[str, Any]:
        """What ``invite`` and ``change_role`` take. What does not belong to the role is left out."""
        role = Role(self.role.data)
        return {
            "role": role,
            "centre": centres.by_code(self.centre.data) if self.centre.data and role in CENTRE_ROLES else None,
            "ward_codes": tuple(self.wards.data or ()) if role in WARD_ROLES else (),
        }

    def refuse(self, refusal: PersonRefused) -> None:
        """Puts what is wrong beside its field."""
        put_beside(self, refusal, otherwise="role")


class InviteForm(RoleForm):
    """A new colleague."""

    display_name = StringField(
        _l("Name that colleagues see"),
        widget=GovTextInput(),
        validators=[InputRequired(_l("Enter the name that colleagues see")), printable,
                    Length(max=100, message=_l("This is too long"))],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )  # fmt: skip
    email = EmailField(
        _l("E-mail address at work"),
        widget=GovTextInput(),
        validators=[InputRequired(_l("Enter an e-mail address, such as name@example.org")), printable,
                    Length(max=254, message=_l("This is too long"))],
        render_kw={**ROBUST, "autocomplete": "off", "dir": "ltr"},
    )  # fmt: skip
    language = SelectField(_l("Language of their pages and letters"), choices=[], validate_choice=True)

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(giver, *args, **kwargs)
        self.language.choices = [(one.code, one.own_name) for one in i18n.offered()]


def day_field(label: Any) -> DateField:
    return DateField(
        label, format="%d %m %Y", validators=[Optional()], description=_l("Leave empty if there is none"), default=None
    )


class WardForm(FlaskForm):
    """One ward more, perhaps only while a colleague is away."""

    ward = SelectField(_l("Ward"), choices=[], validate_choice=True)
    from_on = day_field(_l("First day"))
    to_on = day_field(_l("Last day"))

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = places.wards_of(places.current_edition())
        mine = [ward for ward in wards if giver.role not in WARD_ROLES or ward.code in giver.ward_codes_today]
        self.ward.choices = [(ward.code, ward.name) for ward in mine]

    def days(self) -> tuple[date | None, date | None]:
        return self.from_on.data, self.to_on.data
