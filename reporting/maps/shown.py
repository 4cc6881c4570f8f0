"""Everything the officer's map shows, put together: finished values for the page, the map and the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from flask_babel import gettext as _
from markupsafe import Markup
from numpy.typing import NDArray

from reporting.hotspots import surface
from reporting.hotspots.incidents import Incidents
from reporting.hotspots.surface import Grid
from reporting.i18n import full_date
from reporting.mapping import MapPieces, Overlay, Words, ward_map
from reporting.maps import layers, overlay, queries, signs
from reporting.maps.ground import BANDWIDTH_M, ground
from reporting.maps.layers import LegendEntry, NamedSquare
from reporting.maps.outlines import Outline, bounds_in_degrees, outlines
from reporting.maps.queries import Counted
from reporting.maps.static_svg import svg
from reporting.maps.warning import EarlyWarning, warning
from reporting.places.queries import estates
from reporting.reports.figures import Selection
from reporting.tension.levels.queries import Standing

LEAST_SUPPORT = 5.0  # effective incidents behind a cell; fewer say nothing about it
LEAST_PLACES = 1.5  # effective places: one alone is 1 at most, two within 300 metres of each other are more than this


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One answer to the filters. Without wards there are only the totals."""

    counted: Counted
    since: str
    until: str
    squares: list[NamedSquare] = field(default_factory=list)
    warned: EarlyWarning | None = None
    legend: list[LegendEntry] = field(default_factory=list)
    label: str = ""
    pieces: MapPieces | None = None
    drawing: Markup = Markup("")


def shown(selection: Selection, *, shade: str, levels: Sequence[Standing]) -> Shown:
    """What the filters choose; ``shade``: a key of ``forms.SHADES``; ``levels``: of the wards this reader sees."""
    counted = queries.counted(selection)
    since, until = full_date(selection.since), full_date(selection.until)
    if counted.edition is None:
        return Shown(counted=counted, since=since, until=until)
    drawn = outlines(counted.edition.id, [count.ward.outline for count in counted.wards if count.ward])
    codes = [count.ward.code for count in counted.wards if count.ward]
    squares = layers.named_squares(counted.squares.cells, counted.wards, drawn, estates=estates())
    warned = warning({count.ward.code: count.ward.name for count in counted.wards if count.ward})
    west, south, east, north = shapely.total_bounds([outline.shape for outline in drawn]).tolist()
    circles = warned.areas if warned else ()
    marks = [
        *signs.estate_signs(estates(), (west, south, east, north)),
        *signs.tension_signs(levels, dict(zip(codes, drawn, strict=True))),
    ]
    picture, legend = _shading(shade, counted, drawn, selection)
    ward_layer = (layers.rate_layer if shade == "rate" else layers.ward_layer)(counted.wards, drawn)
    square_layer = layers.square_layer([] if picture else squares)
    label = _("Map of reports by ward")
    return Shown(
        counted=counted,
        since=since,
        until=until,
        squares=squares,
        warned=warned,
        legend=legend,
        label=label,
        pieces=ward_map(
            ward_layer.areas,
            square_layer.areas,
            circles,
            signs=marks,
            overlay=picture,
            bounds=bounds_in_degrees([*(outline.geometry for outline in drawn), *(one.geometry for one in circles)]),
            words=Words(label=label, zoom_in=_("Zoom in"), zoom_out=_("Zoom out")),
        ),
        drawing=svg(
            ward_layer.shapes,
            square_layer.shapes,
            warned.shapes if warned else (),
            signs=marks,
            overlay=picture,
            title=label,
            description=_(
                "Each ward carries its number of reports from %(since)s to %(until)s. The table below has the same"
                " figures.",
                since=since, until=until,
            ),
        ),
    )  # fmt: skip


def _shading(
    shade: str, counted: Counted, drawn: Sequence[Outline], selection: Selection
) -> tuple[Overlay | None, list[LegendEntry]]:
    """The picture under the lines, if there is one, and what the shading means."""
    if shade == "surface" and counted.edition is not None:
        grid = ground(counted.edition.id, drawn)
        n_days = (selection.until - selection.since).days + 1
        found = overlay.drawn(_per_month(counted.incidents, grid, n_days), grid)
        return (found.overlay, layers.surface_legend(found.edges)) if found else (None, layers.surface_legend(()))
    return None, layers.rate_legend(counted.wards) if shade == "rate" else layers.legend(counted.wards)


def _per_month(incidents: Incidents, grid: Grid, n_days: int) -> NDArray[np.float64]:
    """Incidents per square kilometre in 30 days at each cell of the grid; nan where too few stand behind it, or outside.

    One place of which much is told may be one household: a single place, or a single evening, shows nothing.
    """
    density = surface.density(incidents.xy, np.ones(len(incidents)), grid=grid, bandwidth_m=BANDWIDTH_M) * 30 / n_days
    evenings = np.unique(np.column_stack((incidents.place, incidents.day)), axis=0, return_index=True)[1]
    places = np.unique(incidents.place, return_index=True)[1]
    support, n_places = (
        surface.support(incidents.xy[rows], grid=grid, bandwidth_m=BANDWIDTH_M) for rows in (evenings, places)
    )
    is_shown = (support >= LEAST_SUPPORT) & (n_places >= LEAST_PLACES)
    return np.where(is_shown if grid.area is None else is_shown & grid.area, density, np.nan)
