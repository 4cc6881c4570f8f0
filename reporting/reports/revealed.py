"""Who the person is, as one reader may know it after a reveal."""

from dataclasses import replace

from reporting.reports.sealed import Identity
from reporting.reports.sharing import Sight
from reporting.reports.vocabulary import Precision

NOT_ASKED = "not_asked"


def revealed(view: Sight, identity: Identity) -> Identity:
    """The identity without what was not agreed: details about the person, and an address finer than the precision."""
    if not view.sees_demographics:
        identity = replace(identity, age_band=NOT_ASKED, gender=NOT_ASKED, ethnicity=NOT_ASKED, community="")
    if view.precision is not Precision.EXACT:
        identity = replace(identity, address="")
    return replace(identity, tally_id="")
