import json

import pytest

from imdinett.kommune.grenser import kartfil
from imdinett.kommune.grenser.kartfil import Kartfeil
from tests.imdinett.kommune.grenser.hjelp import Land, form

FIRKANT = [[5, 58], [6, 58], [6, 59], [5, 59], [5, 58]]
LAND = Land(["0301", "1101", "1103", "5601"], bolger=2)


def les(*former):
    return kartfil.les(json.dumps({"type": "FeatureCollection", "features": former}).encode())


def test_geojson() -> None:
    rader = kartfil.les(LAND.geojson())

    assert [(rad.plass, rad.nummer, rad.navn, rad.grunn) for rad in rader][:2] == [
        (1, "0301", "Prøve 0301", ""),
        (2, "1101", "Prøve 1101", ""),
    ]
    assert [list(rad.ringer[0]) for rad in rader] == [LAND.ring(n) for n in range(4)]


def test_topojson_gives_the_same_rings() -> None:
    fra_topo, fra_geo = kartfil.les(LAND.topojson()), kartfil.les(LAND.geojson())

    assert [rad.nummer for rad in fra_topo] == [rad.nummer for rad in fra_geo]
    for topo, geo in zip(fra_topo, fra_geo, strict=True):
        assert len(topo.ringer[0]) == len(geo.ringer[0])
        for a, b in zip(topo.ringer[0], geo.ringer[0], strict=True):
            assert a == pytest.approx(b, abs=1e-4)


def test_topojson_without_transform_has_points_as_they_are() -> None:
    ring = [[5, 58], [6, 58], [6, 59], [5, 58]]
    form = {"type": "MultiPolygon", "properties": {"kommunenummer": "1101"}, "arcs": [[[0]], [[~0]]]}
    fil = {"type": "Topology", "objects": {"a": {"geometries": [form]}}, "arcs": [ring]}

    rad = kartfil.les(json.dumps(fil).encode())[0]

    assert rad.ringer == (tuple(map(tuple, ring)), tuple(map(tuple, ring[::-1])))


def test_islands_and_holes_are_rings_too() -> None:
    rad = les(form("1101", {"type": "MultiPolygon", "coordinates": [[FIRKANT, FIRKANT[::-1]], [FIRKANT]]}))[0]

    assert len(rad.ringer) == 3


@pytest.mark.parametrize(
    ("verdi", "nummer"), [(301, "0301"), ("301", "0301"), (" 0301 ", "0301"), ("K-0301", "K-0301")]
)
def test_a_number_that_has_lost_its_zero_gets_it_back(verdi, nummer) -> None:
    assert les(form(verdi, {"type": "Polygon", "coordinates": [FIRKANT]}))[0].nummer == nummer


@pytest.mark.parametrize(
    ("rad", "grunn"),
    [
        (form("1101", None), "har ingen flate"),
        (form("1101", {"type": "Point", "coordinates": [5, 58]}), "har ingen flate"),
        (form("1101", {"type": "Polygon", "coordinates": []}), "har ingen flate"),
        (form("1101", {"type": "Polygon", "coordinates": [[[5, 58], [5, 58]]]}), "har ingen flate"),
        (form("1101", {"type": "Polygon"}), "flaten kan ikke leses"),
        (form("1101", {"type": "Polygon", "coordinates": [[[5]] * 4]}), "flaten kan ikke leses"),
        (form("1101", {"type": "Polygon", "coordinates": [[["x", "y"]] * 4]}), "flaten kan ikke leses"),
        (form("1101", {"type": "Polygon", "coordinates": [[[float("nan"), 58]] * 4]}), "flaten kan ikke leses"),
        (form("1101", []), "flaten kan ikke leses"),
        (form(None, None), "mangler kommunenummer"),
        ({"type": "Feature"}, "mangler kommunenummer"),
        (17, "mangler kommunenummer"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_stops_no_other(rad, grunn) -> None:
    rader = les(rad, form("1103", {"type": "Polygon", "coordinates": [FIRKANT]}))

    assert [(en.plass, en.grunn, len(en.ringer)) for en in rader] == [(1, grunn, 0), (2, "", 1)]


@pytest.mark.parametrize(
    "innhold",
    [b"", b"\xff\xfe\x00", b"kommunenummer;navn", b"[]", b'{"type": "Feature"}', b"[" * 100_000],
)
def test_a_file_of_another_kind_is_refused(innhold) -> None:
    with pytest.raises(Kartfeil):
        kartfil.les(innhold)


@pytest.mark.parametrize("arcs", [[[["x", 1]]], [[[1]]], [7]])
def test_topojson_with_lines_that_are_none_is_refused(arcs) -> None:
    with pytest.raises(Kartfeil):
        kartfil.les(json.dumps({"type": "Topology", "objects": {}, "arcs": arcs}).encode())


def test_topojson_that_points_at_a_line_that_is_not_there_is_a_row_that_says_so() -> None:
    form = {"type": "Polygon", "properties": {"kommunenummer": "1101"}, "arcs": [[9]]}
    fil = {"type": "Topology", "objects": {"a": {"geometries": [form]}}, "arcs": []}

    assert kartfil.les(json.dumps(fil).encode())[0].grunn == "flaten kan ikke leses"
