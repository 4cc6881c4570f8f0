"""The filters above the map: a GET form, so that a view can be bookmarked; nothing in it is about a person."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerRangeField, SelectField, ValidationError

from reporting import clock
from reporting.maps import periods
from reporting.reports import figures
from reporting.reports.vocabulary import INCIDENT_TYPES, STRANDS, TYPE_GROUPS, labels

GROUP = "group:"
EARLIEST = date(2000, 1, 1)
WEEKS_LENGTH = 4
RATE = "rate"
SHADES = {
    "wards": _l("How many reports each ward has"),
    RATE: _l("How many incidents each ward has for its residents"),
    "surface": _l("Where incidents gather, whatever the ward"),
    "standing_out": _l("Which squares stand out from all others"),
}


class ChoiceField(SelectField):
    """A list whose refusal is a sentence of ours."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in {choice[0] for choice in self.iter_choices()}:
            raise ValidationError(_("Choose from the list"))


class DayField(DateField):
    """A day in three boxes; three empty ones are no day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not any(part.strip() for part in valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Enter a real date, such as 27 3 2026")) from error


def type_choices() -> list[tuple[str, Any]]:
    """Every group and every type, in the order of the groups."""
    found: list[tuple[str, Any]] = [("", _l("All kinds"))]
    for group, members in types_by_group().items():
        found += [(GROUP + group, TYPE_GROUPS[group].label), *members]
    return found


def types_by_group() -> dict[str, list[tuple[str, Any]]]:
    """(key, label) of the incident types of each group."""
    return {
        group: [(key, term.label) for key, term in INCIDENT_TYPES.items() if term.group == group]
        for group in TYPE_GROUPS
    }


class WeeksField(IntegerRangeField):
    """A number of weeks; nothing at all is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = 0
        if not valuelist or not valuelist[0].strip():
            return
        written = valuelist[0].strip()
        if not written.isdecimal() or len(written) > WEEKS_LENGTH or int(written) > periods.MOST_WEEKS_BACK:
            raise ValueError(_("Choose a number of weeks from 0 to %(most)s", most=periods.MOST_WEEKS_BACK))
        self.data = int(written)


class MapFilters(FlaskForm):
    class Meta:
        csrf = False

    period = ChoiceField(
        _l("Period"),
        choices=[
            ("28_days", _l("The last 28 days")),
            ("91_days", _l("The last 91 days")),
            ("12_months", _l("The last 12 months")),
            ("dates", _l("Between two days")),
        ],
        default="28_days",
    )
    back = WeeksField(_l("Weeks back"), default=0)
    since = DayField(_l("First day"), format=["%d %m %Y", "%Y-%m-%d"])
    until = DayField(_l("Last day"), format=["%d %m %Y", "%Y-%m-%d"])
    strand = ChoiceField(_l("Why people were targeted"), choices=[("", _l("Any reason")), *labels(STRANDS)], default="")
    what = ChoiceField(_l("What happened"), choices=type_choices(), default="")
    shade = ChoiceField(_l("What the shading shows"), choices=list(SHADES.items()), default="wards")

    def __init__(self, *given: Any, has_residents: bool = False, **named: Any) -> None:
        """``has_residents``: whether a rate can be worked out at all."""
        super().__init__(*given, **named)
        self.shade.choices = [(key, label) for key, label in SHADES.items() if has_residents or key != RATE]

    def validate_since(self, field: DateField) -> None:
        if self.period.data == "dates":
            if field.data is None:
                raise ValidationError(_("Enter the first day"))
            if field.data > clock.today():
                raise ValidationError(_("The first day must not be in the future"))
            if field.data < EARLIEST:
                raise ValidationError(_("The first day must be in the year 2000 or later"))

    def validate_until(self, field: DateField) -> None:
        if self.period.data == "dates":
            if field.data is None:
                raise ValidationError(_("Enter the last day"))
            if self.since.data and field.data < self.since.data:
                raise ValidationError(_("The last day must not be before the first"))
            if field.data > clock.today():
                raise ValidationError(_("The last day must not be in the future"))

    def selection(self) -> figures.Selection:
        """What the filters choose, for police. Only for a form that validates."""
        today = clock.today()
        if self.period.data == "dates":
            assert self.since.data
            assert self.until.data
            since, until = periods.whole_weeks(self.since.data, self.until.data, today=today)
        else:
            since, until = periods.recent(self.period.data, today=today, weeks_back=self.back.data)
        is_group = self.what.data.startswith(GROUP)
        return figures.Selection(
            profile=figures.Profile.POLICE,
            since=since,
            until=until,
            strand=self.strand.data,
            incident_type="" if is_group else self.what.data,
            type_group=self.what.data.removeprefix(GROUP) if is_group else "",
        )
