"""A file with a row per kommune, as CSV or XLSX: `kommunenummer` and whatever columns its reader asks for.

Good rows go in; each bad one is listed with its line and the reason. Old kommune numbers are followed to today.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.kommune.queries import dagens_kommune

NUMMER = "kommunenummer"
MAKS_RADER = 2_000
MAKS_BYTE = 2 * 1024 * 1024
MAKS_UTPAKKET = 20 * 1024 * 1024

T = TypeVar("T")
Rad = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Kommunerad:
    """One row, its kommune found. `gammelt_nummer` is the number that stood there, when it is not today's."""

    linje: int
    kommune: Kommune
    celler: dict[str, str]
    gammelt_nummer: str = ""


@dataclass(frozen=True)
class Avvist:
    linje: int
    tekst: str
    grunn: str


@dataclass
class Filinnhold(Generic[T]):
    rader: list[T] = field(default_factory=list)
    avviste: list[Avvist] = field(default_factory=list)


@dataclass(frozen=True)
class Kolonner:
    """The columns that are read, and those of them that must be there."""

    alle: tuple[str, ...]
    krav: frozenset[str]


def les(data: bytes, filnavn: str, kolonner: Kolonner, tolk: Callable[[Kommunerad], T]) -> Filinnhold[T]:
    """Every row as `tolk` makes it, or refused with what `tolk` said. Raises when it is no such file at all."""
    if not data.strip():
        raise Domenefeil("tom_fil", _("Filen er tom. Velg en annen fil."), felt="fil")
    if len(data) > MAKS_BYTE:
        raise Domenefeil("for_stor_fil", _("Filen er for stor. Den kan være høyst 2 MB."), felt="fil")
    linjer = list(_rader(data, filnavn, kolonner))
    if len(linjer) > MAKS_RADER:
        melding = _("Filen har over %(antall)d rader. Del den opp.") % {"antall": MAKS_RADER}
        raise Domenefeil("for_mange_rader", melding, felt="fil")
    return _tolk_alle(linjer, tolk)


def _rader(data: bytes, filnavn: str, kolonner: Kolonner) -> Iterator[Rad]:
    if data[:4] == b"PK\x03\x04" and filnavn.lower().endswith(".xlsx"):
        return _xlsx(data, kolonner)
    if filnavn.lower().endswith(".csv") and b"\x00" not in data:
        return _csv(data, kolonner)
    raise Domenefeil(
        "feil_filtype", _("Filen må være CSV eller XLSX, og innholdet må stemme med filnavnet."), felt="fil"
    )


def _csv(data: bytes, kolonner: Kolonner) -> Iterator[Rad]:
    """UTF-8, or what Excel writes when it is asked for plain CSV; semicolon, or comma when there is none."""
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = data.decode("cp1252", "replace")
    skille = ";" if ";" in tekst.splitlines()[0] else ","
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=skille)
    try:
        overskrift = next(leser)
        navn = _overskrift(overskrift, kolonner)
        for celler in leser:
            if any(celle.strip() for celle in celler):
                yield leser.line_num, _celler(navn, celler, kolonner)
    except csv.Error as feil:
        raise Domenefeil("ulesbar_fil", _("Filen kan ikke leses som CSV."), felt="fil") from feil


def _xlsx(data: bytes, kolonner: Kolonner) -> Iterator[Rad]:
    """The first sheet, values only. The size of what is packed is checked before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
            if sum(del_.file_size for del_ in arkiv.infolist()) > MAKS_UTPAKKET:
                raise Domenefeil("for_stor_fil", _("Filen er for stor når den pakkes ut."), felt="fil")
        bok = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        ark = bok.worksheets[0].iter_rows(values_only=True)
        linjer = [[_tekst(celle) for celle in rad] for rad in ark]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as feil:
        raise Domenefeil("ulesbar_fil", _("Filen kan ikke leses som XLSX."), felt="fil") from feil
    navn = _overskrift(linjer[0] if linjer else [], kolonner)
    for nr, celler in enumerate(linjer[1:], start=2):
        if any(celler):
            yield nr, _celler(navn, celler, kolonner)


def _tekst(celle: Any) -> str:
    """A number that Excel keeps as 45.0 is 45; a kommunenummer that lost its zero is given it back later."""
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return "" if celle is None else str(celle).strip()


def _overskrift(celler: Sequence[str], kolonner: Kolonner) -> list[str]:
    navn = [celle.strip().lower().replace(" ", "_") for celle in celler]
    if not kolonner.krav <= set(navn):
        raise Domenefeil(
            "feil_overskrift",
            _("Første linje må ha kolonnene %(kolonner)s.") % {"kolonner": ", ".join(kolonner.alle)},
            felt="fil",
        )
    return navn


def _celler(navn: Sequence[str], celler: Sequence[str], kolonner: Kolonner) -> dict[str, str]:
    return {kolonne: celle.strip() for kolonne, celle in zip(navn, celler, strict=False) if kolonne in kolonner.alle}


def _tolk_alle(linjer: Sequence[Rad], tolk: Callable[[Kommunerad], T]) -> Filinnhold[T]:
    ut: Filinnhold[T] = Filinnhold()
    kommuner = {kommune.nummer: kommune for kommune in Kommune.objects.gyldige()}
    sett: dict[int, int] = {}
    for linje, celler in linjer:
        try:
            rad = _finn_kommune(linje, celler, kommuner)
            tolket = tolk(rad)
            if forste := sett.get(rad.kommune.pk):
                raise Domenefeil("to_ganger", _("%(k)s står også på linje %(l)d.") % {"k": rad.kommune, "l": forste})
            sett[rad.kommune.pk] = linje
            ut.rader.append(tolket)
        except Domenefeil as feil:
            ut.avviste.append(Avvist(linje, ";".join(celler.values())[:200], str(feil)))
    return ut


def _finn_kommune(linje: int, celler: dict[str, str], kommuner: dict[str, Kommune]) -> Kommunerad:
    nummer = celler.get(NUMMER, "")
    if not nummer:
        raise Domenefeil("mangler_nummer", _("Kommunenummer mangler."))
    nummer = nummer.zfill(4) if nummer.isascii() and nummer.isdigit() else nummer
    kommune = kommuner.get(nummer) or dagens_kommune(nummer)
    return Kommunerad(linje, kommune, celler, "" if nummer == kommune.nummer else nummer)
