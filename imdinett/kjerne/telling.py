"""Several counts in one query, for pages that tell how much there is of many things."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Value


def antall(utvalg: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows there are in each, whatever models they are of. One query."""
    if not utvalg:
        return []
    forste, *andre = (
        rader.order_by().values(nr=Value(nr)).annotate(antall=Count("pk")) for nr, rader in enumerate(utvalg)
    )
    funnet = {rad["nr"]: rad["antall"] for rad in forste.union(*andre, all=True)}
    return [funnet.get(nr, 0) for nr in range(len(utvalg))]
