"""What happened before, and who has been told."""

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, SeveralOf, StepForm, line_for, note_for, several_of

HAPPENED_BEFORE = frozenset({"before_same_people", "before_others"})
TOLD_NO_ONE = frozenset({"first_person_told", "family_only"})


class Before(StepForm):
    key = "before"
    title = _l("Has something like this happened before?")
    follows = {
        "previous": ("repeat", HAPPENED_BEFORE),
        "reasons_not_reported": ("first_ever_told", TOLD_NO_ONE),
        "elsewhere_words": ("reported_elsewhere", frozenset(words.REPORTED_ELSEWHERE)),
        "crime_reference": ("reported_elsewhere", frozenset({"police"})),
    }

    repeat = OneOf(_l("Has something like this happened before?"), words.REPEATS, must=_l("Choose one, or not known"))
    previous = note_for(Account, "previous")
    first_ever_told = OneOf(_l("Who knew about this before today?"), words.FIRST_TOLD, must=_l("Choose one"))
    reasons_not_reported = several_of(Account, "reasons_not_reported", hint=_l("Choose all that apply."))
    reported_elsewhere = SeveralOf(
        _l("Has it been reported anywhere else?"), words.REPORTED_ELSEWHERE, hint=_l("Leave empty if it has not.")
    )
    elsewhere_words = note_for(Account, "elsewhere_words")
    crime_reference = line_for(Account, "crime_reference", signs=40)
