"""UDI's file of permits, and of what ends a case: `duf;hendelse;tillatelse;dato[;gyldig_til];meldt_tidspunkt`.

No public description of UDI's own exchange was found, so the format is ours (docs/filformater.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bosetting.innlesing.states import UDI_MED_GYLDIG_TIL, Udihendelse
from bosetting.person.states import Tillatelsestype
from imdinett.kjerne import klokke, nummer, radfil
from imdinett.kjerne.radfil import Avvist, Fil, Rad

KOLONNER = ("duf", "hendelse", "tillatelse", "dato", "meldt_tidspunkt")
MED_GYLDIG_TIL = ("duf", "hendelse", "tillatelse", "dato", "gyldig_til", "meldt_tidspunkt")


@dataclass(frozen=True)
class Udirad(Rad):
    duf: str
    hendelse: Udihendelse
    tillatelse: Tillatelsestype | None
    dato: date
    gyldig_til: date | None


def les(fil: Fil) -> Iterator[Udirad | Avvist]:
    kolonner = MED_GYLDIG_TIL if fil.versjon == UDI_MED_GYLDIG_TIL else KOLONNER
    return radfil.tolkede(fil, kolonner, _tolk)


def _tolk(rad: Rad) -> Udirad | Avvist:
    duf, dato = nummer.bare_siffer(rad.innhold["duf"]), radfil.dato(rad.innhold["dato"])
    feil = _feil(duf, dato, rad.innhold)
    if feil or dato is None:
        return Avvist(rad.linje, rad.innhold, feil)
    hva, tillatelse = Udihendelse(rad.innhold["hendelse"]), rad.innhold["tillatelse"]
    return Udirad(
        rad.linje,
        rad.innhold,
        duf,
        hva,
        Tillatelsestype(tillatelse) if tillatelse else None,
        dato,
        radfil.dato(rad.innhold.get("gyldig_til", "")),
    )


def _feil(duf: str, dato: date | None, innhold: dict[str, str]) -> str:
    hva, tillatelse = innhold["hendelse"], innhold["tillatelse"]
    if not nummer.duf_har_form(duf):  # B-098
        return radfil.duf_feil()
    if hva not in Udihendelse.values:
        return _("Hendelsen er ukjent. Vi kan lese: %(kjente)s.") % {"kjente": ", ".join(Udihendelse.values)}
    if (hva == Udihendelse.TILLATELSE or tillatelse) and tillatelse not in Tillatelsestype.values:
        return _("Tillatelsen gir ikke grunnlag for bosetting. Vi kan lese: %(kjente)s.") % {
            "kjente": ", ".join(Tillatelsestype.values)
        }
    if dato is None:
        return _("Dato må være en dato, for eksempel 2026-11-23.")
    if dato > klokke.today():
        return _("Datoen er fram i tid.")
    gyldig_til = innhold.get("gyldig_til", "")
    if gyldig_til and (radfil.dato(gyldig_til) is None or hva != Udihendelse.TILLATELSE):
        return _(
            "«Gyldig til» må være en dato når tillatelsen er gitt, for eksempel 2027-11-23. Ellers må det stå tomt."
        )
    return radfil.meldt_feil(innhold["meldt_tidspunkt"])
