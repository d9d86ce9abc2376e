"""Several counts in one query, for pages that tell how much there is of many things."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Value

from imdinett.kjerne.sporring import Sporring


def antall(utvalg: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows there are in each, whatever models they are of. One query."""
    return Telling(utvalg).antall()


class Telling:
    """The counts of the same querysets, to be asked again and again."""

    def __init__(self, utvalg: Sequence[QuerySet[Any]]) -> None:
        self._hvor_mange = len(utvalg)
        self._sporring = Sporring(lambda: _union(utvalg))

    def antall(self) -> list[int]:
        if not self._hvor_mange:
            return []
        funnet = dict(self._sporring.rader())
        return [funnet.get(nr, 0) for nr in range(self._hvor_mange)]


def _union(utvalg: Sequence[QuerySet[Any]]) -> QuerySet[Any, Any]:
    forste, *andre = (
        rader.order_by().values(nr=Value(nr)).annotate(antall=Count("pk")) for nr, rader in enumerate(utvalg)
    )
    return forste.union(*andre, all=True)
