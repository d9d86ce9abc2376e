"""A list too long for one answer is made by a worker. The app that has one says so at start; the core has none."""

from collections.abc import Callable
from dataclasses import dataclass

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.web.eksport import Format


@dataclass(frozen=True)
class Listebestilling:
    """`adresse` is the list with its filters: the worker asks it again, with the rights that the user has then."""

    bruker: Bruker
    kommune: Kommune | None
    navn: str
    adresse: str
    format: Format
    rader: int


_bestill: list[Callable[[Listebestilling], str]] = []


def registrer(bestill: Callable[[Listebestilling], str]) -> None:
    """`bestill` orders the file, and gives the address of the page that says how far it has come."""
    _bestill[:] = [bestill]


def bestill(bestilling: Listebestilling) -> str:
    return _bestill[0](bestilling)
