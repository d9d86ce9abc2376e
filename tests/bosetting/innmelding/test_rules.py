"""W-10: which home suits which household. B-084, B-086, B-087, B-098: what a report must hold."""

from datetime import UTC, date, datetime

import pytest

from bosetting.innmelding import rules
from bosetting.innmelding.rules import Behov, NyBestemtPerson, NyEmKapasitet, Tilbud
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


@pytest.mark.parametrize("duf", ["", "12345", "20991234560", "2099123456089", "abcdefghijkl", "189912345608", "²" * 12])
def test_b098_a_number_that_is_no_duf(duf) -> None:
    ny = NyBestemtPerson(duf_nummer=duf, navn="Nora", relasjon="familie", begrunnelse="Søsteren bor her")

    with pytest.raises(Domenefeil) as feil:
        rules.kontroller_person(ny)

    assert feil.value.kode == "b098_form"
