"""Where something reached a person that happened in no street."""

from flask_babel import lazy_gettext as _l

from reporting.reports.contents import Account, Alleged
from reporting.reports.steps.asking import StepForm, line_for, one_of
from reporting.reports.steps.told import Told

AT_A_DISTANCE = frozenset({"online", "phone_text_or_post"})


class Online(StepForm):
    """Asked only of what came online, by telephone or by post."""

    key = "online"
    title = _l("How did it reach you?")
    asked_when = _l("Only if it came online, by telephone or by post")
    lead = _l("Such things vanish. Keep a picture of the screen if you can.")

    platform = one_of(Account, "platform", must=_l("Choose where it reached them"))
    online_address = line_for(Account, "online_address", hint=_l("Written down only. Nobody opens it from here."))
    online_name = line_for(Alleged, "online_name")
    is_screen_kept = one_of(Account, "is_screen_kept")

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        return told.one("where", "scope") == "online" or told.one("where", "place_type") in AT_A_DISTANCE
