"""The top menu. Apps register their entries at start; a user sees what the roles give (B-007)."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from imdinett.kjerne.telling import Telling
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from imdinett.kommune.models import Kommune

    Venter = Callable[[tilgang.Hvem, Kommune | None], QuerySet[Any]]
    Uleste = Callable[[tilgang.Hvem], QuerySet[Any]]


@dataclass(frozen=True)
class Menypunkt:
    """`rettigheter`: any of them shows the entry; empty shows it to everybody who is in.

    `venter`: what is counted, by the user's grants and the kommune and by nothing that passes, as the time does.
    """

    tekst: Promise
    url_name: str
    rettigheter: frozenset[Rettighet]
    plass: int
    venter: "Venter | None" = None


_punkter: list[Menypunkt] = []
_varsler: "list[tuple[str, Venter]]" = []
# The SQL that counts, never what it found. Forgotten when there are so many.
_tellinger: dict[Hashable, Telling] = {}
MAKS_TELLINGER = 200


def registrer(*punkter: Menypunkt) -> None:
    _punkter.extend(punkter)
    _punkter.sort(key=lambda punkt: punkt.plass)


def registrer_varsler(url_name: str, uleste: "Uleste") -> None:
    """The user's own notices beside the name: where they are, and which are unread."""
    _varsler[:] = [(url_name, lambda bruker, _kommune: uleste(bruker))]


def varsler() -> str:
    """The url name of the page with the notices, or an empty string."""
    return next((navn for navn, _uleste in _varsler), "")


def ventetall(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> dict[str, int]:
    """How much waits beside the entries that the user sees and beside the name, by url name. One query.

    Its SQL is written once for the user, the kommune and the grants: nothing else may decide what is counted.
    """
    telles = {punkt.url_name: punkt.venter for punkt in for_bruker(bruker) if punkt.venter} | dict(_varsler)
    nokkel = (bruker.pk, kommune and kommune.pk, tilgang.grunnlag(bruker).avtrykk, *telles.values())
    if nokkel not in _tellinger:
        if len(_tellinger) >= MAKS_TELLINGER:
            _tellinger.clear()
        _tellinger[nokkel] = Telling([venter(bruker, kommune) for venter in telles.values()])
    return dict(zip(telles, _tellinger[nokkel].antall(), strict=True))


def for_bruker(bruker: "tilgang.Hvem") -> list[Menypunkt]:
    return [
        punkt
        for punkt in _punkter
        if not punkt.rettigheter or any(tilgang.har(bruker, rettighet) for rettighet in punkt.rettigheter)
    ]
