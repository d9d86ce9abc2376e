"""Facts on the request in hand, for the logs. Empty in workers and commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Kall:
    request_id: str = ""
    ip: str | None = None
    kilde: str = "jobb"


_INGEN = Kall()
_kall: ContextVar[Kall] = ContextVar("kall", default=_INGEN)


def kall() -> Kall:
    return _kall.get()


@contextmanager
def med_kall(nytt: Kall) -> Iterator[None]:
    merke = _kall.set(nytt)
    try:
        yield
    finally:
        _kall.reset(merke)
