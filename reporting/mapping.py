"""Finished values -> a folium map as safe html and script. The only file that imports folium.

folium puts the texts it is given into JavaScript and html as they are. It is therefore given no text at all except as
JSON data, which the page writes with ``textContent``; the rest is integers and geometry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

MAP_ID = "map"
LINE = "#76655b"
SQUARE_LINE = "#2a2320"
CIRCLE_LINE, CIRCLE_WEIGHT = "#7a0c2e", 4.0
CROWDED = 30  # more squares than this hide each other's numbers until the map is near
NEAR_ZOOM = 15
FILLS = ("#ffffff", "#f4e4d7", "#e3c4ad", "#c08a68", "#8c4a26", "#45200d")


@dataclass(frozen=True)
class Area:
    """One shape to draw.

    geometry  GeoJSON geometry, longitude and latitude; at: latitude and longitude of its number
    number    what is written on it; step: depth of its shade, 0 (none) to 5
    text      what a pointer over it reads: plain text, never marked up
    """

    geometry: dict[str, Any]
    at: tuple[float, float]
    number: int
    text: str
    step: int = 0


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


def ward_map(
    wards: Sequence[Area],
    squares: Sequence[Area],
    circles: Sequence[Area] = (),
    *,
    bounds: tuple[float, float, float, float],
    words: Words,
) -> MapPieces:
    """Shaded wards, outlined squares and the circles of clusters over no background.

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
    layers = [
        folium.GeoJson(_features(wards), style_function=_ward_style).add_to(drawn),
        folium.GeoJson(_features(squares), style_function=_square_style(weight=square_weight(len(squares)))).add_to(
            drawn
        ),
        folium.GeoJson(_features(circles), style_function=_circle_style).add_to(drawn),
    ]
    folium.FitBounds([(south, west), (north, east)], padding=(8, 8)).add_to(drawn)
    _manners(layers, wards, squares, circles, words).add_to(drawn)
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
                "properties": {"text": area.text, "step": area.step},
                "geometry": area.geometry,
            }
            for number, area in enumerate(areas)
        ],
    }


def _ward_style(feature: dict[str, Any]) -> dict[str, Any]:
    step = feature["properties"]["step"]
    return {"fillColor": FILLS[step], "fillOpacity": 1, "color": LINE, "weight": 1}


def _square_style(*, weight: float) -> Callable[[dict[str, Any]], dict[str, Any]]:
    style = {
        "fill": True,
        "fillColor": "#ffffff",
        "fillOpacity": 0.25,
        "color": SQUARE_LINE,
        "weight": weight,
        "dashArray": "6 4",
    }
    return lambda _feature: style


def _circle_style(_feature: dict[str, Any]) -> dict[str, Any]:
    return {"fill": False, "color": CIRCLE_LINE, "weight": CIRCLE_WEIGHT}


def _manners(
    layers: Sequence[Any], wards: Sequence[Area], squares: Sequence[Area], circles: Sequence[Area], words: Words
) -> Any:
    """What folium cannot say safely: numbers, texts under the pointer and the controls' words, all as text."""
    from branca.element import MacroElement
    from folium.template import Template

    class Manners(MacroElement):
        _template = Template(
            """
            {% macro script(this, kwargs) %}
            {% for name in this.layers %}
            {{ name }}.eachLayer(function (shape) {
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
            L.control.zoom({zoomInTitle: {{ this.words.zoom_in|tojson }}, zoomOutTitle: {{ this.words.zoom_out|tojson }}})
                .addTo({{ this.map_id }});
            {% if this.is_crowded %}
            var nearness = function () {
                {{ this.map_id }}.getContainer().classList.toggle('map-far', {{ this.map_id }}.getZoom() < {{ this.near_zoom }});
            };
            {{ this.map_id }}.on('zoomend', nearness);
            nearness();
            {% endif %}
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
            self.is_crowded, self.near_zoom = len(squares) > CROWDED, NEAR_ZOOM
            kinds = (("ward", wards), ("square", squares), ("circle", circles))
            self.numbers = [(*area.at, area.number, kind) for kind, areas in kinds for area in areas]

    return Manners()


def _once_leaflet_is_there(script: str) -> str:
    """Where Leaflet did not arrive, the drawing that stands in the page stays."""
    return f"if (window.L) {{\ndocument.getElementById('{MAP_ID}').closest('.map').classList.add('map--live');\n{script}\n}}"
