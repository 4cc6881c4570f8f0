"""The public map. Nothing on it is counted when it is asked for."""

from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from reporting import clock, i18n
from reporting.maps.outlines import outlines
from reporting.maps.published import areas
from reporting.maps.static_svg import svg
from reporting.places import queries as places
from reporting.policy import public
from reporting.summaries import queries as summaries
from reporting.summaries import wording
from reporting.summaries.districts import BOROUGH
from reporting.summaries.material import months_before
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import Key
from reporting.summaries.words import DATA_NOTES

bp = Blueprint("published", __name__, url_prefix="/published")

READING = ("who_comes_forward", "not_crime_figures", "rule", "households", "areas", "frozen")


@bp.get("/map")
@public
def show() -> Any:
    """The areas of one published quarter, without a choice the latest. ``until``: its last month, as 2026-03."""
    listed = summaries.quarters_published()
    month = request.args.get("until") or (listed[0] if listed else "")
    version = summaries.published(month) if month in listed else None
    if month and version is None:
        abort(404)
    return render_template(
        "maps/published.html",
        borough=places.borough_name(),
        choices=[(one, _quarter(one), one == month) for one in listed],
        shown=_shown(version) if version else None,
        delay_days=int(current_app.config["SETTINGS"].publication_delay_days),
        reading=[DATA_NOTES[key] for key in READING],
    )


def _quarter(month: str) -> str:
    return str(wording.said(Key("periods", f"{months_before(month, summaries.QUARTER_MONTHS - 1)}/{month}")))


def _shown(version: PublishedSummary) -> dict[str, Any]:
    """Finished values for the page: the published table in words, and its drawing where its areas are known."""
    table = summaries.areas_of(version)
    told = wording.in_words(table, "public")
    _code, _name, period = told.columns
    listed = areas.areas(table)
    return {
        "month": version.month,
        "period": period,
        "rows": [(name, number) for _code, name, number in told.rows],
        "notes": told.notes,
        "is_borough_only": BOROUGH in table.notes,
        "legend": areas.legend(listed),
        "drawing": _drawing(version.month, listed, period),
        "fixed_on": i18n.full_date(clock.london(version.frozen_at).date()),
        "checksum": version.checksum,
    }


def _drawing(month: str, listed: list[areas.PublishedArea], period: str) -> Markup:
    """The areas by the wards in force at the quarter's end; empty where those are not the wards of the table."""
    edition = places.edition_on(clock.month_days(month)[1])
    if edition is None:
        return Markup("")
    wards = places.wards_of(edition)
    drawn = outlines(edition.id, [ward.outline for ward in wards])
    by_code = {ward.code: outline for ward, outline in zip(wards, drawn, strict=True)}
    return svg(
        areas.shapes(listed, by_code),
        [],
        title=_("Map of published reports by area"),
        description=_(
            "Each area carries its published number for %(period)s. The table below has the same figures.",
            period=period,
        ),
    )
