"""Several who do something at the same moment, on real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from django.db import connections

from imdinett.kjerne.feil import Domenefeil

VENT = 60


def samtidig(*handlinger: Callable[[], Any]) -> list[Any]:
    """Start all at one signal, each on a connection of its own and with the test's clock. What each gave, or the domain
    error it met, in the order they stand here."""
    start = Barrier(len(handlinger))

    def kjor(handling: Callable[[], Any]) -> Any:
        try:
            # What takes longest is to get a connection: with that done, they are really at it together. The last in the
            # queue waits for all the others, on a busy machine longer than a page may.
            for grense in ("lock_timeout", "statement_timeout"):
                connections["default"].cursor().execute(f"set {grense} = '{VENT}s'")
            start.wait(VENT)
            return handling()
        except Domenefeil as feil:
            return feil
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(handlinger)) as basseng:
        kjoringer = [basseng.submit(copy_context().run, kjor, handling) for handling in handlinger]
        return [kjoring.result(VENT) for kjoring in kjoringer]


def utfall(*handlinger: Callable[[], Any]) -> list[str]:
    """As `samtidig`: «ok» or the code of the refusal, of each."""
    return [svar.kode if isinstance(svar, Domenefeil) else "ok" for svar in samtidig(*handlinger)]
