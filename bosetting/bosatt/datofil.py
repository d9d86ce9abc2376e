"""Mottak's file of bosettingsdatoer: `duf;bosettingsdato;mottak;meldt_tidspunkt` (integrations.md §4.3).

Reads form only. A line that cannot be read is one refused row, never a refused file.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke, nummer
from imdinett.kjerne.feil import Domenefeil

KOLONNER = ("duf", "bosettingsdato", "mottak", "meldt_tidspunkt")
MAKS_RADER = 5_000
MAKS_CELLE = 200
MAKS_LINJE = 2_000


@dataclass(frozen=True)
class Datorad:
    linje: int
    duf: str
    dato: date
    innhold: dict[str, str]


@dataclass(frozen=True)
class Avvist:
    linje: int
    innhold: dict[str, str]
    grunn: str


@dataclass
class Innhold:
    rader: list[Datorad] = field(default_factory=list)
    avviste: list[Avvist] = field(default_factory=list)


def les(data: bytes) -> Innhold:
    """Every row of the file, readable or refused. Raises when it is no such file at all."""
    linjer = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not any(linje.strip() for linje in linjer):
        raise Domenefeil("tom_fil", _("Filen er tom. Velg en annen fil."), felt="fil")
    _krev_overskrift(linjer[0])
    if len(linjer) - 1 > MAKS_RADER:
        raise Domenefeil(
            "for_mange_rader", _("Filen har over %(antall)d rader. Del den opp.") % {"antall": MAKS_RADER}, felt="fil"
        )
    ut = Innhold()
    for nr, linje in enumerate(linjer[1:], start=2):
        if linje.strip():
            rad = _les_linje(nr, linje)
            (ut.rader if isinstance(rad, Datorad) else ut.avviste).append(rad)  # type: ignore[arg-type]
    return ut


def _krev_overskrift(linje: bytes) -> None:
    navn = [celle.strip().strip('"').lower() for celle in linje.decode("utf-8", "replace").split(";")]
    if tuple(navn) != KOLONNER:
        raise Domenefeil(
            "feil_overskrift",
            _("Første linje må være «%(kolonner)s», og filen må være lagret som CSV i UTF-8.")
            % {"kolonner": ";".join(KOLONNER)},
            felt="fil",
        )


def _les_linje(nr: int, linje: bytes) -> Datorad | Avvist:
    if len(linje) > MAKS_LINJE:
        return Avvist(nr, {}, _("Linjen er for lang."))
    try:
        tekst = linje.decode("utf-8")
    except UnicodeDecodeError:
        lesbar = linje.decode("ascii", "replace")[:MAKS_CELLE]
        return Avvist(nr, {"linje": lesbar}, _("Linjen er ikke lagret som UTF-8."))
    celler = [celle.strip() for celle in next(csv.reader([tekst.replace("\x00", "")], delimiter=";"))]
    if len(celler) != len(KOLONNER) or any(len(celle) > MAKS_CELLE for celle in celler):
        return Avvist(nr, {"linje": tekst.replace("\x00", "")[:MAKS_CELLE]}, _("Linjen har ikke fire felt."))
    innhold = dict(zip(KOLONNER, celler, strict=True))
    return _tolk(nr, innhold)


def _tolk(nr: int, innhold: dict[str, str]) -> Datorad | Avvist:
    duf, dato = nummer.bare_siffer(innhold["duf"]), _dato(innhold["bosettingsdato"])
    if not nummer.duf_har_form(duf):  # B-098
        return Avvist(nr, innhold, _("DUF-nummeret har ikke 12 siffer som begynner med et årstall."))
    if dato is None:
        return Avvist(nr, innhold, _("Bosettingsdato må være en dato, for eksempel 2026-11-23."))
    if not innhold["mottak"]:
        return Avvist(nr, innhold, _("Mottak mangler."))
    meldt = _tidspunkt(innhold["meldt_tidspunkt"])
    if meldt is None:
        return Avvist(nr, innhold, _("Meldt tidspunkt må være dato og klokkeslett, for eksempel 2026-11-23T09:30."))
    if meldt > klokke.now():
        return Avvist(nr, innhold, _("Meldt tidspunkt er fram i tid."))
    return Datorad(nr, duf, dato, innhold)


def _dato(tekst: str) -> date | None:
    """ISO, or as people write it."""
    dag, punktum, resten = tekst.partition(".")
    if punktum and resten.count(".") == 1:
        maaned, _punktum, aar = resten.partition(".")
        tekst = f"{aar}-{maaned:0>2}-{dag:0>2}"
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def _tidspunkt(tekst: str) -> datetime | None:
    try:
        verdi = datetime.fromisoformat(tekst)
    except ValueError:
        return None
    return verdi if verdi.tzinfo else verdi.replace(tzinfo=klokke.OSLO)


def uten_gjentakelser(rader: Iterable[Datorad]) -> tuple[list[Datorad], int, list[Avvist]]:
    """The first row of each DUF; how many repeat it; those that contradict it."""
    forste: dict[str, Datorad] = {}
    like, ulike = 0, []
    for rad in rader:
        kjent = forste.setdefault(rad.duf, rad)
        if kjent is rad:
            continue
        if kjent.dato == rad.dato:
            like += 1
        else:
            grunn = _("Samme DUF-nummer står på linje %(linje)d med en annen dato.") % {"linje": kjent.linje}
            ulike.append(Avvist(rad.linje, rad.innhold, grunn))
    return list(forste.values()), like, ulike
