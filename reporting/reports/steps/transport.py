"""Which bus, train or stop."""

from flask_babel import lazy_gettext as _l

from reporting.reports.contents import Account
from reporting.reports.steps.asking import StepForm, line_for
from reporting.reports.steps.told import Told

ON_THE_WAY = frozenset({"transport_vehicle", "transport_stop_or_station"})


class Transport(StepForm):
    """Asked only of what happened on the way: its operator keeps film, for a short time."""

    key = "transport"
    title = _l("Which bus, train or stop was it?")
    asked_when = _l("Only if it happened on the way, on a bus or a train")
    lead = _l("Leave empty what you do not know.")

    transport = line_for(Account, "transport", hint=_l("For example: bus 29 towards the town hall."))
    vehicle_number = line_for(Account, "vehicle_number")

    @classmethod
    def is_asked(cls, told: Told) -> bool:
        return told.one("where", "place_type") in ON_THE_WAY
