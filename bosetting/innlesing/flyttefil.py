"""Mottak's file of moves: `duf;fra;til;flyttedato;meldt_tidspunkt` (docs/filformater.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke, nummer, radfil
from imdinett.kjerne.radfil import Avvist, Fil, Rad

KOLONNER = ("duf", "fra", "til", "flyttedato", "meldt_tidspunkt")
# Instead of the name of a mottak.
PRIVAT = "privat"


@dataclass(frozen=True)
class Flytterad(Rad):
    """`til` is the name of a mottak, or `PRIVAT`."""

    duf: str
    fra: str
    til: str
    dato: date


def les(fil: Fil) -> Iterator[Flytterad | Avvist]:
    return radfil.tolkede(fil, KOLONNER, _tolk)


def _tolk(rad: Rad) -> Flytterad | Avvist:
    duf, dato = nummer.bare_siffer(rad.innhold["duf"]), radfil.dato(rad.innhold["flyttedato"])
    feil = _feil(duf, dato, rad.innhold)
    if feil or dato is None:
        return Avvist(rad.linje, rad.innhold, feil)
    return Flytterad(rad.linje, rad.innhold, duf, rad.innhold["fra"], rad.innhold["til"], dato)


def _feil(duf: str, dato: date | None, innhold: dict[str, str]) -> str:
    if not nummer.duf_har_form(duf):  # B-098
        return radfil.duf_feil()
    if not innhold["til"]:
        return _("Til må være navnet på et mottak, eller «%(privat)s».") % {"privat": PRIVAT}
    if dato is None:
        return _("Flyttedato må være en dato, for eksempel 2026-11-23.")
    if dato > klokke.today():
        return _("Flyttedato er fram i tid.")
    return radfil.meldt_feil(innhold["meldt_tidspunkt"])
