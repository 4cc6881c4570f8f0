"""SaTScan's answers on leukaemia in upstate New York (Waller and Gotway 2004), from the files that came with them."""

import os
import re
from pathlib import Path

import numpy as np
import pytest

from reporting.hotspots.volume import circles, volume

TO_METRES = 1e5  # the files' degrees taken as if a plane, as SaTScan was told to


def projected(lat_lon):
    """The sphere's transverse Mercator, metres: the order of distances as on the globe."""
    lat, lon = np.radians(lat_lon).T
    lon = lon - lon.mean()
    return 6371009 * np.column_stack((np.arctanh(np.cos(lat) * np.sin(lon)), np.arctan2(np.tan(lat), np.cos(lon))))


RUNS = {
    "scan_test_ny_poisson_circular_cartesian.txt": (lambda degrees: degrees * TO_METRES, 0.5),
    "scan_test_ny_poisson_circular_cartesian_ubpop_10percent.txt": (lambda degrees: degrees * TO_METRES, 0.1),
    "scan_test_ny_poisson_circular_longlat.txt": (projected, 0.5),
}


@pytest.fixture(scope="module")
def leukaemia():
    """The folder, coordinates in degrees, cases and residents of 281 tracts."""
    folder = Path(os.environ.get("REAL_DATA", "")) / "scan" / "satscan_ny"
    if not os.environ.get("REAL_DATA") or not folder.is_dir():
        pytest.skip("REAL_DATA IS NOT SET: SaTScan's New York leukaemia (scan/satscan_ny) was NOT compared")
    degrees = np.loadtxt(folder / "satscan_ny_coords.txt", usecols=(1, 2))
    cases = np.loadtxt(folder / "satscan_ny_cases.txt", usecols=1, dtype=int)
    residents = np.loadtxt(folder / "satscan_ny_pop.txt", usecols=2)
    return folder, degrees, cases, residents


def answer(path):
    """Of each cluster SaTScan lists: tracts, cases, log likelihood ratio, p."""
    blocks = re.split(r"\n\d+\.Location IDs included\.:", path.read_text().split("PARAMETER SETTINGS")[0])[1:]
    return [
        (
            {int(tract) - 1 for tract in re.findall(r"\d+", re.split(r"\n  [A-Z]", block)[0])},
            int(re.search(r"Number of cases\.+: (\d+)", block)[1]),
            float(re.search(r"Log likelihood ratio\.+: ([\d.]+)", block)[1]),
            float(re.search(r"P-value\.+: ([\d.]+)", block)[1]),
        )
        for block in blocks
    ]


def every_circle(xy, residents, max_share):
    """Each place's distances to its neighbours as radii of its own: every circle that holds few enough residents."""
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    order = np.argsort(distance, axis=1)
    is_small = residents[order].cumsum(axis=1) <= max_share * residents.sum()
    return np.take_along_axis(distance, order, axis=1)[:, : is_small.sum(axis=1).max()]


def plain(leukaemia, name, *, replicates, seed=2018):
    _, degrees, cases, residents = leukaemia
    place, max_share = RUNS[name]
    xy = place(degrees)
    around = circles(xy, radii_m=every_circle(xy, residents, max_share))
    rule = {"min_incidents": 2, "scale": 0, "max_share": max_share}
    return volume(cases, residents, around=around, replicates=replicates, seed=seed, **rule)


@pytest.mark.parametrize("name", RUNS)
def test_satscan_s_clusters_are_found_in_satscan_s_order(leukaemia, name):
    listed = answer(leukaemia[0] / name)
    found = plain(leukaemia, name, replicates=0).zones[: len(listed)]
    assert len(listed) >= 6
    assert [zone.score**2 / 2 for zone in found] == pytest.approx([llr for _, _, llr, _ in listed], abs=5e-6)
    assert [(set(zone.places), zone.observed) for zone in found] == [(tracts, n) for tracts, n, _, _ in listed]


@pytest.mark.prove
@pytest.mark.parametrize("name", RUNS)
def test_p_is_satscan_s_within_what_its_999_replicates_can_tell(leukaemia, name):
    listed = answer(leukaemia[0] / name)
    found = plain(leukaemia, name, replicates=99_999).zones
    for zone, (_, _, _, p) in zip(found, listed, strict=False):
        assert abs(zone.p - p) <= 0.0005 + 3 * np.sqrt(p * (1 - p) / 999)
    assert found[0].p == pytest.approx(listed[0][3], abs=0.005)
