"""Waking the worker. What is not woken is found by a sweep: the row is the truth, the broker a doorbell."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

logg = logging.getLogger(__name__)
TIDSGRENSE = 2
KORT = {"socket_timeout": TIDSGRENSE, "socket_connect_timeout": TIDSGRENSE, "max_retries": 0}
PAUSE = 15.0
_stille_til = 0.0
_ingen_hjemme: ContextVar[bool] = ContextVar("ingen_hjemme", default=False)


def vekk_etter_commit(oppgave: str, ider: Sequence[int]) -> None:
    """Ask a worker to run the task for each id when the transaction has been committed."""
    if ider and not er_stille():
        transaction.on_commit(partial(vekk, oppgave, tuple(ider)), robust=True)


@contextmanager
def stille() -> Iterator[None]:
    """Ring for nobody: what is made before there is a worker is found by the sweeps."""
    merke = _ingen_hjemme.set(True)
    try:
        yield
    finally:
        _ingen_hjemme.reset(merke)


def er_stille() -> bool:
    return _ingen_hjemme.get()


def vekk(oppgave: str, ider: Sequence[int]) -> bool:
    """Send one message per id over a connection of its own; a broker that is down delays nobody twice.

    Says whether all of them were taken.
    """
    global _stille_til
    if time.monotonic() < _stille_til:
        return False
    try:
        with current_app.connection_for_write(connect_timeout=TIDSGRENSE, transport_options=KORT) as forbindelse:
            for pk in ider:
                current_app.send_task(oppgave, args=[pk], connection=forbindelse, retry=False)
    except (KombuError, RedisError, OSError) as feil:
        _stille_til = time.monotonic() + PAUSE
        logg.warning("Fikk ikke vekket %s, arbeidet blir funnet av feiingen: %s", oppgave, feil)
        return False
    return True
