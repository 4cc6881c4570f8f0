"""The two pages of an observation."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from reporting import clock
from reporting.places import queries as places
from reporting.places.models import Ward
from reporting.reports.vocabulary import YES_NO
from reporting.tension import vocabulary as words
from reporting.tension.fields import Day, line, note, one_of, several_of
from reporting.tension.observations.facts import Observed
from reporting.tension.sealed import Heard

OLDEST_DAYS = 365
NO_WARD = "none"


class WhatForm(FlaskForm):
    """What it is, and how it is known."""

    heard = note(
        _l("What was noticed or heard?"),
        must=_l("Write what was noticed or heard"),
        hint=_l("In a few sentences. Leave out names, addresses and anything that points to one person."),
        rows=5,
    )
    types = several_of(
        _l("What kind of thing is it?"), words.OBSERVATION_TYPES, must=_l("Choose what kind of thing it is")
    )
    eep = one_of(_l("Which of these is it most?"), words.EEP, must=_l("Choose which of these it is most"))
    provenance = one_of(_l("How do you know?"), words.PROVENANCES, must=_l("Say how you know"))
    heard_from = one_of(_l("Who did it come from?"), words.HEARD_FROM, must=_l("Say who it came from"))

    @classmethod
    def from_answers(cls, answers: Mapping[str, list[str]]) -> "WhatForm":
        """The page as it was kept."""
        given = MultiDict([(name, text) for name, texts in answers.items() for text in texts])
        return cls(formdata=given, meta={"csrf": False})

    def answers(self) -> dict[str, list[str]]:
        """What was typed, as it was typed, without the page's own token."""
        return {field.name: list(field.raw_data) for field in self if field.name != "csrf_token" and field.raw_data}


class WhereForm(FlaskForm):
    """When and where, how strong, and what else is known."""

    observed_on = Day(
        _l("When was it noticed?"), default=clock.today, validators=[InputRequired(_l("Say when it was noticed"))]
    )
    ward = SelectField(_l("Which ward is it about?"), validate_choice=False)
    place = line(_l("Where there?"), hint=_l("A street, an estate or a public place. Not a home."))
    direction = one_of(_l("Is it rising or falling?"), words.DIRECTIONS, must=_l("Say whether it is rising or falling"))
    widely_held = one_of(
        _l("How many people feel or say it?"), words.WIDELY_HELD, must=_l("Say how many people feel or say it")
    )
    judgement = one_of(
        _l("How tense is it, in your own judgement?"),
        words.JUDGEMENTS,
        must=_l("Say how tense it is, in your judgement"),
    )
    reported = one_of(
        _l("Was it told to anybody else already?"), YES_NO, must=_l("Say whether it was told to anybody else")
    )
    reported_to = line(_l("To whom?"))
    communities = line(_l("Which communities or groups does it concern?"))
    expected = line(_l("Is something expected? When?"), hint=_l("For example: Saturday afternoon."))
    impact = note(_l("What does it do to people here?"), rows=3)
    coverage = line(_l("Was it in the media or on social media? Where?"))
    responses = several_of(_l("What would help?"), words.RESPONSES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wards = {ward.code: ward for ward in places.wards_of(places.current_edition())}
        self.ward.choices = [
            ("", _l("Choose a ward")),
            *((ward.code, ward.name) for ward in self.wards.values()),
            (NO_WARD, _l("Not one ward, or not known")),
        ]

    def validate_observed_on(self, field: Any) -> None:
        """Raises ValidationError for a day that is still to come, or so long ago that it says nothing of now."""
        if field.data is None:  # said already: it is not a day
            return
        if field.data > clock.today():
            raise ValidationError(_l("This day is still to come"))
        if field.data < clock.today() - timedelta(days=OLDEST_DAYS):
            raise ValidationError(_l("This is more than a year ago"))

    def validate_ward(self, field: Any) -> None:
        if field.data != NO_WARD and field.data not in self.wards:
            raise ValidationError(_l("Choose a ward, or say that it is not one ward"))

    @property
    def chosen_ward(self) -> Ward | None:
        return self.wards.get(self.ward.data)


def observed(what: WhatForm, where: WhereForm) -> Observed:
    """The countable part of both pages."""
    day = where.observed_on.data
    assert isinstance(day, date)  # noqa: S101  validated
    return Observed(
        observed_on=day,
        ward_id=where.chosen_ward.id if where.chosen_ward else None,
        eep=what.eep.data,
        observation_types=frozenset(what.types.data or ()),
        provenance=what.provenance.data,
        direction=where.direction.data,
        widely_held=where.widely_held.data,
        judgement=int(where.judgement.data),
    )


def heard(what: WhatForm, where: WhereForm) -> Heard:
    """The words of both pages."""
    return Heard(
        heard=what.heard.data,
        heard_from=what.heard_from.data,
        place=where.place.data,
        reported=where.reported.data,
        reported_to=where.reported_to.data,
        communities=where.communities.data,
        expected=where.expected.data,
        impact=where.impact.data,
        coverage=where.coverage.data,
        responses=list(where.responses.data or ()),
    )
