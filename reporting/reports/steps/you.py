"""Who the person is: last, and every answer may be left out."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting.reports import vocabulary as words
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, line, note


class You(StepForm):
    key = "you"
    title = _l("About you")
    lead = _l("You can leave every answer empty. We never ask about immigration status.")

    name = line(_l("What should we call you?"))
    phone = line(_l("Telephone number that is safe to use"))
    email = line(_l("E-mail address that is safe to use"))
    address = note(_l("Address"))
    contact_means = SeveralOf(_l("How may you be reached?"), words.CONTACT_MEANS, hint=_l("Choose all that are safe."))
    contact_rules = note(_l("Anything to be careful about when reaching you"))
    age_band = OneOf(_l("Age"), words.AGE_BANDS)
    gender = OneOf(_l("Gender"), words.GENDERS)
    ethnicity = OneOf(_l("Ethnic background"), words.ETHNICITIES)
    community = line(_l("Community, in your own words"))
    main_language = OneOf(_l("Language you speak best"), words.SPOKEN_LANGUAGES)
    interpreter = OneOf(_l("Do you need an interpreter?"), words.YES_NO)

    def validate_email(self, field: Any) -> None:
        if field.data and "@" not in field.data:
            raise ValidationError(_l("This is not an e-mail address. Correct it or leave it empty."))
