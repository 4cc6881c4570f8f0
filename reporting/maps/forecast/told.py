"""The forecast of the latest week and its comparison with plain counts, in finished sentences, tables and a drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from markupsafe import Markup

from reporting import clock, i18n
from reporting.hotspots.cells import Cell
from reporting.hotspots.comparison import MIN_HORIZONS, MIN_IN_HORIZON, MIN_INCIDENTS, Comparison, Horizon
from reporting.hotspots.forecast import HORIZON_DAYS
from reporting.hotspots.forecasts import queries
from reporting.hotspots.foretold import Square
from reporting.hotspots.hit_rate import AREA_SHARE, Hit
from reporting.maps import layers
from reporting.maps.grid_reference import grid_reference
from reporting.maps.outlines import outlines
from reporting.maps.queries import WardCount
from reporting.maps.static_svg import Shape, svg
from reporting.places import queries as places
from reporting.places.grid import CELL_M


@dataclass(frozen=True)
class Told:
    """What the page says. ``verdict`` is one sentence or two; ``surface`` is None where plain counts do as well.

    horizons  rows of texts: days, incidents, and what each of the three found; means: the same of their means,
              PAI and PEI*, none where nothing could be tested
    """

    last_known: str
    first_day: str
    last_day: str
    n_incidents: int
    settings_hash: str
    horizons: tuple[tuple[str, ...], ...]
    means: tuple[tuple[str, ...], ...]
    verdict: str
    surface: "Surface | None"


@dataclass(frozen=True)
class Surface:
    """The squares that are shown: a drawing, what its shades mean, and the same by ward and part of the area."""

    label: str
    drawing: Markup
    legend: tuple[dict[str, object], ...]
    rows: tuple["Row", ...]
    n_withheld: int


@dataclass(frozen=True)
class Row:
    """The squares of one ward (empty: outside of them all) in one part of the area: grid reference and incidents."""

    ward: str
    part: str
    squares: tuple[tuple[str, str], ...]


def latest() -> Told | None:
    """The forecast that was kept last; None where there is none yet."""
    kept = queries.latest()
    if kept is None:
        return None
    compared = queries.comparison(kept)
    _monday, sunday = clock.week_days(kept.week)
    return Told(
        last_known=i18n.full_date(sunday),
        first_day=i18n.full_date(sunday + timedelta(days=1)),
        last_day=i18n.full_date(sunday + timedelta(days=HORIZON_DAYS)),
        n_incidents=compared.n_incidents,
        settings_hash=str(kept.settings.get("settings_hash", "")),
        horizons=tuple(_row(one) for one in compared.horizons),
        means=_means(compared),
        verdict=_verdict(compared),
        surface=_surface(queries.squares(kept), kept.n_withheld) if compared.beats else None,
    )


def _row(one: Horizon) -> tuple[str, ...]:
    first, last = (i18n.short_date(date.fromordinal(day)) for day in (one.first_day, one.last_day))
    found = [_share(hit) for hit in (one.ours, one.year, one.month)]
    return _("%(first)s to %(last)s", first=first, last=last), format_decimal(one.n_incidents), *found


def _means(compared: Comparison) -> tuple[tuple[str, ...], ...]:
    if not (compared.ours and compared.year and compared.month):
        return ()
    means = (compared.ours, compared.year, compared.month)
    return (
        (_("Mean share found"), *(_share(one) for one in means)),
        (
            _("Times as many as in an average square (PAI)"),
            *(format_decimal(one.pai, format="0.0") for one in means),
        ),
        (
            _("Share of the most that so many squares could have held (PEI*)"),
            *(format_percent(one.pei) for one in means),
        ),
    )


def _share(hit: Hit | None) -> str:
    return _("too few") if hit is None else format_percent(hit.hit_rate)


def _verdict(compared: Comparison) -> str:
    if compared.is_too_few or compared.ours is None or compared.low is None:
        return _(
            "Too few to test: that needs at least %(n)s incidents in the two years before, and %(periods)s periods with"
            " at least %(each)s. So no forecast is shown.",
            n=MIN_INCIDENTS, periods=MIN_HORIZONS, each=MIN_IN_HORIZON,
        )  # fmt: skip
    if not compared.beats:
        return _("Plain counts do as well; so no forecast is shown.")
    rivals = [one.hit_rate for one in (compared.year, compared.month) if one]
    return _(
        "It finds more than plain counts: %(ours)s of the incidents, the better count %(best)s. It was better also when the"
        " periods were drawn again at random: in 95 of 100 draws by %(points)s percentage points or more.",
        ours=format_percent(compared.ours.hit_rate),
        best=format_percent(max(rivals)),
        points=format_decimal(100 * compared.low, format="0.0"),
    )


def _surface(squares: Sequence[Square], n_withheld: int) -> Surface | None:
    edition = places.current_edition()
    wards = places.wards_of(edition)
    if edition is None:
        return None
    drawn = outlines(edition.id, [ward.outline for ward in wards])
    cells = [Cell(one.easting, one.northing, one.n_incidents, one.n_days, one.n_places) for one in squares]
    named = layers.named_squares(cells, [WardCount(ward, 0, 0) for ward in wards], drawn)
    depth = {(one.easting, one.northing): one.depth for one in squares}
    parts = _parts()
    found = [(one, depth[one.cell.easting, one.cell.northing]) for one in named]
    label = _("Where reports may come next")
    drawing = svg(
        [
            Shape(outline.shape, outline.point_m, None, name=ward.name)
            for ward, outline in zip(wards, drawn, strict=True)
        ],
        [],
        shaded=[
            Shape(
                one.outline,
                _middle(one),
                None,
                title=_("%(area)s: %(number)s", area=one.name, number=parts[step]),
                step=step,
            )
            for one, step in found
        ],
        title=label,
        description=_("Squares of 250 metres in five depths. The table below lists the same squares by ward."),
    )
    return Surface(
        label=label,
        drawing=drawing,
        legend=tuple({"step": step, "text": parts[step]} for step in sorted(parts, reverse=True)),
        rows=tuple(_rows(found, parts)),
        n_withheld=n_withheld,
    )


def _rows(found: Sequence[tuple[layers.NamedSquare, int]], parts: dict[int, str]) -> Iterator[Row]:
    """By the names of the wards; inside a row by the references: no order of places."""
    ordered = sorted(found, key=lambda pair: (pair[0].ward, -pair[1], pair[0].name))
    for (ward, step), held in groupby(ordered, key=lambda pair: (pair[0].ward, pair[1])):
        cells = [one.cell for one, _step in held]
        squares = [(grid_reference(one.easting, one.northing), format_decimal(one.n_incidents)) for one in cells]
        yield Row(ward, parts[step], tuple(squares))


def _middle(one: layers.NamedSquare) -> tuple[float, float]:
    return one.cell.easting + CELL_M / 2, one.cell.northing + CELL_M / 2


def _parts() -> dict[int, str]:
    """What each depth means: no places in an order, only parts of the area."""
    share = format_percent(AREA_SHARE)
    return {
        5: _("the %(share)s of the area where most is expected", share=share),
        4: _("the second %(share)s", share=share),
        3: _("the third %(share)s", share=share),
        2: _("the fourth %(share)s", share=share),
        1: _("the fifth %(share)s", share=share),
    }
