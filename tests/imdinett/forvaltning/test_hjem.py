"""The front page: tasks, messages, panels, what has happened since last time."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web import oppgaver, paneler
from imdinett.web.oppgaver import Oppgave
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.forvaltning.innlogging import logg_helt_inn, med_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eksempelvik")


@pytest.fixture
def bruker(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def egne_kilder(monkeypatch):
    """Nothing from the other packages, so that the page is judged alone."""
    monkeypatch.setattr(oppgaver, "_kilder", [])
    monkeypatch.setattr(paneler, "_kilder", [])


def test_the_heading_names_the_kommune(bruker) -> None:
    assert "Oppgaver i Eksempelvik</h1>" in logg_inn(bruker).get("/").content.decode()


def test_imdi_has_the_same_page(egne_kilder) -> None:
    assert "Oppgaver i IMDi</h1>" in logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).get("/").content.decode()


def test_without_tasks_it_says_so(bruker, egne_kilder) -> None:
    assert "Ingenting venter på deg nå." in logg_inn(bruker).get("/").content.decode()


def test_tasks_come_from_the_registered_sources_overdue_first(bruker, kommune, egne_kilder) -> None:
    idag = klokke.today()
    sett = []

    def kilde(hvem, i_kommune):
        sett.append((hvem, i_kommune))
        yield Oppgave("Registrer vedtak", "/v/", "anmodet 45", frist=idag + timedelta(days=5))
        yield Oppgave("Svar på liste", "/l/", "4 personer", frist=idag - timedelta(days=2))
        yield Oppgave("Se over kontakt", "/k/", "–", alder=date(2026, 1, 1))

    oppgaver.registrer(kilde)
    svar = logg_inn(bruker).get("/")

    assert sett == [(bruker, kommune)]
    assert [en.tekst for en in svar.context["oppgaver"]] == ["Svar på liste", "Registrer vedtak", "Se over kontakt"]
    assert "2 dager over fristen" in svar.content.decode()


def test_the_same_tasks_on_imdis_front_page(egne_kilder) -> None:
    oppgaver.registrer(lambda _hvem, _kommune: [Oppgave("Avklar brev", "/b/", "Lund")])

    assert "Avklar brev" in logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).get("/imdi/").content.decode()


def test_panels_of_the_apps_are_shown(bruker, kommune, egne_kilder) -> None:
    paneler.registrer(lambda _hvem, i_kommune: [("komponenter/tomt.html", {"tekst": f"Panel for {i_kommune}"})])

    assert "Panel for Eksempelvik" in logg_inn(bruker).get("/").content.decode()


def test_since_you_were_here_shows_what_others_did(bruker, kommune, egne_kilder) -> None:
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Ola Eksempel")
    med_app(bruker)
    with time_machine.travel("2026-11-20T12:00:10Z", tick=False) as tid:
        hendelse.log(annen, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
        forste = logg_helt_inn(bruker)
        assert "Siden du var her" not in forste.get("/").content.decode()
        tid.shift(3600)
        hendelse.log(annen, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
        hendelse.log(bruker, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
        tid.shift(3600)

        svar = logg_helt_inn(bruker, forste).get("/") if forste.post(reverse("account_logout")) else None

    assert [rad.av for rad in svar.context["siden_sist"]] == ["Ola Eksempel"]
    assert "Siden du var her" in svar.content.decode()


def test_the_page_takes_few_queries(bruker, egne_kilder) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nettleser = logg_inn(bruker)
    nettleser.get("/")
    with CaptureQueriesContext(connection) as fanget:
        nettleser.get("/")

    assert len(fanget) <= 13
