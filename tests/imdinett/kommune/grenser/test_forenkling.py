import re
from itertools import pairwise
from random import Random

import pytest

from imdinett.kommune.grenser import forenkling
from imdinett.kommune.grenser.forenkling import omriss

KVADRAT = ((0, 0), (40, 0), (40, 40), (0, 40), (0, 0))
HULL = ((10, 10), (10, 30), (30, 30), (30, 10), (10, 10))


def hjorner(sti: str) -> list[set[tuple[int, int]]]:
    """The corners of each ring of a path."""
    ut = []
    for x, y, steg in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", sti):
        sted, egne = (int(x), int(y)), {(int(x), int(y))}
        tall = [int(n) for n in re.findall(r"-?\d+", steg)]
        for dx, dy in zip(tall[::2], tall[1::2], strict=True):
            sted = sted[0] + dx, sted[1] + dy
            egne.add(sted)
        ut.append(egne)
    return ut


@pytest.mark.parametrize("fro", range(40))
def test_a_line_keeps_its_ends_and_nothing_left_out_lies_far_from_it(fro) -> None:
    tilfeldig = Random(fro)
    bit = tuple((tilfeldig.randint(-50, 50), tilfeldig.randint(-50, 50)) for _nr in range(2 + fro))
    toleranse = tilfeldig.uniform(0.1, 20)

    kort = forenkling.simplify(bit, toleranse)

    deler = list(pairwise(kort))
    assert (kort[0], kort[-1]) == (bit[0], bit[-1])
    assert all(min(forenkling.distance(punkt, a, b) for a, b in deler) <= toleranse + 1e-9 for punkt in bit)


def test_a_path_is_steps_from_a_point() -> None:
    assert forenkling.path([((10, 20), (15, 17), (17, 25))]) == "M10 20l5-3 2 8z"


def test_a_hole_is_a_ring_of_its_own() -> None:
    ut, _toleranse = omriss({"1101": [KVADRAT, HULL]}, maks_byte=1000)

    assert hjorner(ut["1101"].sti) == [set(KVADRAT), set(HULL)]
    assert ut["1101"].plass[:4] == (0, 0, 40, 40)


def test_neighbours_keep_the_same_line_between_them() -> None:
    """The border is read downwards in the one and upwards in the other, and its ends are no corners of their own."""
    grense = tuple((100 + (17 * n * n) % 23, 10 * n) for n in range(1, 20))
    vest = ((0, 0), (100, 0), *grense, (100, 200), (0, 200), (0, 0))
    ost = ((100, 200), *grense[::-1], (100, 0), (200, 0), (200, 200), (100, 200))

    ut, toleranse = omriss({"1101": [vest], "1103": [ost]}, maks_byte=150)

    (venstre,), (hoyre,) = hjorner(ut["1101"].sti), hjorner(ut["1103"].sti)
    felles = venstre & set(grense)
    assert felles == hoyre & set(grense)
    assert 0 < len(felles) < len(grense)
    assert toleranse > forenkling.FORSTE_TOLERANSE


def test_an_enclave_fits_its_hole() -> None:
    ring = tuple((30 + (7 * n) % 5, 10 + n) for n in range(20)) + tuple((60 - (11 * n) % 7, 29 - n) for n in range(20))
    rundt = ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))

    ut, _toleranse = omriss({"1101": [rundt, ring], "1103": [ring[::-1]]}, maks_byte=200)

    assert hjorner(ut["1101"].sti)[1] == hjorner(ut["1103"].sti)[0]


def test_a_ring_that_stands_twice_is_no_hole_in_itself() -> None:
    ut, _toleranse = omriss({"1101": [KVADRAT, KVADRAT]}, maks_byte=1000)

    assert hjorner(ut["1101"].sti) == [set(KVADRAT)]


def test_islets_go_and_a_kommune_never_does() -> None:
    holme = ((60, 60), (61, 60), (61, 61), (60, 60))
    liten = ((90, 90), (90, 90), (90, 90), (90, 90))

    ut, _toleranse = omriss({"1101": [KVADRAT, holme], "1103": [liten]}, maks_byte=1000)

    assert hjorner(ut["1101"].sti) == [set(KVADRAT)]
    assert hjorner(ut["1103"].sti) == [{(90, 90), (91, 90), (91, 91), (90, 91)}]


@pytest.mark.parametrize("maks_byte", [2000, 300, 60])
def test_all_of_it_is_no_longer_than_it_may_be(maks_byte) -> None:
    def taggete(y: int) -> tuple[tuple[int, int], ...]:
        return (*((x, y + (x * 37 + y) % 19) for x in range(0, 300, 2)), (300, y + 90), (0, y + 90))

    ut, _toleranse = omriss({"1101": [taggete(0)], "1103": [taggete(99)]}, maks_byte=maks_byte)

    assert sum(len(en.sti) for en in ut.values()) <= maks_byte
    assert all(en.sti.startswith("M") for en in ut.values())


def test_the_number_stands_where_there_is_room_for_it() -> None:
    """In a horseshoe the middle of the box is outside of it."""
    hestesko = ((0, 0), (20, 0), (20, 40), (60, 40), (60, 0), (90, 0), (90, 90), (0, 90))

    assert forenkling.roomiest(hestesko) == (45, 65, 45, 25)
