"""What a case can point at. The apps say which of their objects, at start; this package knows none of them.

A case is read by those who have the right that reads its object (B-001), so each kind names that right.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Rad

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

    Finn = Callable[[tilgang.Hvem, Kommune, str], Model | None]
    Lenkefunksjon = Callable[[tilgang.Hvem, str], str]
    Synlige = Callable[[tilgang.Hvem], QuerySet[Any]]
    Utdragfunksjon = Callable[[str, int], "Utdrag | None"]
    Personfunksjon = Callable[[Sequence[str]], Iterable[int]]


@dataclass(frozen=True)
class Utdrag:
    """What IMDi's support may see of a person while the kommune's case is open (security.md §4)."""

    rader: Sequence[Rad]
    person_id: int
    saksnummer: str


@dataclass(frozen=True)
class Objekttype:
    """`finn` gives the object by the number that the writer knows it by, only among what the writer can see;
    `lenke` the page where the reader may open it, or nothing.

    With `synlige` the object is about a person: the case exists for those for whom the object does. `for_stotte`
    is what support may see while the case is open, and `utdrag` what it is shown of it; each look is logged.
    `person_ider`: whom some objects are about, for the line on a list that is taken out.
    """

    kode: str
    navn: Promise
    rettighet: Rettighet
    finn: "Finn"
    lenke: "Lenkefunksjon"
    synlige: "Synlige | None" = None
    for_stotte: "Callable[[], QuerySet[Any]] | None" = None
    utdrag: "Utdragfunksjon | None" = None
    person_ider: "Personfunksjon | None" = None

    @property
    def om_person(self) -> bool:
        return self.synlige is not None


_typer: dict[str, Objekttype] = {}


def registrer(*typer: Objekttype) -> None:
    _typer.update({en.kode: en for en in typer})


def alle() -> list[Objekttype]:
    return list(_typer.values())


def for_kode(kode: str) -> Objekttype | None:
    return _typer.get(kode)


def om_personer() -> list[Objekttype]:
    return [en for en in _typer.values() if en.om_person]


def person_ider(gjelder: Iterable[tuple[str, str]]) -> list[int]:
    """Whom these are about; pairs of kind and id. One query for each kind that is about persons."""
    par = list(gjelder)
    ut: list[int] = []
    for en in om_personer():
        ider = [gjelder_id for kode, gjelder_id in par if kode == en.kode]
        if ider and en.person_ider:
            ut += en.person_ider(ider)
    return ut
