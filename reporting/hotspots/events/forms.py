"""The form of an event."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, ValidationError
from wtforms.validators import AnyOf, DataRequired, Length

from reporting import clock
from reporting.fields import Day
from reporting.hotspots.events.models import CalendarEvent
from reporting.hotspots.events.queries import EARLIEST, Shown
from reporting.hotspots.events.vocabulary import KINDS
from reporting.places import queries as places
from reporting.reports.vocabulary import labels
from reporting.written import readable, tidied

TITLE_SIGNS = 80
LONGEST_DAYS = 92
WHOLE_AREA = "all"


def one_line(_form: Any, field: Field) -> None:
    if "\n" in (field.data or ""):
        raise ValidationError(_("Enter this on one line"))


class EventForm(FlaskForm):
    """Fields come in the order in which they stand on the page. An empty last day is the first."""

    kind = SelectField(
        _l("What kind of thing is it?"),
        choices=[("", _l("Choose from the list")), *labels(KINDS)],
        default="",
        validate_choice=False,
        validators=[
            DataRequired(_l("Choose what kind of thing it is")),
            AnyOf(list(KINDS), _l("Choose from the list")),
        ],
    )
    title = StringField(
        _l("What is it called?"),
        description=_l("At most 80 signs. Name no person and no address: the ward teams read it."),
        filters=[tidied],
        validators=[
            DataRequired(_l("Say in a few words what it is")),
            readable,
            one_line,
            Length(max=TITLE_SIGNS, message=_l("This must be 80 signs or fewer")),
        ],
    )
    first_on = Day(_l("First day"), must=_l("Enter the first day"))
    last_on = Day(_l("Last day"), hint=_l("Leave it empty when it is one day."))
    ward = SelectField(_l("Where"), default=WHOLE_AREA, validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wards = {ward.code: ward for ward in places.wards_of(places.current_edition())}
        self.ward.choices = [(WHOLE_AREA, _l("The whole area")), *((w.code, w.name) for w in self.wards.values())]
        if not self.ward.data:  # noted for a ward that is no more: somebody chooses, nothing is chosen for them
            self.ward.choices.insert(0, ("", _l("Choose from the list")))

    def validate_first_on(self, field: Day) -> None:
        _refuse_far_off(field.data)

    def validate_last_on(self, field: Day) -> None:
        if field.data is None:
            return
        _refuse_far_off(field.data)
        if self.first_on.data is None:
            return
        if field.data < self.first_on.data:
            raise ValidationError(_("The last day must not be before the first"))
        if (field.data - self.first_on.data).days >= LONGEST_DAYS:
            raise ValidationError(_("An event lasts at most 92 days. Note a longer one in parts."))

    def validate_ward(self, field: SelectField) -> None:
        if field.data != WHOLE_AREA and field.data not in self.wards:
            raise ValidationError(_("Choose from the list"))

    def details(self) -> dict[str, Any]:
        """The columns as the form has them. Only for a form that validates."""
        ward = self.wards.get(self.ward.data)
        return {
            "kind": self.kind.data,
            "title": self.title.data,
            "first_on": self.first_on.data,
            "last_on": self.last_on.data or self.first_on.data,
            "ward_id": ward.id if ward else None,
        }


def _refuse_far_off(day: date | None) -> None:
    last_year = clock.today().year + 1
    if day is not None and not EARLIEST.year <= day.year <= last_year:
        raise ValidationError(_("The year must be from %(first)s to %(last)s.", first=EARLIEST.year, last=last_year))


def event_form(event: CalendarEvent | None = None, shown: Shown | None = None) -> EventForm:
    """The form, filled with an event and its ward of today where there is one."""
    if event is None or shown is None:
        return EventForm()
    known = {name: getattr(event, name) for name in ("kind", "title", "first_on", "last_on")}
    return EventForm(data={**known, "ward": next(iter(shown.codes), "" if event.ward_id else WHOLE_AREA)})
