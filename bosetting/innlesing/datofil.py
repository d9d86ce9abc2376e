"""Mottak's file of bosettingsdatoer: `duf;bosettingsdato;mottak;meldt_tidspunkt` (integrations.md §4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from imdinett.kjerne import nummer, radfil
from imdinett.kjerne.radfil import Avvist, Fil, Rad

KOLONNER = ("duf", "bosettingsdato", "mottak", "meldt_tidspunkt")


@dataclass(frozen=True)
class Datorad(Rad):
    duf: str
    dato: date


@dataclass
class Innhold:
    rader: list[Datorad] = field(default_factory=list)
    avviste: list[Avvist] = field(default_factory=list)


def les(fil: Fil) -> Innhold:
    ut = Innhold()
    for rad in radfil.tolkede(fil, KOLONNER, _tolk):
        if isinstance(rad, Avvist):
            ut.avviste.append(rad)
        else:
            ut.rader.append(rad)
    return ut


def _tolk(rad: Rad) -> Datorad | Avvist:
    nr, innhold = rad.linje, rad.innhold
    duf, dato = nummer.bare_siffer(innhold["duf"]), radfil.dato(innhold["bosettingsdato"])
    if not nummer.duf_har_form(duf):  # B-098
        return Avvist(nr, innhold, radfil.duf_feil())
    if dato is None:
        return Avvist(nr, innhold, _("Bosettingsdato må være en dato, for eksempel 2026-11-23."))
    if not innhold["mottak"]:
        return Avvist(nr, innhold, _("Mottak mangler."))
    feil = radfil.meldt_feil(innhold["meldt_tidspunkt"])
    return Avvist(nr, innhold, feil) if feil else Datorad(nr, innhold, duf, dato)


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
