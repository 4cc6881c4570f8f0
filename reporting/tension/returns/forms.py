"""The six questions of the week (Croydon's weekly questionnaire)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from reporting.reports.vocabulary import YES_NO, Term
from reporting.tension.fields import line, note, one_of, several_of
from reporting.tension.returns.actions import Telling
from reporting.tension.sealed import Told
from reporting.tension.vocabulary import CATEGORIES

AWARE = {"yes": Term(_l("Yes")), "no": Term(_l("No, there is nothing to report"))}
TOLD = ("categories", "details", "had_coverage", "coverage", "impact", "was_reported", "reported_to")


class WeekForm(FlaskForm):
    """With "no" to the first question the others stay empty, and it is a nil return."""

    aware = one_of(_l("Are you aware of any concerns?"), AWARE, must=_l("Say whether you are aware of any concerns"))
    categories = several_of(_l("What are they about?"), CATEGORIES)
    details = note(
        _l("What is it, where and when?"),
        hint=_l("Leave out names, addresses and anything that points to one person."),
        rows=5,
    )
    had_coverage = one_of(_l("Was it in the media or on social media?"), YES_NO)
    coverage = line(_l("Where was it in the media?"))
    impact = note(_l("What does it do to you or to people here?"), rows=3)
    was_reported = one_of(_l("Was it told to anybody else already?"), YES_NO)
    reported_to = line(_l("To whom?"))

    def validate_aware(self, field: Any) -> None:
        """Raises ValidationError where nothing and something are said at once."""
        if field.data == "no" and any(self[name].data for name in TOLD):
            raise ValidationError(_l("You say there is nothing to report, but answered the other questions"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole = super().validate(extra_validators)
        if self.aware.data != "yes":
            return is_whole
        needed = {
            self.categories: _l("Choose what the concerns are about"),
            self.details: _l("Write what it is, where and when"),
            self.had_coverage: _l("Say whether it was in the media"),
            self.was_reported: _l("Say whether it was told to anybody else"),
        }
        for field, message in needed.items():
            if not field.data and not field.errors:
                field.errors = [message]
                is_whole = False
        return is_whole

    @property
    def is_nil(self) -> bool:
        return self.aware.data == "no"

    def telling(self) -> Telling:
        """What was told, where there was something."""
        return Telling(
            categories=frozenset(self.categories.data or ()),
            had_coverage=self.had_coverage.data,
            was_reported=self.was_reported.data,
            words=Told(
                details=self.details.data,
                coverage=self.coverage.data,
                impact=self.impact.data,
                reported_to=self.reported_to.data,
            ),
        )
