"""Sixteen at once on real commits, and what must hold whatever came of it (S-09)."""

import threading
from collections import Counter
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from django.db import close_old_connections, connections

from bosetting import invarianter
from imdinett.kjerne.feil import Domenefeil
from tests.regnskap import meld

SAMTIDIGE = 16
VENT = 60


def samtidig(record_property: Any, *oppgaver: Callable[[], object]) -> Counter[str]:
    """Start all at one signal, each on a connection of its own and with the test's clock. Counts what came of each:
    «ok» or the code of the refusal. Afterwards B-028, B-031, B-032, B-036 and the rest hold for every row."""
    utfall: Counter[str] = Counter()
    start, laas = threading.Barrier(len(oppgaver)), threading.Lock()

    def kjor(oppgave: Callable[[], object]) -> None:
        try:
            # What takes longest is to get a connection: with that done, they are really at it together. The last in the
            # queue waits for all the others, on a busy machine longer than a page may.
            for grense in ("lock_timeout", "statement_timeout"):
                connections["default"].cursor().execute(f"set {grense} = '{VENT}s'")
            start.wait(VENT)
            oppgave()
            svar = "ok"
        except Domenefeil as feil:
            svar = feil.kode
        except Exception as feil:
            svar = f"FEIL {type(feil).__name__}: {feil}"
        finally:
            connections.close_all()
        with laas:
            utfall[svar] += 1

    traader = [threading.Thread(target=copy_context().run, args=(kjor, oppgave)) for oppgave in oppgaver]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join(VENT)
    close_old_connections()
    brudd = invarianter.brudd()
    print(f"\nS-09 {sum(utfall.values())} forsøk: {dict(utfall)}")
    meld(record_property, "S-09", forsøk=sum(utfall.values()), brudd=len(brudd))
    assert sum(utfall.values()) == len(oppgaver)
    assert not [kode for kode in utfall if kode.startswith("FEIL")]
    assert brudd == []
    return utfall
