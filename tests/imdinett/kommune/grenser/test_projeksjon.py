"""Values of PROJ 9 for EPSG:4326 to EPSG:25833."""

import pytest

from imdinett.kommune.grenser import projeksjon
from imdinett.kommune.grenser.projeksjon import Koordinater, Ramme


@pytest.mark.parametrize(
    ("lengde", "bredde", "ost", "nord"),
    [
        (10.75, 59.91, 262409.73, 6649017.75),
        (15.0, 65.0, 500000.00, 7208454.58),
        (4.5, 61.03, -65668.37, 6811662.82),
        (30.05, 69.73, 1076794.37, 7807336.53),
        (31.1, 70.37, 1097469.67, 7886843.26),
    ],
)
def test_utm33(lengde, bredde, ost, nord) -> None:
    assert projeksjon.utm33(lengde, bredde) == pytest.approx((ost, nord), abs=0.01)


@pytest.mark.parametrize(
    ("ramme", "ventet"),
    [
        (Ramme(4.0, 57.7, 31.8, 71.4), Koordinater.GRADER),
        (Ramme(-92_993, 6_423_481, 1_121_951, 7_955_681), Koordinater.UTM33),
        pytest.param(Ramme(229_753, 6_397_070, 1_335_984, 8_003_893), None, id="UTM 32"),
        pytest.param(Ramme(-725_644, 6_572_405, 679_543, 7_922_507), None, id="UTM 35"),
        pytest.param(Ramme(445_000, 7_900_000, 3_540_000, 11_500_000), None, id="web-mercator"),
        pytest.param(Ramme(57.7, 4.0, 71.4, 31.8), None, id="bredde før lengde"),
        pytest.param(Ramme(300_000, 6_500_000, 400_000, 6_700_000), None, id="en del av landet, i meter"),
        pytest.param(Ramme(0, 0, 1, 1), None, id="noe annet"),
    ],
)
def test_what_the_numbers_are_is_told_by_where_they_lie_or_not_at_all(ramme, ventet) -> None:
    assert projeksjon.gjenkjenn(ramme) == ventet


def test_a_point_is_in_the_same_place_of_the_map_whichever_way_it_was_written() -> None:
    i_grader = projeksjon.rute((10.75, 59.91), Koordinater.GRADER)

    assert i_grader == projeksjon.rute((262409.73, 6649017.75), Koordinater.UTM33) == (925, 2902)
