"""What may explain more reports in Larkmere, noted as a coordinator notes it."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from reporting import clock
from reporting.database import session
from reporting.demonstration import clusters
from reporting.hotspots.events import actions
from reporting.places.models import Ward

DAYS_A_MONTH = 30
WHOLE_AREA = ""


@dataclass(frozen=True)
class Noted:
    """``days_ago`` of its first day, counted from today."""

    kind: str
    title: str
    days_ago: int
    lasts_days: int
    ward: str = WHOLE_AREA


EVENTS = (
    Noted("outreach_event", "Stall outside the station, with leaflets in six languages", 12, 1, clusters.WARD),
    Noted("news_or_trigger_event", "A court case is in the national news", 20, 9),
    Noted("campaign", "Posters in buses: tell somebody", 62, 28),
    Noted("match_or_festival", "Autumn fair on the quay", 75, 2, "ZZ000012"),
    Noted("change_of_form_or_staff", "Two new volunteers at the centres", 130, 1),
)


def note(*, months: int) -> None:
    """Puts what began within these months into the calendar."""
    ward_ids = dict(session.execute(sa.select(Ward.code, Ward.id)).all())
    for one in EVENTS:
        if one.days_ago > months * DAYS_A_MONTH:
            continue
        first_on = clock.today() - timedelta(days=one.days_ago)
        last_on = first_on + timedelta(days=one.lasts_days - 1)
        actions.note(kind=one.kind, title=one.title, first_on=first_on, last_on=last_on, ward_id=ward_ids.get(one.ward))
