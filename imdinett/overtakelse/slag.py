"""The kinds of file a country is taken over from. Apps register theirs at start; the flow is the same for all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import MAKS_RADER, Avvist, Rad
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker


@dataclass(frozen=True)
class Forskjell:
    """What the file says in one field, and what the system has."""

    felt: str
    fil: str
    system: str


@dataclass(frozen=True)
class Avslag(Avvist):
    """A row that does not go in, and where it differs from what is here."""

    forskjeller: tuple[Forskjell, ...] = ()


@dataclass(frozen=True)
class Tallrad:
    """How many the file has of something in a kommune, and how many the system has, before and after."""

    kommune: str
    hva: str
    fil: int
    for_: int
    etter: int

    @property
    def avvik(self) -> int:
        """What the system will have beside what the file says: 0 when they agree."""
        return self.etter - self.fil


@dataclass
class Utfall:
    """What a file would do. `inn` is what `skriv` needs, row by row or household by household.

    `mangler`: what rows that go in still lack for a later step, in words, and their lines.
    """

    inn: list[Any] = field(default_factory=list)
    linjer: list[int] = field(default_factory=list)
    kjente: list[int] = field(default_factory=list)
    avviste: list[Avslag] = field(default_factory=list)
    mangler: dict[str, list[int]] = field(default_factory=dict)
    tall: list[Tallrad] = field(default_factory=list)


@dataclass(frozen=True)
class Kilde:
    """Where a row came from, for the event of what it became."""

    fil: str


def ingen_personer(innhold: Iterable[Mapping[str, str]]) -> list[int]:
    """The persons that the rows are about, for the log of looks: files on kommuner and users name none."""
    return []


@dataclass(frozen=True)
class Slag:
    """One kind of file: who reads it in, how its rows are judged, and how those that pass are written.

    `valgfrie` are columns that a file may have after the others.
    """

    kode: str
    navn: Promise
    versjoner: frozenset[str]
    kolonner: tuple[str, ...]
    rettigheter: frozenset[Rettighet]
    prov: "Callable[[Bruker, Sequence[Rad]], Utfall]"
    skriv: "Callable[[Bruker, Kilde, Sequence[Any]], None]"
    navn_paa: Callable[[str], str]
    maks_rader: int = MAKS_RADER
    valgfrie: tuple[str, ...] = ()
    personer: Callable[[Iterable[Mapping[str, str]]], list[int]] = ingen_personer

    @property
    def alle_kolonner(self) -> tuple[str, ...]:
        return (*self.kolonner, *self.valgfrie)

    def kan_leses_av(self, bruker: "tilgang.Hvem") -> bool:
        return all(tilgang.har_imdi(bruker, rettighet) for rettighet in self.rettigheter)


_slag: dict[str, Slag] = {}


def registrer(*slag: Slag) -> None:
    _slag.update((ett.kode, ett) for ett in slag)


def finn(kode: str) -> Slag:
    return _slag[kode]


def for_bruker(bruker: "tilgang.Hvem") -> list[Slag]:
    """The kinds that the user may read in."""
    return [ett for ett in _slag.values() if ett.kan_leses_av(bruker)]


def versjoner() -> Mapping[str, Collection[str]]:
    return {kode: ett.versjoner for kode, ett in _slag.items()}


def krev_en_gang(sett: dict[Any, int], nokkel: Any, linje: int) -> None:
    """A file says something once: the first line that does."""
    forste = sett.setdefault(nokkel, linje)
    if forste != linje:
        raise Domenefeil("to_ganger", _("Det samme står også på linje %(linje)d.") % {"linje": forste})
