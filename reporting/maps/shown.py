"""Everything the officer's map shows, put together: finished values for the page, the map and the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely
from flask_babel import gettext as _
from markupsafe import Markup

from reporting.hotspots.explored import Explored
from reporting.hotspots.surface import Grid
from reporting.i18n import full_date
from reporting.mapping import MapPieces, Overlay, Words, ward_map
from reporting.maps import layers, overlay, queries, signs
from reporting.maps.chosen import Chosen, Question, answer, chosen
from reporting.maps.ground import ground, spread
from reporting.maps.layers import LegendEntry, NamedSquare
from reporting.maps.outlines import Outline, bounds_in_degrees, outlines
from reporting.maps.queries import Counted
from reporting.maps.static_svg import svg
from reporting.maps.warning import EarlyWarning, warning
from reporting.places.queries import estates, ward_names
from reporting.reports.figures import Selection
from reporting.tension.levels.queries import Standing


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One answer to the filters. Without wards there are only the totals."""

    counted: Counted
    since: str
    until: str
    squares: list[NamedSquare] = field(default_factory=list)
    standing_out: list[NamedSquare] = field(default_factory=list)
    warned: EarlyWarning | None = None
    chosen: Chosen | None = None
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
    wards = [count.ward for count in counted.wards if count.ward]
    drawn = outlines(counted.edition.id, [ward.outline for ward in wards])
    named = [(ward.code, ward.name, outline) for ward, outline in zip(wards, drawn, strict=True)]
    known_estates = estates()
    squares = layers.named_squares(counted.squares.cells, counted.wards, drawn, estates=known_estates)
    warned = warning(ward_names())
    question = _question(selection, counted, drawn)
    answered = answer(question)
    told = chosen(
        answered,
        counted.incidents,
        named,
        until=selection.until,
        by_residents=question.baseline is not None,
        is_narrowed=bool(selection.strand or selection.incident_type or selection.type_group),
    )
    picture, legend = _shading(shade, counted, answered, question.grid)
    is_standing_out = shade == "standing_out"
    standing_out = _standing_out(squares, answered)
    ward_layer = (layers.rate_layer if shade == "rate" else layers.ward_layer)(counted.wards, drawn)
    square_layer = layers.square_layer(
        standing_out if is_standing_out else () if picture else squares, is_strong=is_standing_out
    )
    circles = [*(warned.areas if warned else ()), *(told.areas if is_standing_out else ())]
    rounds = [*(warned.shapes if warned else ()), *(told.shapes if is_standing_out else ())]
    west, south, east, north = shapely.total_bounds([outline.shape for outline in drawn]).tolist()
    marks = [
        *signs.estate_signs(known_estates, (west, south, east, north)),
        *signs.tension_signs(levels, {code: outline for code, _name, outline in named}),
    ]
    label, description = _described(shade, since, until)
    return Shown(
        counted=counted,
        since=since,
        until=until,
        squares=squares,
        standing_out=standing_out,
        warned=warned,
        chosen=told,
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
            rounds,
            signs=marks,
            overlay=picture,
            title=label,
            description=description,
        ),
    )


def _described(shade: str, since: str, until: str) -> tuple[str, str]:
    """What the map is called and what it shows, for those who do not see it."""
    counts = _(
        "Each ward carries its number of reports from %(since)s to %(until)s. The table below has the same figures.",
        since=since, until=until,
    )  # fmt: skip
    if shade == "rate":
        return _("Map of incidents by ward and residents"), _(
            "Each ward carries its incidents per 1,000 residents from %(since)s to %(until)s. The table below has the same "
            "figures.",
            since=since, until=until,
        )  # fmt: skip
    if shade == "surface":
        told = _(
            "Shades say where incidents gather; the sentences beside the map and the tables below say it in words."
        )
        return _("Map of where incidents gather"), f"{counts} {told}"
    if shade == "standing_out":
        told = _("Thick squares stand out, broken circles hold more than their share; the tables below list both.")
        return _("Map of what stands out"), f"{counts} {told}"
    return _("Map of reports by ward"), counts


def _question(selection: Selection, counted: Counted, drawn: Sequence[Outline]) -> Question:
    """Zones are held against residents where every ward's are known, else against the ground."""
    assert counted.edition
    grid = ground(counted.edition.id, drawn)
    known = counted.residents
    numbers = [known[count.ward.code] for count in counted.wards if count.ward and count.ward.code in known]
    baseline = spread(counted.edition.id, drawn, numbers) if len(numbers) == len(drawn) and any(numbers) else None
    return Question(counted.incidents, grid, n_days=(selection.until - selection.since).days + 1, baseline=baseline)


def _standing_out(squares: Sequence[NamedSquare], answered: Explored) -> list[NamedSquare]:
    """Those of the squares that may be shown that stand out from all others."""
    found = {(one.easting, one.northing) for one in answered.squares}
    return [square for square in squares if (square.cell.easting, square.cell.northing) in found]


def _shading(shade: str, counted: Counted, answered: Explored, grid: Grid) -> tuple[Overlay | None, list[LegendEntry]]:
    """The picture under the lines, if there is one, and what the shading means."""
    if shade == "surface":
        found = overlay.drawn(answered.surface, grid)
        return (found.overlay, layers.surface_legend(found.edges)) if found else (None, layers.surface_legend(()))
    return None, layers.rate_legend(counted.wards) if shade == "rate" else layers.legend(counted.wards)
