"""UDI's files of persons: those who have applied, and overføringsflyktninger who are selected (docs/filformater.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bosetting.person.states import Kategori, Kjonn
from imdinett.kjerne import klokke, nummer, radfil
from imdinett.kjerne.radfil import Avvist, Fil, Rad

_FELLES = ("duf", "fornavn", "etternavn", "fodselsdato", "kjonn", "statsborgerskap", "familie")
IDENTITET = (*_FELLES, "kategori", "mottak", "representant", "meldt_tidspunkt")
OVERFORING = (*_FELLES, "tidligst_ankomst", "innreisefrist", "meldt_tidspunkt")
# Overføringsflyktninger have a file of their own.
KATEGORIER = frozenset(Kategori) - {Kategori.OVERFORINGSFLYKTNING}
LENGDER = {"fornavn": 100, "etternavn": 100, "statsborgerskap": 60, "representant": 100}


@dataclass(frozen=True)
class Personrad(Rad):
    """`familie` is the DUF number of the one whom the household is named after; empty when alone."""

    duf: str
    fornavn: str
    etternavn: str
    fodselsdato: date
    kjonn: Kjonn
    statsborgerskap: str
    familie: str
    kategori: Kategori
    mottak: str = ""
    representant: str = ""
    tidligst_ankomst: date | None = None
    innreisefrist: date | None = None


def les_identiteter(fil: Fil) -> Iterator[Personrad | Avvist]:
    return radfil.tolkede(fil, IDENTITET, lambda rad: _tolk(rad, rad.innhold["kategori"]))


def les_overforing(fil: Fil) -> Iterator[Personrad | Avvist]:
    return radfil.tolkede(fil, OVERFORING, lambda rad: _tolk(rad, Kategori.OVERFORINGSFLYKTNING))


def _tolk(rad: Rad, kategori: str) -> Personrad | Avvist:
    celler = rad.innhold
    fodt = radfil.dato(celler["fodselsdato"])
    tidligst, frist = (radfil.dato(celler.get(navn, "")) for navn in ("tidligst_ankomst", "innreisefrist"))
    feil = _feil(celler, kategori) or (_datofeil(celler, tidligst, frist) if "innreisefrist" in celler else "")
    if feil or fodt is None:
        return Avvist(rad.linje, celler, feil)
    return Personrad(
        rad.linje,
        celler,
        duf=nummer.bare_siffer(celler["duf"]),
        fornavn=celler["fornavn"],
        etternavn=celler["etternavn"],
        fodselsdato=fodt,
        kjonn=Kjonn(celler["kjonn"]),
        statsborgerskap=celler["statsborgerskap"],
        familie=nummer.bare_siffer(celler["familie"]),
        kategori=Kategori(kategori),
        mottak=celler.get("mottak", ""),
        representant=celler.get("representant", ""),
        tidligst_ankomst=tidligst,
        innreisefrist=frist,
    )


def _feil(celler: dict[str, str], kategori: str) -> str:
    fodt, familie = radfil.dato(celler["fodselsdato"]), nummer.bare_siffer(celler["familie"])
    if not nummer.duf_har_form(nummer.bare_siffer(celler["duf"])):  # B-098
        return radfil.duf_feil()
    if familie and not nummer.duf_har_form(familie):
        return _("Familie må være DUF-nummeret til en i husstanden, eller tom.")
    for navn, lengde in LENGDER.items():
        if not celler.get(navn, "-") and navn != "representant":
            return _("%(felt)s mangler.") % {"felt": navn.capitalize()}
        if len(celler.get(navn, "")) > lengde:
            return _("%(felt)s kan ha høyst %(antall)d tegn.") % {"felt": navn.capitalize(), "antall": lengde}
    if fodt is None:
        return _("Fødselsdato må være en dato, for eksempel 1989-03-12.")
    if fodt > klokke.today():
        return _("Fødselsdato kan ikke være fram i tid.")
    for verdi, kjente in ((celler["kjonn"], Kjonn.values), (celler.get("kategori"), sorted(KATEGORIER))):
        if verdi is not None and verdi not in kjente:
            return _("«%(verdi)s» er ukjent. Vi kan lese: %(kjente)s.") % {
                "verdi": verdi[:40],
                "kjente": ", ".join(kjente),
            }
    return radfil.meldt_feil(celler["meldt_tidspunkt"])


def _datofeil(celler: dict[str, str], tidligst: date | None, frist: date | None) -> str:
    """B-065: a household is settled between the two, so the last day must lie ahead."""
    if frist is None:
        return _("Innreisefrist må være en dato, for eksempel 2027-03-31.")
    if frist < klokke.today():
        return _("Innreisefristen er gått ut.")
    if celler["tidligst_ankomst"] and tidligst is None:
        return _("Tidligst mulig ankomst må være en dato, eller tom.")
    return ""
