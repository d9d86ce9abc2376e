"""ui.md 5.7: the score of a kommune for a household, part by part."""

from datetime import date, datetime

import pytest

from bosetting.fordeling import rules
from bosetting.fordeling.rules import Husstandsbilde, Kommunebilde, Matchdel
from imdinett.kjerne import klokke

VEKTER = {
    "tilknytning": 25,
    "ledig": 25,
    "meldt": 20,
    "bolig": 15,
    "behov": 10,
    "onske": 5,
    "utdanning": 10,
    "arbeid": 5,
    "helse": 5,
}
# Parts of the kommune's own profile (W-18): test_profil.
UTEN_PROFIL = {"utdanning": None, "arbeid": None, "helse": None}
ALT = Husstandsbilde(
    personer=3,
    enslige_mindrearige=2,
    trenger_tilrettelegging=True,
    trenger_helsetjenester=True,
    onsker=frozenset({"familier"}),
    har_tilknytning=True,
)


def poeng(kommune: Kommunebilde, husstand: Husstandsbilde) -> dict[str, int | None]:
    return {en.kode: en.poeng for en in rules.matching(kommune, husstand, VEKTER).deler}


def test_the_best_kommune_has_every_point() -> None:
    kommune = Kommunebilde(
        ledig=40,
        plasser=40,
        meldt=3,
        boliger=2,
        em_kapasitet=2,
        kan_tilrettelegge=True,
        kan_helsetjenester=True,
        onsker=frozenset({"familier", "em"}),
        er_tilknyttet=True,
    )

    svar = rules.matching(kommune, ALT, VEKTER)

    assert svar.deler == tuple(
        Matchdel(kode, None if kode in UTEN_PROFIL else vekt, vekt) for kode, vekt in VEKTER.items()
    )
    assert (svar.poeng, svar.av) == (100, 100)


def test_one_that_has_reported_nothing_has_none_of_its_points() -> None:
    svar = rules.matching(Kommunebilde(ledig=0, plasser=0), ALT, VEKTER)

    assert [en.poeng for en in svar.deler if en.kode not in UTEN_PROFIL] == [0, 0, 0, 0, 0, 0]
    assert (svar.poeng, svar.av) == (0, 100)


def test_a_part_that_says_nothing_about_the_household_counts_on_neither_side() -> None:
    """A couple without children, needs or family: nothing to be tied to, no need, and no group to wish for."""
    svar = rules.matching(Kommunebilde(ledig=10, plasser=40, boliger=1), Husstandsbilde(personer=2), VEKTER)

    assert {en.kode: en.poeng for en in svar.deler} == {
        "tilknytning": None,
        "ledig": 6,
        "meldt": 0,
        "bolig": 15,
        "behov": None,
        "onske": None,
        **UTEN_PROFIL,
    }
    assert (svar.poeng, svar.av) == (21, 60)


@pytest.mark.parametrize(
    ("ledig", "plasser", "vist"),
    [(40, 40, 25), (20, 40, 13), (19, 40, 12), (1, 40, 1), (0, 40, 0), (-3, 40, 0), (45, 40, 25), (5, 0, 0)],
)
def test_b028_free_places_are_weighed_as_a_share_of_those_decided(ledig, plasser, vist) -> None:
    """B-028: half a point goes up; more used than decided is none."""
    assert poeng(Kommunebilde(ledig=ledig, plasser=plasser), Husstandsbilde(personer=1))["ledig"] == vist


@pytest.mark.parametrize(("meldt", "vist"), [(0, 0), (1, 7), (2, 13), (3, 20), (9, 20)])
def test_b081_what_is_reported_is_weighed_against_the_size_of_the_household(meldt, vist) -> None:
    """B-081, B-083: guiding, so a kommune without it only has fewer points."""
    assert poeng(Kommunebilde(ledig=1, plasser=1, meldt=meldt), Husstandsbilde(personer=3))["meldt"] == vist


@pytest.mark.parametrize(
    ("kommune", "husstand", "vist"),
    [
        ({}, {}, None),
        ({"em_kapasitet": 1}, {"enslige_mindrearige": 2}, 5),
        ({"em_kapasitet": 5}, {"enslige_mindrearige": 2}, 10),
        ({"kan_tilrettelegge": True}, {"trenger_tilrettelegging": True}, 10),
        ({"kan_tilrettelegge": True}, {"trenger_tilrettelegging": True, "trenger_helsetjenester": True}, 5),
        ({"kan_helsetjenester": True}, {"trenger_tilrettelegging": True}, 0),
        (
            {"em_kapasitet": 1, "kan_helsetjenester": True},
            {"enslige_mindrearige": 2, "trenger_helsetjenester": True},
            8,
        ),
    ],
)
def test_b086_needs_are_weighed_together(kommune, husstand, vist) -> None:
    """B-086, W-13: the mean of those that the household has."""
    bilde = Kommunebilde(ledig=1, plasser=1, **kommune)

    assert poeng(bilde, Husstandsbilde(personer=2, **husstand))["behov"] == vist


def test_w13_a_wish_about_another_group_gives_nothing() -> None:
    enslig = Husstandsbilde(personer=1, onsker=frozenset({"enslige"}))

    assert poeng(Kommunebilde(ledig=1, plasser=1, onsker=frozenset({"familier"})), enslig)["onske"] == 0
    assert poeng(Kommunebilde(ledig=1, plasser=1, onsker=frozenset({"enslige"})), enslig)["onske"] == 5


def test_the_weights_are_dated(settings) -> None:
    settings.MATCHING_VEKTER = {"ledig": ((date(2026, 1, 1), 40), (date(2027, 1, 1), 60))}

    assert [rules.matchvekter(date(aar, 6, 1)) for aar in (2025, 2026, 2027)] == [
        {"ledig": 40},
        {"ledig": 40},
        {"ledig": 60},
    ]


def test_the_weights_of_the_house_come_to_a_hundred_and_a_profile_gives_twenty_more() -> None:
    assert rules.matchvekter(date(2026, 12, 1)) == VEKTER
    assert sum(vekt for kode, vekt in VEKTER.items() if kode not in UTEN_PROFIL) == 100
    assert sum(VEKTER.values()) == 120


@pytest.mark.parametrize(
    ("plassaar", "fra", "til"),
    [(2026, (2026, 49), (2027, 7)), (2027, (2027, 1), (2027, 12))],
)
def test_the_weeks_that_are_weighed_run_from_this_one_or_from_the_year_of_the_places(plassaar, fra, til) -> None:
    """2026 has 53 weeks."""
    with klokke.flyttet_til(datetime(2026, 12, 2, 12, tzinfo=klokke.OSLO)):
        vindu = rules.matchuker(plassaar)

    assert (vindu.fra, vindu.til) == (fra, til)
