"""Finished values -> a folium map as safe html and script. The only file that imports folium.

folium puts the texts it is given into JavaScript and html as they are. It is therefore given no text at all except as
JSON data, which the page writes with ``textContent``; the rest is integers and geometry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

MAP_ID = "map"
LINE = "#76655b"
SQUARE_LINE = "#2a2320"
CIRCLE_LINE, CIRCLE_WEIGHT = "#7a0c2e", 4.0
FRINGE_WEIGHT, FRINGE_DASHES = 1.0, "2 5"
STRONG_WEIGHT = 4.0
ZONE_WEIGHT, ZONE_DASHES = 3.0, "12 7"
CROWDED = 30  # more squares than this hide each other's numbers until the map is near
NEAR_ZOOM = 15
FILLS = ("#ffffff", "#f4e4d7", "#e3c4ad", "#c08a68", "#8c4a26", "#45200d")

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Area:
    """One shape to draw.

    geometry  GeoJSON geometry, longitude and latitude; at: latitude and longitude of its number
    number    what is written on it, None: nothing; step: depth of its shade, 0 (none) to 5
    text      what a pointer over it reads: plain text, never marked up
    is_strong a square with a thick unbroken line, a circle with a dark broken one; is_fringe: how far off a circle may lie, a thin line without a number
    """

    geometry: dict[str, Any]
    at: tuple[float, float]
    number: int | str | None
    text: str
    step: int = 0
    is_strong: bool = False
    is_fringe: bool = False


@dataclass(frozen=True)
class Sign:
    """A small mark told apart by its shape and its text.

    at      latitude and longitude; point_m: the same place in metres (EPSG:27700)
    kind    "estate", "calm", "uneasy" or "serious"; text: what is written in it; title: what a pointer over it reads
    """

    at: tuple[float, float]
    point_m: tuple[float, float]
    kind: str
    text: str
    title: str


@dataclass(frozen=True)
class Overlay:
    """A picture under the lines of the map.

    url        the picture itself, as a data URL; size: its columns and rows
    bounds     west, south, east, north in degrees
    corners_m  its upper left, upper right and lower left corner, metres (EPSG:27700)
    """

    url: str
    size: tuple[int, int]
    bounds: tuple[float, float, float, float]
    corners_m: Corners


@dataclass(frozen=True)
class Words:
    """The map's own words, in the language of the page."""

    label: str
    zoom_in: str
    zoom_out: str


@dataclass(frozen=True)
class MapPieces:
    """html for the page, script for one ``<script nonce>`` after leaflet.js; nothing else is needed."""

    html: Markup
    script: Markup


def picture_url(pixels: NDArray[np.uint8]) -> str:
    """A picture, (rows, columns, 4) of red, green, blue and opacity from the upper left on, as a data URL."""
    from branca.utilities import image_to_url  # with folium, see below

    return image_to_url(pixels)


def ward_map(
    wards: Sequence[Area],
    squares: Sequence[Area],
    circles: Sequence[Area] = (),
    *,
    signs: Sequence[Sign] = (),
    overlay: Overlay | None = None,
    bounds: tuple[float, float, float, float],
    words: Words,
) -> MapPieces:
    """Shaded wards or a picture under them, outlined squares, the circles of clusters and signs, over no background.

    bounds  west, south, east, north in degrees, all of which is in view at first
    """
    # Imported here: folium takes over half a second, which pages without a map should not wait for.
    import folium
    from branca.element import Figure

    class PlainMap(folium.Map):
        """folium's map without its scripts and styles from elsewhere: the page brings Leaflet itself."""

        default_js: list[tuple[str, str]] = []
        default_css: list[tuple[str, str]] = []

        def get_name(self) -> str:
            return MAP_ID

    west, south, east, north = bounds
    drawn = PlainMap(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        zoom_control=False,
        scroll_wheel_zoom=False,
        zoom_snap=0.25,
    )
    drawn.options.update(min_zoom=9, max_zoom=18)  # without tiles, folium drops them
    if overlay is not None:
        edges = [overlay.bounds[1::-1], overlay.bounds[:1:-1]]
        folium.raster_layers.ImageOverlay(overlay.url, bounds=edges, pixelated=False).add_to(drawn)
    ward_style = _ward_style if overlay is None else _bare_ward_style
    layers = [
        folium.GeoJson(_features(wards), style_function=ward_style).add_to(drawn),
        folium.GeoJson(_features(squares), style_function=_square_style(weight=square_weight(len(squares)))).add_to(
            drawn
        ),
        folium.GeoJson(_features(circles), style_function=_circle_style).add_to(drawn),
    ]
    folium.FitBounds([(south, west), (north, east)], padding=(8, 8)).add_to(drawn)
    numbered = {"ward": wards, "square": squares, "circle": circles}
    _manners(layers, numbered, signs, words).add_to(drawn)
    figure = drawn.get_root()
    assert isinstance(figure, Figure)
    for child in figure._children.values():
        child.render()
    script = figure.script.render()
    if "</" in script:
        raise ValueError("a map's script must not be able to end itself")
    # Everything in it was made here or written as JSON by Jinja's tojson, which leaves no <, >, & or '.
    return MapPieces(html=Markup(figure.html.render()), script=Markup(_once_leaflet_is_there(script)))  # noqa: S704


def square_weight(n_squares: int) -> float:
    """How thick the line around each of so many squares is, pixels."""
    return 1.0 if n_squares > CROWDED else 2.5


def _features(areas: Sequence[Area]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": number,
                "properties": {"text": area.text, "step": area.step, **_manner(area)},
                "geometry": area.geometry,
            }
            for number, area in enumerate(areas)
        ],
    }


def _manner(area: Area) -> dict[str, bool]:
    return {**({"strong": True} if area.is_strong else {}), **({"fringe": True} if area.is_fringe else {})}


def _ward_style(feature: dict[str, Any]) -> dict[str, Any]:
    step = feature["properties"]["step"]
    return {"fillColor": FILLS[step], "fillOpacity": 1, "color": LINE, "weight": 1}


def _bare_ward_style(_feature: dict[str, Any]) -> dict[str, Any]:
    return {"fillColor": FILLS[0], "fillOpacity": 0, "color": LINE, "weight": 1}


def _square_style(*, weight: float) -> Callable[[dict[str, Any]], dict[str, Any]]:
    style = {
        "fill": True,
        "fillColor": "#ffffff",
        "fillOpacity": 0.25,
        "color": SQUARE_LINE,
        "weight": weight,
        "dashArray": "6 4",
    }
    strong = {**style, "weight": STRONG_WEIGHT, "dashArray": None}
    return lambda feature: strong if "strong" in feature["properties"] else style


def _circle_style(feature: dict[str, Any]) -> dict[str, Any]:
    if "fringe" in feature["properties"]:
        return {"fill": False, "color": CIRCLE_LINE, "weight": FRINGE_WEIGHT, "dashArray": FRINGE_DASHES}
    if "strong" in feature["properties"]:
        return {"fill": False, "color": SQUARE_LINE, "weight": ZONE_WEIGHT, "dashArray": ZONE_DASHES}
    return {"fill": False, "color": CIRCLE_LINE, "weight": CIRCLE_WEIGHT}


def _manners(layers: Sequence[Any], numbered: Mapping[str, Sequence[Area]], signs: Sequence[Sign], words: Words) -> Any:
    """What folium cannot say safely: numbers, texts under the pointer and the controls' words, all as text."""
    from branca.element import MacroElement
    from folium.template import Template

    class Manners(MacroElement):
        _template = Template(
            """
            {% macro script(this, kwargs) %}
            {% for name in this.layers %}
            {{ name }}.eachLayer(function (shape) {
                shape.getElement().setAttribute('role', 'img');
                shape.getElement().setAttribute('aria-label', shape.feature.properties.text);
                shape.bindTooltip(function (at) {
                    var text = document.createElement('span');
                    text.textContent = at.feature.properties.text;
                    return text;
                }, {sticky: true, direction: 'top'});
            });
            {% endfor %}
            {{ this.numbers|tojson }}.forEach(function (one) {
                var text = document.createElement('span');
                text.textContent = one[2];
                L.marker([one[0], one[1]], {
                    icon: L.divIcon({html: text, className: 'map-number map-number--' + one[3], iconSize: [44, 24]}),
                    interactive: false,
                    keyboard: false
                }).addTo({{ this.map_id }});
            });
            {{ this.signs|tojson }}.forEach(function (one) {
                var text = document.createElement('span');
                text.textContent = one[2];
                L.marker([one[0], one[1]], {
                    icon: L.divIcon({html: text, className: 'map-sign map-sign--' + one[3], iconSize: [34, 34], iconAnchor: [17, one[3] === 'estate' ? 17 : 46]}),
                    keyboard: false
                }).bindTooltip(function () {
                    var title = document.createElement('span');
                    title.textContent = one[4];
                    return title;
                }, {direction: 'top'}).addTo({{ this.map_id }});
            });
            L.control.zoom({zoomInTitle: {{ this.words.zoom_in|tojson }}, zoomOutTitle: {{ this.words.zoom_out|tojson }}})
                .addTo({{ this.map_id }});
            var nearness = function () {
                var far = {{ this.map_id }}.getZoom() < {{ this.near_zoom }};
                {{ this.map_id }}.getContainer().classList.toggle('map-far', far);
                {{ this.map_id }}.getContainer().classList.toggle('map-crowded', far && {{ this.is_crowded|tojson }});
            };
            {{ this.map_id }}.on('zoomend', nearness);
            nearness();
            {{ this.map_id }}.attributionControl.setPrefix('Leaflet');
            {{ this.map_id }}.getPane('markerPane').setAttribute('aria-hidden', 'true');
            {{ this.map_id }}.getContainer().setAttribute('role', 'region');
            {{ this.map_id }}.getContainer().setAttribute('aria-label', {{ this.words.label|tojson }});
            {% endmacro %}
            """
        )

        def __init__(self) -> None:
            super().__init__()
            self._name = "Manners"
            self.map_id = MAP_ID
            self.layers = [layer.get_name() for layer in layers]
            self.words = words
            self.is_crowded, self.near_zoom = len(numbered["square"]) > CROWDED, NEAR_ZOOM
            self.numbers = [
                (*area.at, area.number, kind)
                for kind, areas in numbered.items()
                for area in areas
                if area.number is not None
            ]
            self.signs = [(*sign.at, sign.text, sign.kind, sign.title) for sign in signs]

    return Manners()


def _once_leaflet_is_there(script: str) -> str:
    """Where Leaflet did not arrive, the drawing that stands in the page stays."""
    return f"if (window.L) {{\ndocument.getElementById('{MAP_ID}').closest('.map').classList.add('map--live');\n{script}\n}}"
