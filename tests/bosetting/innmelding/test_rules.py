"""W-10: which home suits which household. B-084, B-086, B-087, B-098: what a report must hold."""

from datetime import UTC, date, datetime

import pytest

from bosetting.innmelding import rules
from bosetting.innmelding.rules import Behov, NyBestemtPerson, NyEmKapasitet, NyePlasser, Tilbud
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil

MANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def tilbud(maks=3, ledig=date(2026, 12, 1), *passer: str) -> Tilbud:
    return Tilbud(maks, frozenset(passer or ("familie",)), ledig)


@pytest.mark.parametrize(
    ("bolig", "husstand", "passer"),
    [
        (tilbud(), Behov(3), True),
        (tilbud(), Behov(4), False),
        (tilbud(), Behov(1), False),
        (tilbud(1, date(2026, 12, 1), "enslig"), Behov(1), True),
        (tilbud(4, date(2026, 12, 1), "bofellesskap"), Behov(1), True),
        (tilbud(4, date(2026, 12, 1), "bofellesskap"), Behov(2), False),
        (tilbud(4, date(2026, 12, 1), "enslig", "bofellesskap", "familie"), Behov(1, er_em=True), False),
        (tilbud(4, date(2026, 12, 1), "em"), Behov(2, er_em=True), True),
        (tilbud(), Behov(2, siste_dag=date(2026, 12, 1)), True),
        (tilbud(), Behov(2, siste_dag=date(2026, 11, 30)), False),
    ],
)
def test_w10_what_fits(bolig, husstand, passer) -> None:
    assert rules.passer(bolig, husstand) is passer
    assert (rules.hindringer(bolig, husstand) == ()) is passer


def test_w10_each_thing_that_keeps_a_home_from_suiting_is_said() -> None:
    """W-10: IMDi reads why."""
    bolig = rules.Tilbud(1, frozenset({"em"}), date(2026, 12, 1))
    husstand = rules.Behov(3, siste_dag=date(2026, 11, 30))

    assert rules.hindringer(bolig, husstand) == (
        "for liten",
        "ikke meldt inn for slike husstander",
        "ikke ledig i tide",
    )


@pytest.mark.parametrize(
    ("felt", "kode", "hvor"),
    [
        ({"aldersgruppe": "under_15"}, "b087_bufetat", "aldersgruppe"),
        ({"uke": (2026, 47)}, "b084_uke_passert", "uke"),
        ({"uke": (2025, 52)}, "b084_uke_passert", "uke"),
        ({"antall": 0}, "antall_utenfor", "antall"),
    ],
)
def test_b084_b086_b087_capacity_that_cannot_be(felt, kode, hvor) -> None:
    """B-087: the refusal points to Bufetat."""
    ny = NyEmKapasitet(**{"antall": 1, "uke": (2026, 48), "aldersgruppe": "fra_15", **felt})

    with klokke.flyttet_til(MANDAG), pytest.raises(Domenefeil) as feil:
        rules.kontroller_em_kapasitet(ny)

    assert (feil.value.kode, feil.value.felt) == (kode, hvor)
    assert ("Bufetat" in str(feil.value)) is (kode == "b087_bufetat")


def test_b086_this_week_is_not_passed() -> None:
    with klokke.flyttet_til(MANDAG):
        rules.kontroller_em_kapasitet(NyEmKapasitet(antall=1, uke=(2026, 48), aldersgruppe="fra_15"))


@pytest.mark.parametrize(
    ("antall", "uke", "kode", "hvor"),
    [
        (0, (2026, 48), "b080_antall_utenfor", "maks_antall_personer"),
        (-1, (2026, 48), "b080_antall_utenfor", "maks_antall_personer"),
        (10**9, (2026, 48), "b080_antall_utenfor", "maks_antall_personer"),
        (1, (2026, 47), "b084_uke_passert", "uke"),
        (1, (2025, 52), "b084_uke_passert", "uke"),
        (1, (2026, 54), "uke_finnes_ikke", "uke"),
        (1, (2027, 53), "uke_finnes_ikke", "uke"),
        (1, (2027, 0), "uke_finnes_ikke", "uke"),
        (1, (2029, 1), "uke_for_langt_fram", "uke"),
        (1, (9999, 1), "uke_for_langt_fram", "uke"),
    ],
)
def test_b080_b084_places_that_cannot_be(antall, uke, kode, hvor) -> None:
    with klokke.flyttet_til(MANDAG), pytest.raises(Domenefeil) as feil:
        rules.kontroller_plasser(NyePlasser(maks_antall_personer=antall, uke=uke))

    assert (feil.value.kode, feil.value.felt) == (kode, hvor)


@pytest.mark.parametrize("uke", [(2026, 48), (2026, 53), (2027, 1), (2028, 52)])
def test_b084_this_week_and_the_53rd_of_2026_can_be_planned(uke) -> None:
    with klokke.flyttet_til(MANDAG):
        rules.kontroller_plasser(NyePlasser(maks_antall_personer=1, uke=uke))


def test_b084_new_years_day_2027_is_in_week_53_of_2026() -> None:
    with klokke.flyttet_til(datetime(2027, 1, 1, 12, 0, tzinfo=UTC)):
        assert list(rules.plan_aar()) == [2026, 2027, 2028]
        rules.kontroller_uke((2026, 53))
        with pytest.raises(Domenefeil, match="B-084"):
            rules.kontroller_uke((2026, 52))


@pytest.mark.parametrize("duf", ["", "12345", "20991234560", "2099123456089", "abcdefghijkl", "189912345608", "²" * 12])
def test_b098_a_number_that_is_no_duf(duf) -> None:
    ny = NyBestemtPerson(duf_nummer=duf, navn="Nora", relasjon="familie", begrunnelse="Søsteren bor her")

    with pytest.raises(Domenefeil) as feil:
        rules.kontroller_person(ny)

    assert feil.value.kode == "b098_form"
