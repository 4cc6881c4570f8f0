"""The receipt is not let go before somebody said that the person holds it.

The browser that sent the report knows which one it shows; every other page of the volunteer's own work leads back to
it, until both numbers are kept or the person has left without them.
"""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask import session as cookie

WORK = frozenset(
    {"telling", "practice", "handing", "reports", "weeks", "observations", "training", "conflicts", "evidence"}
)
HOME = frozenset({"site.home"})
BEGINNINGS = frozenset({"telling.start", "practice.start"})


def hold(report_id: UUID) -> None:
    """From now on this browser stays with the receipt of that report."""
    cookie["receipt"] = str(report_id)


def let_go() -> None:
    """The volunteer is free to go on."""
    cookie.pop("receipt", None)


def held() -> str:
    """The id of the report whose receipt this browser stays with; empty: none."""
    return str(cookie.get("receipt", ""))


def lead_back() -> Any:
    """Answers with the way back to the receipt in place of another page of the volunteer's work."""
    if request.method == "POST" and request.endpoint not in BEGINNINGS:
        return None  # what was typed elsewhere is kept first; the page that follows leads back
    is_away = request.blueprint in WORK or request.endpoint in HOME
    if not held() or not is_away:
        return None
    return redirect(url_for("receipts.show", report_id=held()))
