"""The logs as files: same rows, same right, and the taking out is logged (ui.md 5.7, security.md §8)."""

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web import logguttrekk
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import aapen_logg, bruker_med, logg_inn

pytestmark = pytest.mark.django_db
NOVEMBER = {"fra": "01.11.2026", "til": "30.11.2026"}
FORMLER = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", " =HYPERLINK(0)", "＝1+1")


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=True):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eksempelvik")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Kari Eksempel")


@pytest.fixture
def administrator(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune, navn="Anne Eksempel")


def _hendelse(bruker, kommune, dag=20, gjelder="", antall=1) -> None:
    with klokke.flyttet_til(datetime(2026, 11, dag, 12, tzinfo=UTC)):
        for _ in range(antall):
            rad = hendelse.log(bruker, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
    with aapen_logg():
        Hendelse.objects.filter(pk=rad.pk).update(gjelder_navn=gjelder or rad.gjelder_navn)


def _oppslag(bruker, kommune, saksnummer="8F3K", dag=20) -> None:
    with klokke.flyttet_til(datetime(2026, 11, dag, 12, tzinfo=UTC)):
        hendelse.logg_innsyn(
            bruker,
            handling=Handling.LESE,
            beskrivelse="Leste KANARI-navn",
            kommune_id=kommune.pk,
            saksnummer=saksnummer,
            person_id=7,
        )


def _hent(hvem, side, /, **sok):
    return logg_inn(hvem).get(reverse(side), sok)


def _csv(svar) -> list[list[str]]:
    return list(csv.reader(io.StringIO(svar.getvalue().decode("utf-8-sig")), delimiter=";"))


def _celler(svar) -> list[list[object]]:
    bok = openpyxl.load_workbook(io.BytesIO(svar.getvalue()))
    return [list(rad) for rad in bok.worksheets[0].iter_rows(values_only=True)]


# ---- the rows are the page's
def test_events_as_csv_and_xlsx_are_what_the_filter_shows(skriv, kommune) -> None:
    _hendelse(skriv, kommune)
    _hendelse(skriv, kommune, dag=2)
    _hendelse(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Ola Eksempel"), kommune)

    sok = {"bruker": "kari", "fra": "03.11.2026"}
    rader = _csv(_hent(skriv, "hendelser", format="csv", **sok))
    celler = _celler(_hent(skriv, "hendelser", format="xlsx", **sok))

    assert rader[0] == ["Tidspunkt", "Hendelse", "Gjelder", "Kommune", "Utført av", "Rolle"]
    assert [rad[:2] + rad[4:5] for rad in rader[1:]] == [
        ["20.11.2026 13:00", "Kommunens kontaktinformasjon ble endret.", "Kari Eksempel"]
    ]
    assert [rad[1] for rad in celler[1:]] == ["Kommunens kontaktinformasjon ble endret."]
    assert celler[1][0].isoformat() == "2026-11-20T13:00:00"


def test_the_access_log_as_a_file_has_case_numbers_and_no_names(administrator, skriv, kommune) -> None:
    annen = KommuneFactory()
    _oppslag(skriv, kommune)
    _oppslag(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=annen, navn="KANARI-2"), annen, saksnummer="KANARI-3")

    svar = _hent(administrator, "innsynslogg", format="csv", **NOVEMBER)

    rader = _csv(svar)
    assert rader[0] == ["Tidspunkt", "Bruker", "Rolle", "Enhet", "Hva", "Sak", "Utfall"]
    assert [[rad[1], *rad[4:]] for rad in rader[1:]] == [["Kari Eksempel", "Leste", "8F3K", "vist"]]


def test_all_pages_and_several_pieces(skriv, kommune, monkeypatch) -> None:
    monkeypatch.setattr(logguttrekk, "BIT", 10)
    _hendelse(skriv, kommune, antall=30)

    assert len(_csv(_hent(skriv, "hendelser", format="csv"))) == 31


def test_a_sentence_is_text_and_not_html(skriv, kommune) -> None:
    hendelse.log(skriv, Hendelsestype.HENVENDELSE_OPPRETTET, kommune, kommune=kommune)
    with aapen_logg():
        Hendelse.objects.update(type="<b>&ukjent")

    assert _csv(_hent(skriv, "hendelser", format="csv"))[1][1] == "<b>&ukjent"


def test_s13_nothing_becomes_a_formula(skriv, administrator, kommune) -> None:
    """S-13: in what a user can have typed, in both files and both logs."""
    for formel in FORMLER:
        _hendelse(skriv, kommune, gjelder=formel)
        skriv.navn = formel
        _oppslag(skriv, kommune, saksnummer=formel[:12])
    nettlesere = {"hendelser": skriv, "innsynslogg": administrator}

    antall = 0
    for navn, bruker in nettlesere.items():
        bok = openpyxl.load_workbook(io.BytesIO(_hent(bruker, navn, format="xlsx", **NOVEMBER).getvalue()))
        for celle in (celle for rad in bok.worksheets[0].iter_rows() for celle in rad):
            assert celle.data_type != "f"
            antall += 1
        for rad in _csv(_hent(bruker, navn, format="csv", **NOVEMBER)):
            assert not [celle for celle in rad if celle.lstrip(" \t")[:1] in ("=", "+", "-", "@", "＝")]
    print(f"S-13: {antall} celler i to logger, 0 formler")
    assert antall > 2 * len(FORMLER)


# ---- who
@pytest.mark.parametrize("format", ["xlsx", "csv", "csv-maskin"])
def test_decision_18_the_right_is_the_pages(skriv, administrator, kommune, format) -> None:
    _oppslag(skriv, kommune)

    assert _hent(skriv, "innsynslogg", format=format, **NOVEMBER).status_code == 403
    svar = _hent(administrator, "innsynslogg", format=format, **NOVEMBER)
    assert (svar.status_code, len(svar.getvalue()) > 100) == (200, True)
    fylke = bruker_med(Rolle.FYLKE_LES, kommune=kommune)
    assert _hent(fylke, "hendelser", format=format).status_code == 403


def test_b001_never_another_kommunes_events(skriv) -> None:
    annen = KommuneFactory(navn="KANARI-1")
    _hendelse(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen, navn="KANARI-2"), annen)

    assert "KANARI" not in _hent(skriv, "hendelser", format="csv").getvalue().decode()


def test_no_file_without_a_valid_period(administrator) -> None:
    for sok in ({}, {"fra": "01.11.2026"}, {"fra": "01.01.2020", "til": "30.11.2026"}):
        svar = _hent(administrator, "innsynslogg", format="csv", **sok)
        assert svar.headers["Content-Type"].startswith("text/html")
    assert not Innsyn.objects.exists()


def test_an_unknown_format_does_not_exist(skriv) -> None:
    assert _hent(skriv, "hendelser", format="pdf").status_code == 404


# ---- the taking out is logged
def test_each_file_is_an_event_without_what_was_typed(skriv, administrator, kommune) -> None:
    _hendelse(skriv, kommune)

    _hent(skriv, "hendelser", format="csv", bruker="kari", fra="01.11.2026").getvalue()

    rad = Hendelse.objects.filter(type=Hendelsestype.LOGG_HENTET).get()
    assert (rad.bruker, rad.kommune, rad.data) == (
        skriv,
        kommune,
        {"logg": "hendelser", "format": "csv", "rader": 1, "filter": ["Fra og med: 01.11.2026", "Utført av"]},
    )
    tekst = logg_inn(administrator).get(reverse("hendelser")).content.decode()
    assert "Hendelsene ble hentet ut som CSV. Antall linjer: 1. Utvalg: Fra og med: 01.11.2026, Utført av." in tekst


def test_taking_out_the_access_log_is_a_line_in_it(administrator, kommune) -> None:
    _hent(administrator, "innsynslogg", format="xlsx", **NOVEMBER).getvalue()

    rad = Innsyn.objects.get()
    assert (rad.handling, rad.del_av, rad.kommune_id) == ("eksport", "innsynslogg", kommune.pk)
    assert rad.beskrivelse == "Hentet ut innsynsloggen for 1.–30. november"
    assert Hendelse.objects.filter(type=Hendelsestype.LOGG_HENTET).get().data["logg"] == "innsynslogg"


def test_no_log_no_file(administrator, kommune, skriv, monkeypatch) -> None:
    """S-07: the file is not sent when the line cannot be written."""
    from django.db import DatabaseError

    _oppslag(skriv, kommune)
    nettleser = logg_inn(administrator)

    def nede(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr(Innsyn, "save", nede)
    svar = nettleser.get(reverse("innsynslogg"), {"format": "csv", **NOVEMBER})

    assert (svar.status_code, b"8F3K" in svar.content) == (503, False)


def test_a_long_log_is_csv_only(skriv, kommune, settings) -> None:
    settings.LOGGUTTREKK_XLSX_MAKS = 2
    _hendelse(skriv, kommune, antall=3)

    svar = _hent(skriv, "hendelser", format="xlsx")

    assert svar.status_code == 422
    assert "Utvalget har 3 linjer, og en XLSX-fil kan ha 2." in svar.content.decode()
    assert len(_csv(_hent(skriv, "hendelser", format="csv"))) == 4


def test_the_links_keep_the_filter(skriv, kommune) -> None:
    _hendelse(skriv, kommune)

    svar = _hent(skriv, "hendelser", bruker="kari", side=1)

    assert [lenke.url for lenke in svar.context["lenker"]] == [
        f"?bruker=kari&format={format}" for format in ("xlsx", "csv", "csv-maskin")
    ]


def test_the_rows_are_those_of_the_moment(skriv, kommune) -> None:
    """What is logged while the file is written does not stand in it."""
    _hendelse(skriv, kommune)
    svar = _hent(skriv, "hendelser", format="csv")
    with klokke.flyttet_til(klokke.now() + timedelta(minutes=1)):
        hendelse.log(skriv, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)

    assert len(_csv(svar)) == 2
