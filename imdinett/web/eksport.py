"""The one export module: a list or a report as XLSX or CSV. Nothing else writes such files (security.md 6E).

A cell of text can never become a formula or a link: XLSX writes it as a string, CSV marks what a spreadsheet
would run. Numbers and dates stay numbers and dates. Rows are written as they come, never gathered in memory.
"""

import csv
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from io import StringIO
from itertools import islice
from types import NoneType
from typing import IO, Any, Generic, TypeVar

import xlsxwriter
from django.http import FileResponse, Http404, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Lenke
from imdinett.web.models import Uttak

R = TypeVar("R")
Verdi = str | int | float | Decimal | date | bool | None

BOM = "\ufeff"
CELLE_MAKS = 32_767
BUNT = 200
FARLIG_START = frozenset("=+-@")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    MASKIN = "csv-maskin"


@dataclass(frozen=True)
class Kolonne(Generic[R]):
    """`nokkel` is the heading in the file for machines; `forklaring` stands on the sheet «Om utvalget». What `er_aar`
    is written whole on a page, as years are."""

    nokkel: str
    navn: str
    verdi: Callable[[R], Verdi]
    forklaring: str = ""
    bredde: int = 14
    er_aar: bool = False


@dataclass(frozen=True)
class Eksport(Generic[R]):
    """What the screen shows: same rows, same order, same rights. `rader` may be a generator."""

    navn: str
    tittel: str
    kolonner: Sequence[Kolonne[R]]
    rader: Iterable[R]
    utvalg: Sequence[tuple[str, str]]
    av: str
    enhet: str = ""

    def filnavn(self, endelse: str) -> str:
        """anmodning-vedtak-2026_1101_2026-11-23.xlsx"""
        return "_".join(filter(None, (self.navn, self.enhet, klokke.today().isoformat()))) + f".{endelse}"


def svar(eksport: Eksport[R], format: Format, uttak: Uttak) -> HttpResponseBase:
    """The file as a download. `uttak`: that it has been counted (`uttak.tell`)."""
    if format == Format.XLSX:
        with ExitStack() as ved_feil:
            fil = ved_feil.enter_context(tempfile.TemporaryFile())
            write(eksport, format, fil)
            fil.seek(0)
            # From here the response closes it.
            ved_feil.pop_all()
        return FileResponse(fil, as_attachment=True, filename=eksport.filnavn("xlsx"), content_type=XLSX_TYPE)
    dialekt = NORSK if format == Format.CSV else MASKIN
    ut = StreamingHttpResponse(csv_pieces(eksport, dialekt), content_type="text/csv; charset=utf-8")
    ut["Content-Disposition"] = f'attachment; filename="{eksport.filnavn("csv")}"'
    return ut


def write(eksport: Eksport[R], format: Format, fil: IO[bytes]) -> None:
    """The file's bytes, some rows at a time."""
    if format == Format.XLSX:
        write_xlsx(eksport, fil)
        return
    for stykke in csv_pieces(eksport, NORSK if format == Format.CSV else MASKIN):
        fil.write(stykke.encode())


def onsket(format: str) -> Format:
    """What stands after `?format=`; 404 for what is no format."""
    if format not in set(Format):
        raise Http404
    return Format(format)


def lenker_fra(sporring: QueryDict) -> list[Lenke]:
    """For the rows that the page shows: the same query, all its pages."""
    kopi = sporring.copy()
    for navn in ("format", "side"):
        kopi.pop(navn, None)
    return lenker(kopi.urlencode())


def lenker(sporring: str) -> list[Lenke]:
    """The three links of `komponenter/eksport.html`; `sporring` is the page's own query string."""
    foran = f"?{sporring}&" if sporring else "?"
    navn = {Format.XLSX: "XLSX", Format.CSV: "CSV", Format.MASKIN: _("CSV for maskiner")}
    return [Lenke(navn[format], f"{foran}format={format}") for format in Format]


# ---- CSV
@dataclass(frozen=True)
class Dialekt:
    skille: str
    bom: str
    overskrift: Callable[[Kolonne[Any]], str]
    celler: "Celler"


def csv_pieces(eksport: Eksport[R], dialekt: Dialekt) -> Iterator[str]:
    """The file's text, some rows at a time and each column of them at once: half of what it takes row by row."""
    stykke = StringIO()
    skriver = csv.writer(stykke, delimiter=dialekt.skille, lineterminator="\r\n")
    stykke.write(dialekt.bom)
    skriver.writerow([guard(dialekt.overskrift(kolonne)) for kolonne in eksport.kolonner])
    celler, rader = dialekt.celler, iter(eksport.rader)
    while bunt := list(islice(rader, BUNT)):
        kolonner = (map(kolonne.verdi, bunt) for kolonne in eksport.kolonner)
        skriver.writerows(zip(*([celler[type(verdi)](verdi) for verdi in en] for en in kolonner), strict=True))
        yield stykke.getvalue()
        stykke.seek(0)
        stykke.truncate()
    if bare_hodet := stykke.getvalue():
        yield bare_hodet


def guard(tekst: str) -> str:
    """Mark text that a spreadsheet would run as a formula, also after blanks, quotes or in full-width forms."""
    if tekst[:1].isalnum():
        return tekst
    if tekst[:1] in ("\t", "\r", "\n"):
        return f"'{tekst}"
    forste = tekst.lstrip(" \t\r\n\u00a0\u200b\ufeff'\"‘’“”«»`´")[:1]
    return f"'{tekst}" if unicodedata.normalize("NFKC", forste)[:1] in FARLIG_START and forste else tekst


class Celler(dict[type, Callable[[Any], str]]):
    """How a value of each type is written: a subclass as what it is made of, anything else as text.

    Looked up by type, not asked case by case: a file of the country has a million cells.
    """

    def __missing__(self, type_: type) -> Callable[[Any], str]:
        return next((self[ledd] for ledd in type_.__mro__ if ledd in self), guard)

    def skriv(self, verdi: Verdi) -> str:
        return self[type(verdi)](verdi)


def _ingenting(_verdi: None) -> str:
    return ""


def _norsk_tall(verdi: int | float | Decimal) -> str:
    return str(verdi).replace(".", ",")


# The same days stand in most rows.
@lru_cache(maxsize=8192)
def _norsk_dato(verdi: date) -> str:
    iso = verdi.isoformat()
    return f"{iso[8:]}.{iso[5:7]}.{iso[:4]}"


# As Norwegian Excel reads it: decimal comma, dates with dots.
NORSKE_CELLER = Celler(
    {
        str: guard,
        NoneType: _ingenting,
        bool: lambda verdi: _("ja") if verdi else _("nei"),
        int: _norsk_tall,
        float: _norsk_tall,
        Decimal: _norsk_tall,
        datetime: lambda verdi: f"{_local(verdi):%d.%m.%Y %H:%M}",
        date: _norsk_dato,
    }
)
# ISO dates, decimal point, true and false.
MASKINCELLER = Celler(
    {
        str: guard,
        NoneType: _ingenting,
        bool: lambda verdi: str(verdi).lower(),
        int: str,
        float: str,
        Decimal: str,
        datetime: lambda verdi: _local(verdi).isoformat(timespec="seconds"),
        date: date.isoformat,
    }
)


def norsk_celle(verdi: Verdi) -> str:
    return NORSKE_CELLER.skriv(verdi)


def _local(tid: datetime) -> datetime:
    return tid.astimezone(klokke.OSLO)


NORSK = Dialekt(";", BOM, lambda kolonne: kolonne.navn, NORSKE_CELLER)
MASKIN = Dialekt(",", "", lambda kolonne: kolonne.nokkel, MASKINCELLER)


# ---- XLSX
def write_xlsx(eksport: Eksport[R], fil: IO[bytes]) -> None:
    """Sheet 1: the rows, with the heading frozen. Sheet 2: what the rows are."""
    valg = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    bok = xlsxwriter.Workbook(fil, valg)
    bok.set_properties({"title": eksport.tittel, "author": "IMDinett"})
    antall = _Ark(bok, _("Tabell")).write_rows(eksport)
    _Ark(bok, _("Om utvalget")).write_about(eksport, antall)
    bok.close()


class _Ark:
    def __init__(self, bok: Any, navn: str) -> None:
        self.ark = bok.add_worksheet(navn)
        self.overskrift = bok.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.brytes = bok.add_format({"text_wrap": True, "valign": "top"})
        self.dato = bok.add_format({"num_format": "dd.mm.yyyy"})
        self.tid = bok.add_format({"num_format": "dd.mm.yyyy hh:mm"})

    def write_rows(self, eksport: Eksport[R]) -> int:
        """The number of rows written."""
        self.ark.freeze_panes(1, 0)
        self.ark.repeat_rows(0)
        for n, kolonne in enumerate(eksport.kolonner):
            self.ark.set_column(n, n, kolonne.bredde)
        for n, kolonne in enumerate(eksport.kolonner):
            self.ark.write_string(0, n, kolonne.navn, self.overskrift)
        linje, verdier = 0, [kolonne.verdi for kolonne in eksport.kolonner]
        for linje, rad in enumerate(eksport.rader, 1):
            for n, verdi in enumerate(verdier):
                self._cell(linje, n, verdi(rad))
        return linje

    def _cell(self, linje: int, n: int, verdi: Verdi) -> None:
        match verdi:
            case str():
                self.ark.write_string(linje, n, verdi[:CELLE_MAKS])
            case None:
                return
            case bool():
                self.ark.write_string(linje, n, norsk_celle(verdi))
            case int() | float() | Decimal():
                self.ark.write_number(linje, n, verdi)
            case datetime():
                self.ark.write_datetime(linje, n, _local(verdi).replace(tzinfo=None), self.tid)
            case date():
                self.ark.write_datetime(linje, n, verdi, self.dato)
            case _:
                self.ark.write_string(linje, n, str(verdi)[:CELLE_MAKS])

    def write_about(self, eksport: Eksport[R], antall: int) -> None:
        self.ark.set_column(0, 0, 28)
        self.ark.set_column(1, 1, 90)
        fakta = [
            (_("Innhold"), eksport.tittel),
            *eksport.utvalg,
            (_("Antall rader"), norsk.tall(antall)),
            (_("Hentet"), norsk.tidspunkt(klokke.now())),
            (_("Hentet av"), eksport.av),
        ]
        for linje, (navn, verdi) in enumerate(fakta):
            self.ark.write_string(linje, 0, navn, self.overskrift)
            self.ark.write_string(linje, 1, verdi[:CELLE_MAKS], self.brytes)
        self.ark.write_string(len(fakta) + 1, 0, _("Kolonne"), self.overskrift)
        self.ark.write_string(len(fakta) + 1, 1, _("Forklaring"), self.overskrift)
        for linje, kolonne in enumerate(eksport.kolonner, len(fakta) + 2):
            self.ark.write_string(linje, 0, kolonne.navn)
            self.ark.write_string(linje, 1, kolonne.forklaring, self.brytes)
