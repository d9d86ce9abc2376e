from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine

from imdinett.kjerne import klokke


def test_now_is_aware_and_in_utc() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False):
        assert klokke.now() == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert klokke.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("tid", "dag"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_today_is_the_date_in_norway_winter_and_summer(tid, dag) -> None:
    with klokke.flyttet_til(tid):
        assert klokke.today() == dag


@pytest.mark.parametrize(
    ("dag", "slutt"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_frist_runs_to_the_end_of_its_day_in_norway_also_when_the_clocks_change(dag, slutt) -> None:
    assert klokke.slutten_av(dag) == slutt


@pytest.mark.parametrize(
    ("dag", "uke"),
    [
        (date(2027, 1, 1), (2026, 53)),
        (date(2027, 1, 4), (2027, 1)),
        (date(2024, 12, 30), (2025, 1)),
        (date(2026, 11, 23), (2026, 48)),
    ],
)
def test_the_iso_year_decides_the_week(dag, uke) -> None:
    assert klokke.isouke(dag) == uke


def test_mandag_is_the_first_day_and_a_week_that_is_not_there_is_an_error() -> None:
    assert klokke.mandag(2026, 53) == date(2026, 12, 28)
    with pytest.raises(ValueError, match="53"):
        klokke.mandag(2025, 53)


@pytest.mark.parametrize(("aar", "uker"), [(2020, 53), (2025, 52), (2026, 53), (2027, 52)])
def test_uker_i(aar, uker) -> None:
    assert klokke.uker_i(aar) == uker


@pytest.mark.parametrize(
    ("dag", "antall", "ut"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
    ],
)
def test_arbeidsdager_etter_skips_saturday_and_sunday(dag, antall, ut) -> None:
    assert klokke.arbeidsdager_etter(dag, antall) == ut


def test_flyttet_til_moves_the_clock_and_puts_it_back_also_after_an_error() -> None:
    da = datetime(2020, 2, 2, 12, 0, tzinfo=timezone(timedelta(hours=1)))

    def feiler() -> None:
        with klokke.flyttet_til(da):
            assert klokke.now() == datetime(2020, 2, 2, 11, 0, tzinfo=UTC)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        feiler()

    assert klokke.now().year > 2020
