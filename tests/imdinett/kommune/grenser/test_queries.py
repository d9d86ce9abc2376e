from datetime import date

import pytest

from imdinett.kommune.grenser import queries
from imdinett.kommune.grenser.queries import grenser_paa
from imdinett.kommune.models import Kommunegrenser
from tests.factories.imdinett import KommuneFactory, KommunegrenserFactory, KommunenummerFactory

pytestmark = pytest.mark.django_db


def funnet(dag: date) -> int | None:
    sett = grenser_paa(dag)
    return sett.gyldig_fra.year if sett else None


@pytest.mark.parametrize("lastet", [False, True])
def test_a_page_after_the_first_asks_the_database_nothing(django_assert_num_queries, lastet) -> None:
    if lastet:
        KommunegrenserFactory()
    grenser_paa(date(2026, 1, 1))

    with django_assert_num_queries(0):
        assert (grenser_paa(date(2026, 1, 1)) is not None) == lastet


def test_another_process_sees_new_borders_within_a_minute(monkeypatch) -> None:
    naa = [1000.0]
    monkeypatch.setattr(queries, "monotonic", lambda: naa[0])
    assert funnet(date(2026, 1, 1)) is None
    KommunegrenserFactory(gyldig_fra=date(2024, 1, 1))
    assert funnet(date(2026, 1, 1)) is None

    naa[0] += queries.LESES_IGJEN_ETTER + 1

    assert funnet(date(2026, 1, 1)) == 2024


def test_borders_hold_as_long_as_the_numbers_do() -> None:
    """1507 became 1508 and 1580 in 2024: a map from 2026 is right back to then, and a new name changes nothing."""
    gammel, ny, naboen = (KommuneFactory(nummer=nummer, avtale=False) for nummer in ("1507", "1508", "1577"))
    KommunenummerFactory(kommune=gammel, gyldig_til=date(2024, 1, 1))
    KommunenummerFactory(kommune=ny, gyldig_fra=date(2024, 1, 1))
    KommunenummerFactory(kommune=naboen, navn="Før", gyldig_til=date(2025, 1, 1))
    KommunenummerFactory(kommune=naboen, navn="Etter", gyldig_fra=date(2025, 1, 1))
    KommunegrenserFactory(gyldig_fra=date(2026, 3, 1))

    assert [funnet(date(aar, 12, 31)) for aar in (2023, 2024, 2025, 2030)] == [None, 2026, 2026, 2026]


def test_of_two_maps_the_last_that_had_begun_is_shown() -> None:
    for aar in (2024, 2026):
        KommunegrenserFactory(gyldig_fra=date(aar, 1, 1))

    assert [funnet(date(aar, 12, 31)) for aar in (2020, 2024, 2025, 2026)] == [2024, 2024, 2024, 2026]


def test_forgetting_looks_again() -> None:
    KommunegrenserFactory()
    assert funnet(date(2026, 1, 1))
    Kommunegrenser.objects.all().delete()

    queries.glem()

    assert funnet(date(2026, 1, 1)) is None
