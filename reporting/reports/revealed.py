"""Who the person is, as one reader may know it after a reveal."""

from dataclasses import replace
from typing import Any

from reporting.reports.contents import Identity
from reporting.reports.kept import Sensitivity, of_sensitivity
from reporting.reports.sharing import Sight
from reporting.reports.vocabulary import Precision


def revealed(view: Sight, identity: Identity) -> Identity:
    """The identity without what was not agreed: details about the person, and an address finer than the precision."""
    if not view.sees_demographics:
        nothing: dict[str, Any] = vars(Identity())
        identity = replace(identity, **{name: nothing[name] for name in of_sensitivity(Identity, Sensitivity.ABOUT)})
    if view.precision is not Precision.EXACT:
        identity = replace(identity, address="")
    return replace(identity, tally_id="")
