"""What the police will see of a report, drawn for the coordinator by the very function that draws it for the police."""

from reporting.reports import shared
from reporting.reports.contents import Account, Alleged, Compartment, Summary
from reporting.reports.models import IncidentReport
from reporting.reports.shared import SharedReport


def police_view(report: IncidentReport, seen: SharedReport) -> SharedReport | None:
    """An officer's view of the report once released, or None where the person's choice gives the police nothing.

    seen   the report as the coordinator sees it, opened: nothing is opened a second time. Age and ethnicity stay
           closed here; the page says when they go along.
    """
    view = shared.officers_sight(report)
    if view is None:
        return None
    present = {
        Compartment.ACCOUNT: Account.from_stored(seen.account) if seen.account else None,
        Compartment.ALLEGED: Alleged.from_stored(seen.alleged) if seen.alleged else None,
        Compartment.SUMMARY: Summary(text=seen.summary) if seen.summary else None,
    }
    return shared.as_seen(
        view,
        report,
        ward_name=seen.ward_name,
        centre_name=seen.centre_name,
        point=seen.point,
        opened={name: present[name] for name in shared.needed(view) if present.get(name)},
    )
