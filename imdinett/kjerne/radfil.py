"""Files from outside: which format, and for CSV which lines, whatever the columns, and what cannot be read.

Reads form only. A line that cannot be read is one refused row, never a refused file.
"""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil

MERKE = "imdinett"
MAKS_RADER = 5_000
MAKS_CELLE = 200
MAKS_LINJE = 2_000


@dataclass(frozen=True)
class Rad:
    linje: int
    innhold: dict[str, str]


R = TypeVar("R", bound=Rad)


@dataclass(frozen=True)
class Avvist(Rad):
    """`person_id` is whom the row speaks of, when its format knows; a DUF number tells by itself."""

    grunn: str
    person_id: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Fil:
    """`linjer` begins with the names of the columns, which stand on line `forste`. No `versjon`: no first line."""

    slag: str
    linjer: tuple[bytes, ...]
    forste: int
    versjon: str = ""


def apne(data: bytes, versjoner: Mapping[str, Collection[str]], *, uten_hode: str = "") -> Fil:
    """The file's own word on what it is: `imdinett;<slag>;<versjon>`, one of `versjoner` by slag.

    `uten_hode` is the slag of a file without that line; empty when every file must have it.
    """
    linjer = tuple(data.removeprefix(b"\xef\xbb\xbf").splitlines())
    if not any(linje.strip() for linje in linjer):
        raise Domenefeil("tom_fil", _("Filen er tom. Velg en annen fil."), felt="fil")
    hode = _celler(linjer[0])
    if hode[0] != MERKE and uten_hode:
        return Fil(uten_hode, linjer, forste=1)
    if hode[0] != MERKE or len(hode) != 3 or hode[2] not in versjoner.get(hode[1], ()):
        kjente = ", ".join(linje for slag in versjoner for linje in formatlinjer(slag, versjoner[slag]))
        raise Domenefeil(
            "ukjent_format",
            _("Første linje nevner et format vi ikke kjenner. Vi kan lese: %(formater)s.") % {"formater": kjente},
            felt="fil",
        )
    return Fil(hode[1], linjer[1:], forste=2, versjon=hode[2])


def formatlinjer(slag: str, versjoner: Collection[str]) -> list[str]:
    """The first lines that a file of this kind can have."""
    return [f"{MERKE};{slag};{dato}" for dato in sorted(versjoner)]


def _celler(linje: bytes) -> list[str]:
    return [celle.strip().strip('"').lower() for celle in linje.decode("utf-8", "replace").split(";")]


def rader(
    fil: Fil, kolonner: Sequence[str], maks: int = MAKS_RADER, valgfrie: Sequence[str] = ()
) -> Iterator[Rad | Avvist]:
    """Every row, readable or refused. Raises when the columns are others, or the rows too many.

    Of `valgfrie` a file has those it likes after the others; a row is empty in those that it has not.
    """
    navn = _celler(fil.linjer[0]) if fil.linjer else []
    ekstra = navn[len(kolonner) :]
    if navn[: len(kolonner)] != list(kolonner) or len(set(ekstra)) < len(ekstra) or not set(ekstra) <= set(valgfrie):
        raise Domenefeil(
            "feil_overskrift",
            _("Linje %(linje)d må være «%(kolonner)s», og filen må være lagret som CSV i UTF-8.")
            % {"linje": fil.forste, "kolonner": ";".join(kolonner)},
            felt="fil",
        )
    if len(fil.linjer) - 1 > maks:
        raise for_mange_rader(maks)
    for nr, linje in enumerate(fil.linjer[1:], start=fil.forste + 1):
        if linje.strip():
            yield _les_linje(nr, linje, navn, valgfrie)


def tolkede(fil: Fil, kolonner: Sequence[str], tolk: Callable[[Rad], R | Avvist]) -> Iterator[R | Avvist]:
    """Every row as its own format understands it, or refused."""
    for rad in rader(fil, kolonner):
        yield rad if isinstance(rad, Avvist) else tolk(rad)


def for_mange_rader(maks: int = MAKS_RADER) -> Domenefeil:
    tekst = _("Filen har over %(antall)d rader. Del den opp.") % {"antall": maks}
    return Domenefeil("for_mange_rader", tekst, felt="fil")


def _les_linje(nr: int, linje: bytes, kolonner: Sequence[str], valgfrie: Sequence[str]) -> Rad | Avvist:
    if len(linje) > MAKS_LINJE:
        return Avvist(nr, {}, _("Linjen er for lang."))
    try:
        tekst = linje.decode("utf-8")
    except UnicodeDecodeError:
        lesbar = linje.decode("ascii", "replace")[:MAKS_CELLE]
        return Avvist(nr, {"linje": lesbar}, _("Linjen er ikke lagret som UTF-8."))
    tekst = tekst.replace("\x00", "")
    celler = [celle.strip() for celle in next(csv.reader([tekst], delimiter=";"))]
    if len(celler) != len(kolonner) or any(len(celle) > MAKS_CELLE for celle in celler):
        grunn = _("Linjen må ha %(antall)d felt, hvert på høyst %(tegn)d tegn.")
        data = {"antall": len(kolonner), "tegn": MAKS_CELLE}
        return Avvist(nr, {"linje": tekst[:MAKS_CELLE]}, grunn % data)
    return Rad(nr, {**dict.fromkeys(valgfrie, ""), **dict(zip(kolonner, celler, strict=True))})


# ---- cells
def duf_feil() -> str:
    return _("DUF-nummeret har ikke 12 siffer som begynner med et årstall.")


def dato(tekst: str) -> date | None:
    """ISO, or as people write it."""
    dag, punktum, resten = tekst.partition(".")
    if punktum and resten.count(".") == 1:
        maaned, _punktum, aar = resten.partition(".")
        tekst = f"{aar}-{maaned:0>2}-{dag:0>2}"
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def meldt_feil(tekst: str) -> str:
    """Why the time at which a row was reported cannot stand; empty when it can."""
    try:
        verdi = datetime.fromisoformat(tekst)
    except ValueError:
        return _("Meldt tidspunkt må være dato og klokkeslett, for eksempel 2026-11-23T09:30.")
    verdi = verdi if verdi.tzinfo else verdi.replace(tzinfo=klokke.OSLO)
    return _("Meldt tidspunkt er fram i tid.") if verdi > klokke.now() else ""
