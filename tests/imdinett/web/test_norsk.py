from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from imdinett.web import norsk

MANDAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _nb():
    with translation.override("nb"):
        yield


def test_dates():
    assert (norsk.dato(MANDAG), norsk.kortdato(MANDAG), norsk.ukedag(MANDAG)) == (
        "23. november 2026",
        "23.11.2026",
        "mandag 23. november 2026",
    )


def test_weekday_in_nynorsk():
    with translation.override("nn"):
        assert norsk.ukedag(MANDAG) == "måndag 23. november 2026"


def test_times_are_norwegian_time():
    tid = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert (norsk.klokkeslett(tid), norsk.tidspunkt(tid)) == ("kl.\u00a000.30", "23. november 2026 kl.\u00a000.30")


@pytest.mark.parametrize(
    ("fra", "til", "tekst"),
    [
        (date(2027, 1, 18), date(2027, 1, 24), "18.–24. januar"),
        (date(2027, 1, 25), date(2027, 2, 6), "25. januar–6. februar"),
        (date(2026, 12, 28), date(2027, 1, 3), "28. desember 2026–3. januar 2027"),
    ],
)
def test_periods(fra, til, tekst):
    assert norsk.periode(fra, til) == tekst


@pytest.mark.parametrize(
    ("verdi", "tekst"),
    [(35000, "35\u00a0000"), (0, "0"), (-7, "\u22127"), (Decimal("1234.5"), "1\u00a0234,5"), (None, "Ikke registrert")],
)
def test_numbers(verdi, tekst):
    assert norsk.tall(verdi) == tekst


def test_missing_is_never_zero():
    """B-021"""
    assert norsk.tall(None) != norsk.tall(0)


def test_percent_and_money():
    assert (norsk.prosent(45.4), norsk.prosent(45.44, 1), norsk.kroner(135000)) == (
        "45\u00a0%",
        "45,4\u00a0%",
        "135\u00a0000 kroner",
    )


def test_duf_is_shown_in_three_parts():
    assert (norsk.duf("209912345608"), norsk.duf("2099")) == ("2099\u00a0123456\u00a008", "2099")


@pytest.mark.parametrize(
    ("siste", "tekst"),
    [
        (date(2026, 11, 23), "I dag"),
        (date(2026, 11, 22), "1 dag over fristen"),
        (date(2026, 11, 21), "2 dager over fristen"),
        (date(2026, 11, 24), "Om 1 dag, 24. november 2026"),
        (date(2026, 11, 28), "Om 5 dager, 28. november 2026"),
    ],
)
def test_deadline_in_words(siste, tekst):
    assert norsk.frist(siste, MANDAG) == tekst
