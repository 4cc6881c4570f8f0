"""Who did it: what people say, and how they know. The volunteer writes it down and never searches."""

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.contents import Alleged
from reporting.reports.steps.asking import OneOf, StepForm, line, note, one_of


class Who(StepForm):
    key = "who"
    title = _l("Who did it?")
    lead = _l("Write only what the person says. It is not for us to find out who they are.")

    number = OneOf(_l("How many people?"), words.PERPETRATOR_NUMBERS, must=_l("Choose how many, or not known"))
    relationship = OneOf(_l("Are they known to you?"), words.RELATIONSHIPS, must=_l("Choose one, or not known"))
    would_recognise = one_of(Alleged, "would_recognise")
    is_under_18 = OneOf(_l("Did they seem to be under 18?"), words.YES_NO)
    description = note(_l("What did they look like?"), hint=_l("For example age, height, clothes, hair, a vehicle."))
    names = line(_l("Names or nicknames, if they were said"))
    area = note(
        _l("Where do they live or gather, if you know?"),
        hint=_l("A street, an estate, an address, a place where they stand."),
    )
    provenance = OneOf(_l("How do you know this?"), words.PROVENANCES)
