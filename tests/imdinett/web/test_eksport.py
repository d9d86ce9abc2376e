"""Files that open right in a spreadsheet and run nothing there (security.md 6E, ui.md 4)."""

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any

import openpyxl
import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from imdinett.kjerne import klokke
from imdinett.web import eksport as e
from imdinett.web.eksport import Eksport, Format, Kolonne
from imdinett.web.models import Uttak

NAA = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _without_database() -> Iterator[None]:
    """Closing an answer ends the request, and that looks at the database's connections; nothing here has one."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@dataclass(frozen=True)
class Rad:
    tekst: str
    verdi: Any = None


FARLIGE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    '"=1+1',
    "'=1+1",
    "’=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://ond.example","Trykk")',
    "\tTab først",
    "-",
]
TRYGGE = [
    "Eigersund",
    "Kárášjohka – Karasjok",
    "12 = 12",
    "a@b.example",
    "–",
    "0301",
    "",
    " Lund",
    "1-2",
    "http://a.example",
]


def _eksport(*rader: Rad) -> Eksport[Rad]:
    return Eksport(
        navn="prove",
        tittel="Prøve",
        kolonner=[
            Kolonne("tekst", "Tekst, æøå", lambda rad: rad.tekst, "Det som ble skrevet."),
            Kolonne("verdi", "Verdi", lambda rad: rad.verdi),
        ],
        rader=rader,
        utvalg=[("År", "2026"), ("Fylke", "=Rogaland")],
        av="Kari Eksempel",
        enhet="1101",
    )


def _fil(eksport: Eksport[Rad], format: Format) -> bytes:
    with klokke.flyttet_til(NAA), closing(e.svar(eksport, format, Uttak())) as svar:
        return b"".join(svar)


def _bok(eksport: Eksport[Rad]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(_fil(eksport, Format.XLSX)))


def _verdier(ark: Any) -> list[list[Any]]:
    """Cells as read back; a real date shows as ISO with its time."""
    return [[f"{c.value:%Y-%m-%d %H:%M}" if c.is_date and c.value else c.value for c in rad] for rad in ark.iter_rows()]


@pytest.mark.parametrize("tekst", FARLIGE)
@pytest.mark.parametrize("format", [Format.CSV, Format.MASKIN])
def test_csv_marks_what_a_spreadsheet_would_run(tekst, format) -> None:
    innhold = _fil(_eksport(Rad(tekst)), format).decode("utf-8-sig")

    [_, rad] = csv.reader(io.StringIO(innhold, newline=""), delimiter=";" if format == Format.CSV else ",")
    assert rad[0] == f"'{tekst}"


@pytest.mark.parametrize("tekst", TRYGGE)
@pytest.mark.parametrize("format", [Format.CSV, Format.MASKIN])
def test_csv_leaves_ordinary_text_alone(tekst, format) -> None:
    innhold = _fil(_eksport(Rad(tekst)), format).decode("utf-8-sig")

    [_, rad] = csv.reader(io.StringIO(innhold, newline=""), delimiter=";" if format == Format.CSV else ",")
    assert rad[0] == tekst


@pytest.mark.parametrize("tekst", [*FARLIGE, *filter(None, TRYGGE)])
def test_xlsx_keeps_text_as_text(tekst) -> None:
    celle = _bok(_eksport(Rad(tekst))).worksheets[0]["A2"]

    assert (celle.data_type, celle.hyperlink) == ("s", None)
    assert re.sub(r"[\r\n]", "", celle.value.replace("_x000D_", "")) == re.sub(r"[\r\n]", "", tekst)


def test_no_letter_or_digit_of_any_script_becomes_the_start_of_a_formula() -> None:
    """Text that begins with one is let through at once."""
    tegn = (chr(nr) for nr in range(sys.maxunicode + 1))

    assert [ett for ett in tegn if ett.isalnum() and unicodedata.normalize("NFKC", ett)[0] in e.FARLIG_START] == []


def test_heading_is_guarded_too() -> None:
    eksport = replace(_eksport(), kolonner=[Kolonne("=x", "=1+1", lambda rad: rad.tekst)])

    assert _fil(eksport, Format.CSV).decode("utf-8-sig") == "'=1+1\r\n"
    assert _fil(eksport, Format.MASKIN).decode() == "'=x\r\n"


def test_norwegian_csv_opens_right_in_norwegian_excel() -> None:
    rader = [
        Rad("Bø; Vesterålen", 1234),
        Rad("Ål", Decimal("12.50")),
        Rad("Ås", -7),
        Rad("Lund", date(2026, 11, 3)),
        Rad("Sund", datetime(2026, 11, 23, 12, 5, tzinfo=UTC)),
        Rad("Fet", None),
        Rad("Eid", True),
    ]

    assert (
        _fil(_eksport(*rader), Format.CSV)
        == (
            "\ufeffTekst, æøå;Verdi\r\n"
            '"Bø; Vesterålen";1234\r\n'
            "Ål;12,50\r\n"
            "Ås;-7\r\n"
            "Lund;03.11.2026\r\n"
            "Sund;23.11.2026 13:05\r\n"
            "Fet;\r\n"
            "Eid;ja\r\n"
        ).encode()
    )


def test_machine_csv_has_keys_iso_dates_and_points() -> None:
    rader = [
        Rad("Bø, Vesterålen", 1234),
        Rad("Ål", Decimal("12.50")),
        Rad("Lund", date(2026, 11, 3)),
        Rad("Sund", datetime(2026, 11, 23, 12, 5, tzinfo=UTC)),
        Rad("Fet", None),
        Rad("Eid", False),
    ]

    assert (
        _fil(_eksport(*rader), Format.MASKIN)
        == (
            "tekst,verdi\r\n"
            '"Bø, Vesterålen",1234\r\n'
            "Ål,12.50\r\n"
            "Lund,2026-11-03\r\n"
            "Sund,2026-11-23T13:05:00+01:00\r\n"
            "Fet,\r\n"
            "Eid,false\r\n"
        ).encode()
    )


class Ordenstall(IntEnum):
    FORSTE = 1


@pytest.mark.parametrize(
    ("verdi", "celle"),
    [
        (Format.XLSX, "xlsx"),
        (SafeString("=1+1"), "'=1+1"),
        (gettext_lazy("=1+1"), "'=1+1"),
        (Ordenstall.FORSTE, "1"),
        (date(987, 6, 5), "05.06.0987"),
    ],
)
def test_value_of_another_type_is_written_as_what_it_is_made_of(verdi, celle) -> None:
    assert _fil(_eksport(Rad("Lund", verdi)), Format.CSV).decode().splitlines()[1] == f"Lund;{celle}"


def test_xlsx_has_real_numbers_and_dates_under_a_frozen_heading() -> None:
    rader = [
        Rad("Ål", 1234),
        Rad("Ås", Decimal("12.5")),
        Rad("Lund", date(2026, 11, 3)),
        Rad("Sund", datetime(2026, 11, 23, 12, 5, tzinfo=UTC)),
        Rad("Fet", None),
    ]

    ark = _bok(_eksport(*rader)).worksheets[0]

    assert ark.title == "Tabell"
    assert ark.freeze_panes == "A2"
    assert _verdier(ark) == [
        ["Tekst, æøå", "Verdi"],
        ["Ål", 1234],
        ["Ås", 12.5],
        ["Lund", "2026-11-03 00:00"],
        ["Sund", "2026-11-23 13:05"],
        ["Fet", None],
    ]
    assert [ark[celle].number_format for celle in ("B4", "B5")] == ["dd.mm.yyyy", "dd.mm.yyyy hh:mm"]


def test_xlsx_says_what_the_rows_are() -> None:
    ark = _bok(_eksport(Rad("Ål"), Rad("Ås"))).worksheets[1]

    assert ark.title == "Om utvalget"
    assert _verdier(ark) == [
        ["Innhold", "Prøve"],
        ["År", "2026"],
        ["Fylke", "=Rogaland"],
        ["Antall rader", "2"],
        ["Hentet", "23. november 2026 kl.\u00a009.20"],
        ["Hentet av", "Kari Eksempel"],
        [None, None],
        ["Kolonne", "Forklaring"],
        ["Tekst, æøå", "Det som ble skrevet."],
        ["Verdi", ""],
    ]
    assert ark["B3"].data_type == "s"


def test_no_formula_and_no_link_in_the_whole_book() -> None:
    bok = _bok(_eksport(*(Rad(tekst) for tekst in FARLIGE)))

    celler = [celle for ark in bok for rad in ark.iter_rows() for celle in rad]
    assert {celle.data_type for celle in celler} <= {"s", "n"}
    assert [celle.hyperlink for celle in celler if celle.hyperlink] == []


def test_too_long_text_is_cut_not_lost() -> None:
    celle = _bok(_eksport(Rad("x" * 40_000))).worksheets[0]["A2"]

    assert len(celle.value) == 32_767


def test_no_rows_is_still_a_file() -> None:
    assert _fil(_eksport(), Format.CSV).decode("utf-8-sig") == "Tekst, æøå;Verdi\r\n"
    assert _verdier(_bok(_eksport()).worksheets[0]) == [["Tekst, æøå", "Verdi"]]


@pytest.mark.parametrize(
    ("format", "filnavn", "type_"),
    [
        (Format.XLSX, "prove_1101_2026-11-23.xlsx", e.XLSX_TYPE),
        (Format.CSV, "prove_1101_2026-11-23.csv", "text/csv; charset=utf-8"),
        (Format.MASKIN, "prove_1101_2026-11-23.csv", "text/csv; charset=utf-8"),
    ],
)
def test_file_is_a_download_with_a_name_that_tells(format, filnavn, type_) -> None:
    with klokke.flyttet_til(NAA):
        svar = e.svar(_eksport(), format, Uttak())

    assert svar["Content-Disposition"] == f'attachment; filename="{filnavn}"'
    assert svar["Content-Type"] == type_
    svar.close()


@pytest.mark.parametrize("format", [Format.CSV, Format.MASKIN])
def test_csv_is_streamed_some_rows_at_a_time(format) -> None:
    laget = 0

    def rader() -> Iterator[Rad]:
        nonlocal laget
        for _n in range(1000):
            laget += 1
            yield Rad("x")

    strom = iter(e.svar(replace(_eksport(), rader=rader()), format, Uttak()))
    forste = next(strom)

    assert forste.decode().count("\r\n") == 1 + e.BUNT
    assert laget == e.BUNT
    assert sum(bit_.decode().count("\r\n") for bit_ in (forste, *strom)) == 1001


def test_links_keep_the_query() -> None:
    assert [(lenke.tekst, lenke.url) for lenke in e.lenker("aar=2022&omraade=landet")] == [
        ("XLSX", "?aar=2022&omraade=landet&format=xlsx"),
        ("CSV", "?aar=2022&omraade=landet&format=csv"),
        ("CSV for maskiner", "?aar=2022&omraade=landet&format=csv-maskin"),
    ]
    assert e.lenker("")[0].url == "?format=xlsx"
