"""The top menu. Apps register their entries at start; a user sees what the roles give (B-007)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from imdinett.kommune.models import Kommune

    Venter = Callable[[tilgang.Hvem, Kommune | None], QuerySet[Any]]
    Uleste = Callable[[tilgang.Hvem], QuerySet[Any]]


@dataclass(frozen=True)
class Menypunkt:
    """`rettigheter`: any of them shows the entry; empty shows it to everybody who is in. `venter`: what is counted."""

    tekst: Promise
    url_name: str
    rettigheter: frozenset[Rettighet]
    plass: int
    venter: "Venter | None" = None


_punkter: list[Menypunkt] = []
_varsler: "list[tuple[str, Uleste]]" = []


def registrer(*punkter: Menypunkt) -> None:
    _punkter.extend(punkter)
    _punkter.sort(key=lambda punkt: punkt.plass)


def registrer_varsler(url_name: str, uleste: "Uleste") -> None:
    """The user's own notices beside the name: where they are, and which are unread."""
    _varsler[:] = [(url_name, uleste)]


def varsler() -> str:
    """The url name of the page with the notices, or an empty string."""
    return next((navn for navn, _uleste in _varsler), "")


def telles(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> "dict[str, QuerySet[Any]]":
    """What is counted beside the entries that the user sees and beside the name, by url name."""
    ut = {punkt.url_name: punkt.venter(bruker, kommune) for punkt in for_bruker(bruker) if punkt.venter}
    return ut | {navn: uleste(bruker) for navn, uleste in _varsler}


def for_bruker(bruker: "tilgang.Hvem") -> list[Menypunkt]:
    return [
        punkt
        for punkt in _punkter
        if not punkt.rettigheter or any(tilgang.har(bruker, rettighet) for rettighet in punkt.rettigheter)
    ]
