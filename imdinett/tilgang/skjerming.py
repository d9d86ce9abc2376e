"""Rows of the core that tell of something a user may not know exists (security.md §5).

The core knows no persons: the apps say, per kind of object, which ones are hidden from whom.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

    Skjulte = Callable[[tilgang.Hvem], QuerySet[Any]]

PERSON = "person"
T = TypeVar("T", bound=QuerySet[Any])
_skjulte: dict[str, "Skjulte"] = {}


def registrer(gjelder_type: str, skjulte: "Skjulte") -> None:
    """`skjulte(bruker)` gives the objects of this kind that do not exist for the user."""
    _skjulte[gjelder_type] = skjulte


def skjulte_personer(bruker: "tilgang.Hvem") -> QuerySet[Any]:
    return _skjulte[PERSON](bruker)


def uten_skjulte(qs: T, bruker: "tilgang.Hvem", *, typer: Collection[str] | None = None) -> T:
    """Without the rows on a hidden object. For rows that name it by `gjelder_type` and `gjelder_id`.

    `typer`: all the rows are on objects of these kinds, and no other needs to be asked about.
    """
    for gjelder_type, skjulte in _skjulte.items():
        if typer is not None and gjelder_type not in typer:
            continue
        nokler = skjulte(bruker).order_by().annotate(_nokkel=Cast("pk", CharField())).values("_nokkel")
        qs = qs.exclude(gjelder_type=gjelder_type, gjelder_id__in=nokler)
    return qs


def uten_skjermede(qs: T) -> T:
    """Without the rows on a protected person, whoever asks: what is taken out of here can be passed on (B-095)."""
    return uten_skjulte(qs, AnonymousUser())
