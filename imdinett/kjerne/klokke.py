"""The only place that tells the time. Dates and weeks are those of Norway."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
_flyttet: ContextVar[datetime | None] = ContextVar("flyttet_klokke", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _flyttet.get() or datetime.now(UTC)  # noqa: TID251


def dag(tid: datetime) -> date:
    """The calendar date in Norway at a moment."""
    return tid.astimezone(OSLO).date()


def today() -> date:
    """The calendar date in Norway."""
    return dag(now())


def slutten_av(dag: date) -> datetime:
    """A frist runs to 23.59.59 Norwegian time on its day."""
    return datetime.combine(dag, time(23, 59, 59), OSLO)


def starten_av(dag: date) -> datetime:
    """Midnight in Norway at the beginning of the day."""
    return datetime.combine(dag, time(0), OSLO)


def mandag(aar: int, uke: int) -> date:
    """Monday of an ISO week; ValueError when the year has no such week."""
    return date.fromisocalendar(aar, uke, 1)


def isouke(dag: date) -> tuple[int, int]:
    """(ISO year, ISO week) of a date."""
    iso = dag.isocalendar()
    return iso.year, iso.week


def uker_i(aar: int) -> int:
    """52 or 53: the ISO weeks of a year."""
    return date(aar, 12, 28).isocalendar().week


def arbeidsdager_etter(dag: date, antall: int) -> date:
    """The date that lies `antall` weekdays after `dag` (Saturday and Sunday not counted)."""
    while antall:
        dag += timedelta(days=1)
        antall -= dag.weekday() < 5
    return dag


def om_maaneder(dag: date, antall: int) -> date:
    """The same day so many months later, or the last of a month that is shorter."""
    aar, maaned = divmod(dag.month - 1 + antall, 12)
    siste = monthrange(dag.year + aar, maaned + 1)[1]
    return date(dag.year + aar, maaned + 1, min(dag.day, siste))


def fra_dato(rader: Iterable[tuple[date, int]], dag: date) -> int:
    """The value of a dated setting in force on a day; the first one before that."""
    gjeldende = [verdi for fra, verdi in rader if fra <= dag]
    return gjeldende[-1] if gjeldende else next(iter(rader))[1]


def om_dager(rader: Iterable[tuple[date, int]]) -> date:
    """The day so many days ahead as a dated setting, in days, says today."""
    return today() + timedelta(days=fra_dato(rader, today()))


@contextmanager
def flyttet_til(tid: datetime) -> Iterator[None]:
    """Run a block at another time: demo data is made by the services, in the past."""
    merke = _flyttet.set(tid.astimezone(UTC))
    try:
        yield
    finally:
        _flyttet.reset(merke)
