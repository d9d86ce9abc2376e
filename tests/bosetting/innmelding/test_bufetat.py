"""Bufetat reads what the kommuner have room for (bosetting.md §2, B-086, B-087)."""

import pytest
from django.urls import reverse

from bosetting.innmelding.models import EmKapasitet
from bosetting.innmelding.queries import kapasitet_for_bufetat
from bosetting.innmelding.services import innmeldinger as services
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import kapasitet
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SIDE = "/barn/kapasitet/"


@pytest.fixture
def ansatt():
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.BUFETAT_SKRIV, EnhetFactory(type=Enhet.Type.BUFETAT))
    return bruker


def meldt(navn: str = "Eigersund", **felt) -> EmKapasitet:
    kommune = KommuneFactory(navn=navn)
    return kapasitet(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune), kommune, **felt)


def test_the_whole_country_stands_there_the_soonest_week_first(ansatt) -> None:
    aar, uke = klokke.isouke(klokke.today())
    meldt("Sokndal", uke=(aar + 1, uke), antall=3, saerskilte_forhold="Bare jenter")
    meldt("Eigersund", dognbemannet=True)

    svar = logg_inn(ansatt).get(SIDE)

    tekst = svar.content.decode()
    assert [rad.kommune.navn for rad, _uke, _merke in svar.context["rader"]] == ["Eigersund", "Sokndal"]
    assert [ord_ in tekst for ord_ in ("Bare jenter", f"Uke {uke}", "Døgnbemannet")] == [True] * 3
    assert "melder kommunene til Bufetats region, ikke her (B-087)" in tekst
    assert Innsyn.objects.count() == 0


def test_what_is_used_or_cancelled_is_gone(ansatt) -> None:
    brukt, kansellert = meldt(), meldt("Sokndal")
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    services.merk_brukt(bruker=imdi, kapasitet=brukt)
    services.kanseller(bruker=kansellert.sendt_av, innmelding=kansellert)

    svar = logg_inn(ansatt).get(SIDE)

    assert svar.context["rader"] == []
    assert "Ingen kommuner har meldt inn ledige plasser for enslige mindreårige nå." in svar.content.decode()


def test_nothing_else_of_what_kommuner_report_is_read_and_nothing_is_answered(ansatt) -> None:
    rad, klient = meldt(), logg_inn(ansatt)
    sider = [
        reverse("kommune_innmeldinger", args=[rad.kommune.nummer]),
        reverse("innmelding", args=[rad.kommune.nummer, "em-kapasitet", rad.pk]),
        reverse("imdi_innmeldinger"),
        reverse("imdi_innmelding", args=["em-kapasitet", rad.pk]),
    ]

    assert {klient.get(side).status_code for side in sider} == {403}
    assert klient.post(reverse("imdi_kapasitet_brukt", args=[rad.pk])).status_code == 403
    assert klient.post(SIDE).status_code == 405
    assert 'method="post"' not in klient.get(SIDE).content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    "rolle",
    [
        Rolle.KOMMUNE_BOSETTER_SKRIV,
        Rolle.FYLKE_LES,
        Rolle.IMDI_BOSETTER_SKRIV,
        Rolle.IMDI_BOSETTER_LES,
        Rolle.IMDI_SUPPORT,
    ],
)
def test_the_page_is_bufetats(rolle) -> None:
    meldt()
    bruker = bruker_med(rolle, kommune=KommuneFactory())

    assert logg_inn(bruker).get(SIDE).status_code == 403
    assert not kapasitet_for_bufetat(bruker).exists()


def test_mottak_does_not_see_it() -> None:
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, EnhetFactory())

    assert logg_inn(bruker).get(SIDE).status_code == 403


def test_one_and_three_take_the_same_number_of_queries(ansatt) -> None:
    klient = logg_inn(ansatt)
    meldt()
    forst = sporringer(klient, SIDE)
    meldt("Sokndal")
    meldt("Lund")

    assert sporringer(klient, SIDE) == forst <= 20
