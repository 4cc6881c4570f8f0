"""Imports go down, analysts read reports only through the hatches, and each risky library has one file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reporting"

FLOORS = [
    {"clock", "config", "crypto", "disclosure", "written"},
    {"database", "policy"},
    {"i18n", "throttle", "fields"},
    {"web", "documents", "mapping"},
    {"audit", "mail"},
    {"centres", "places", "signposts"},
    {"people"},
    {"reports"},
    {"hotspots", "responses"},
    {"tension", "portfolios"},
    {"summaries", "follow", "oversight"},
    {"maps", "digests"},
    {"site", "jobs", "demonstration", "instance", "serve", "worker", "migrations"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FIRST_ANALYST_FLOOR, LAST_ANALYST_FLOOR = 8, 11
HATCHES = {"figures", "shared", "vocabulary"}
ONLY_FIGURES = {"hotspots", "tension", "summaries"}
ONE_FILE = {
    "folium": "mapping.py",
    "cryptography": "crypto.py",
    "smtplib": "mail/delivery.py",
    "typst": "documents.py",
    "PIL": "reports/evidence/picture_child.py",
    "puremagic": "reports/evidence/sniffing.py",
}
PURE = [
    "disclosure.py", "reports/sharing.py", "reports/facts.py", "reports/references.py", "reports/steps/ward_image.py",
    "hotspots/scan.py", "hotspots/surface.py", "hotspots/cells.py", "hotspots/incidents.py", "hotspots/geometry.py",
    "hotspots/alarm.py", "hotspots/kernel.py", "hotspots/shuffles.py", "hotspots/draws.py", "hotspots/volume.py",
    "hotspots/standing_out.py", "hotspots/explored.py", "hotspots/near_repeat.py", "hotspots/repeat_places.py",
    "hotspots/sharing_out.py", "hotspots/dominance.py", "hotspots/surges.py", "hotspots/weekly/bands.py", "hotspots/weekly/episodes.py", "hotspots/squares.py",
    "hotspots/forecast.py", "hotspots/forecast_ground.py", "hotspots/hit_rate.py", "hotspots/comparison.py",
    "hotspots/foretold.py", "places/anchors.py", "places/grid.py",
    "places/overlaps.py", "summaries/monthly.py", "digests/compose.py", "people/training/readiness.py",
    "people/training/standing.py", "people/sessions/standing.py", "centres/life.py", "centres/opening.py",
    "centres/typed.py", "centres/verification.py", "signposts/choice.py", "signposts/typed.py", "signposts/verification.py", "site/standings.py",
    "audit/rows.py", "audit/verdict.py", "audit/anchors.py", "oversight/log.py", "oversight/unusual.py",
    "reports/conflicts/folding.py",
    "reports/conflicts/involvement.py",
    "reports/likeness/alike.py",
    "reports/risk.py", "reports/detector.py", "reports/handover.py", "reports/protection.py", "reports/kept.py", "reports/steps/told.py", "reports/steps/guard.py",
    "reports/evidence/sniffing.py", "reports/evidence/contents.py", "reports/evidence/filming.py",
    "tension/levels/level.py", "tension/observations/facts.py", "tension/returns/weeks.py",
    "maps/rates.py", "oversight/disparity/quarters.py", "oversight/disparity/compared.py",
]  # fmt: skip
IMPURE = {"flask", "flask_login", "sqlalchemy"}


def modules() -> Iterator[Path]:
    yield from sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Dotted names this file imports, with what is taken from a module appended."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(path: Path) -> Iterator[list[str]]:
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "reporting" and len(parts) > 1:
            yield parts[1:]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_itself_and_lower_floors(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    own = room_of(path)
    assert own in FLOOR_OF, f"{own} is on no floor"
    for parts in inside(path):
        other = parts[0]
        if other == own or other not in FLOOR_OF:
            continue
        if path.relative_to(PACKAGE).as_posix() == "migrations/env.py":
            continue
        assert FLOOR_OF[other] < FLOOR_OF[own] or own == other or {own, other} <= FLOORS[12], (
            f"{own} imports {'.'.join(parts)}"
        )
        if own in FLOORS[12] and other in FLOORS[12]:
            assert (own, other) in {("instance", "serve"), ("serve", "instance")}, f"{own} imports {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_analysts_see_reports_only_through_the_hatches(path: Path) -> None:
    own = room_of(path)
    if not FIRST_ANALYST_FLOOR <= FLOOR_OF.get(own, -1) <= LAST_ANALYST_FLOOR:
        return
    allowed = HATCHES - ({"shared"} if own in ONLY_FIGURES else set())
    for parts in inside(path):
        if parts[0] == "reports" and len(parts) > 1:
            assert parts[1] in allowed, f"{path.name} imports reports.{parts[1]}"


def test_what_centres_notice_is_told_without_looking_at_reports_or_hotspots() -> None:
    files = [path for path in modules() if room_of(path) == "tension"]
    assert len(files) > 10
    for path in files:
        for parts in inside(path):
            # Only what a level is gathered from has the early warning of the week, as it was kept.
            assert parts[0] != "hotspots" or (path.name == "gathered.py" and parts[1] == "weekly"), path
            assert parts[0] != "reports" or parts[1] in {"figures", "vocabulary"}, path


@pytest.mark.parametrize(("library", "home"), sorted(ONE_FILE.items()))
def test_a_risky_library_has_one_file(library: str, home: str) -> None:
    users = {
        p.relative_to(PACKAGE).as_posix() for p in modules() if any(n.split(".")[0] == library for n in imported(p))
    }
    assert users == {home}


def test_only_config_reads_the_environment() -> None:
    users = {
        p.name
        for p in modules()
        if "environ" in p.read_text() and ("os.environ" in p.read_text() or "getenv" in p.read_text())
    }
    assert users == {"config.py"}


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_know_neither_web_nor_database_nor_clock(name: str) -> None:
    names = set(imported(PACKAGE / name))
    assert not {n.split(".")[0] for n in names} & IMPURE
    assert not any(n.startswith(("reporting.clock", "reporting.database")) for n in names)


def test_every_room_has_a_sign_on_its_door() -> None:
    for folder in [p for p in PACKAGE.iterdir() if (p / "__init__.py").exists()]:
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text())), folder.name


def test_no_file_is_a_second_home_for_everything() -> None:
    forbidden = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py", "base.py", "service.py"}
    assert not {path.name for path in modules()} & forbidden
    long = {p.relative_to(PACKAGE).as_posix(): n for p in modules() if (n := len(p.read_text().splitlines())) > 300}
    assert set(long) <= {"reports/vocabulary.py", "reports/told_vocabulary.py"}, long


def test_routes_never_add_rows_and_templates_never_query() -> None:
    for path in PACKAGE.rglob("routes.py"):
        assert "session.add(" not in path.read_text(), path
    for path in PACKAGE.rglob("pages/*.html"):
        text = path.read_text()
        assert "|safe" not in text.replace(" ", ""), path
        assert "style=" not in text, path
        assert "<script>" not in text, path
