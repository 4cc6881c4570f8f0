"""What a person may say of two reports, and why two seem alike."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term


class Verdict(StrEnum):
    SAME_EVENT = "same_event"
    HAPPENED_BEFORE = "happened_before"
    DIFFERENT = "different"


VERDICTS = {
    "same_event": Term(_l("The same event: both stay, and it counts once")),
    "happened_before": Term(_l("Another event that belongs to it")),
    "different": Term(_l("Nothing to do with it")),
}

REASONS = {
    "day": Term(_l("the same day")),
    "near": Term(_l("the same place")),
    "ward": Term(_l("the same ward")),
    "kind": Term(_l("the same kind of thing")),
    "words": Term(_l("similar words")),
    "names": Term(_l("the same names were said")),
}
