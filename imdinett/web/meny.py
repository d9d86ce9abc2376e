"""The top menu. Apps register their entries at start; a user sees what the roles give (B-007)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

    Teller = Callable[[tilgang.Hvem, Kommune | None], int]


@dataclass(frozen=True)
class Menypunkt:
    """`rettigheter`: any of them shows the entry; empty shows it to everybody who is in."""

    tekst: Promise
    url_name: str
    rettigheter: frozenset[Rettighet]
    plass: int
    teller: "Teller | None" = None


_punkter: list[Menypunkt] = []
_varsler: "list[tuple[str, Callable[[tilgang.Hvem], int]]]" = []


def registrer(*punkter: Menypunkt) -> None:
    _punkter.extend(punkter)
    _punkter.sort(key=lambda punkt: punkt.plass)


def registrer_varsler(url_name: str, uleste: "Callable[[tilgang.Hvem], int]") -> None:
    """The user's own notices beside the name: where they are, and how many are unread."""
    _varsler[:] = [(url_name, uleste)]


def varsler(bruker: "tilgang.Hvem") -> tuple[str, int]:
    """The page's url name (empty without notices) and the number that stands beside it."""
    return next(((navn, uleste(bruker)) for navn, uleste in _varsler), ("", 0))


def for_bruker(bruker: "tilgang.Hvem") -> list[Menypunkt]:
    return [
        punkt
        for punkt in _punkter
        if not punkt.rettigheter or any(tilgang.har(bruker, rettighet) for rettighet in punkt.rettigheter)
    ]
