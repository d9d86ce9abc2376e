"""What is no longer kept (security.md §6 I): each app's `oppbevaring.py` is the table, here is what is done with it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

BUNKE = 5_000
logg = logging.getLogger(__name__)


@dataclass(frozen=True)
class Oppbevaring:
    """`antall` is how many have been kept long enough; `slett` takes them away and says how many.

    `modeller`: whose rows, or whose content, goes. `egen_jobb`: its package has a job of its own that does it too.
    """

    navn: str
    modeller: tuple[type[Model], ...]
    antall: Callable[[], int]
    slett: Callable[[], int]
    egen_jobb: bool = False


_klasser: list[Oppbevaring] = []


def registrer(*klasser: Oppbevaring) -> None:
    _klasser.extend(klasser)


def alle() -> tuple[Oppbevaring, ...]:
    return tuple(_klasser)


def slett_uten_egen_jobb() -> Iterator[tuple[str, int]]:
    """Those that nobody else deletes, with how many. One that fails is told of and keeps no other from going."""
    for klasse in _klasser:
        if not klasse.egen_jobb:
            try:
                yield klasse.navn, klasse.slett()
            except Exception:
                logg.exception("oppbevaring: %s ble ikke slettet", klasse.navn)


def slett_i_bunker(utlopte: Callable[[], QuerySet[Any]]) -> int:
    """Rows that nobody misses, some thousands at a time: one long statement would be stopped. How many."""
    antall = 0
    while ider := list(utlopte().order_by("pk").values_list("pk", flat=True)[:BUNKE]):
        with transaction.atomic():
            utlopte().model._default_manager.filter(pk__in=ider).delete()
        antall += len(ider)
    return antall
