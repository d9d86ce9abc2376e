"""The overview of a kommune, and the list of those one follows."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory
from tests.factories.imdinett import (
    DatabehandleravtaleFactory,
    FylkeFactory,
    KommuneFactory,
    KommunenummerFactory,
    KontaktinformasjonFactory,
)
from tests.hjelp import bruker_med, logg_inn


@pytest.fixture
def eigersund(db) -> Kommune:
    return KommuneFactory(
        nummer="1101", navn="Eigersund", navn_offisielt="Eigersund", orgnr="944496394", folketall=15221
    )


@pytest.fixture
def lund(db) -> Kommune:
    return KommuneFactory(nummer="1112", navn="Lund", navn_offisielt="Lund")


@pytest.fixture
def klient(eigersund) -> Client:
    return logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=eigersund))


@pytest.fixture
def imdi(db) -> Client:
    return logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))


def _tekst(klient: Client, url: str, **sporring: str) -> str:
    svar = klient.get(url, sporring)
    assert svar.status_code == 200
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


def test_overview_has_contact_agreement_and_places(klient, eigersund) -> None:
    aar = klokke.today().year
    KontaktinformasjonFactory(kommune=eigersund, kontaktperson="Kari Eksempel")
    AnmodningFactory(runde__aar=aar, kommune=eigersund, antall=45)
    KommunevedtakFactory(aar=aar, kommune=eigersund, antall=40)

    svar = klient.get("/kommuner/1101/")

    assert (svar.context["plasser"].vedtatt, [del_.antall for del_ in svar.context["plasser"].deler]) == (
        40,
        [0, 0, 40],
    )
    tekst = _tekst(klient, "/kommuner/1101/")
    for del_ in (
        f"Bosetting i {aar}",
        "Anmodet av IMDi 45",
        "Postboks 1, 4379 Egersund",
        "postmottak@prove.example",
        "Kari Eksempel",
        "944\u00a0496\u00a0394",
        "Databehandleravtale, versjon 2026-1, signert 5. januar 2026 av Kommunedirektør Eksempel.",
    ):
        assert del_ in tekst


def test_what_is_missing_is_said_never_zero(klient) -> None:
    """B-021"""
    tekst = _tekst(klient, "/kommuner/1101/")

    assert "Anmodet av IMDi – ikke registrert" in tekst
    assert "Vedtatt av kommunen – ikke registrert" in tekst
    assert "Kommunen har ikke lagt inn postadresse og postmottak." in tekst


def test_missing_agreement_is_said_to_imdi(imdi, db) -> None:
    KommuneFactory(nummer="1103", navn="Stavanger", avtale=False)

    assert "Databehandleravtalen mangler" in _tekst(imdi, "/kommuner/1103/")


def test_another_kommune_does_not_exist(klient, lund) -> None:
    assert klient.get("/kommuner/1112/").status_code == 404
    assert klient.get("/kommuner/9999/").status_code == 404
    assert klient.get("/kommuner/1101/").status_code == 200


def test_old_number_leads_to_the_page_of_today(imdi, db) -> None:
    kommune = KommuneFactory(nummer="3101", navn="Halden")
    KommunenummerFactory(kommune=kommune, nummer="3001")

    svar = imdi.get("/kommuner/3001/")

    assert (svar.status_code, svar["Location"]) == (302, "/kommuner/3101/")


def test_old_number_of_another_kommune_does_not_exist(klient, lund) -> None:
    KommunenummerFactory(kommune=lund, nummer="1199")

    assert klient.get("/kommuner/1199/").status_code == 404


def test_free_places_are_for_the_kommune_and_imdi(klient, imdi, eigersund) -> None:
    """Decision 20: a fylke's reader sees anmodet and vedtatt, not how many are free."""
    fylke = logg_inn(bruker_med(Rolle.FYLKE_LES, kommune=eigersund))
    administrator = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=eigersund))

    sett = [k.get("/kommuner/1101/").context["plasser"] is not None for k in (klient, imdi, fylke, administrator)]

    assert sett == [True, True, False, False]
    assert fylke.get("/kommuner/1101/").context["oversikt"].regnskap is not None


def test_one_kommune_goes_straight_to_it(klient) -> None:
    svar = klient.get("/kommuner/")

    assert (svar.status_code, svar["Location"]) == (302, "/kommuner/1101/")


def test_list_holds_those_with_a_role_only(eigersund, lund, db) -> None:
    KommuneFactory(nummer="1114", navn="Bjerkreim")
    bruker = bruker_med(Rolle.FYLKE_LES, kommune=eigersund)
    tildeling.gi_kommunerolle(bruker, Rolle.FYLKE_LES, lund)

    rader = logg_inn(bruker).get("/kommuner/").context["rader"]

    assert [rad.kommune.navn for rad in rader] == ["Eigersund", "Lund"]


def test_list_says_who_lacks_the_agreement(imdi, eigersund) -> None:
    KommuneFactory(nummer="1103", navn="Stavanger", avtale=False)
    lukket = KommuneFactory(nummer="1114", navn="Bjerkreim", avtale=False)
    DatabehandleravtaleFactory(kommune=lukket, opphevet_tid=klokke.now(), opphevet_av=bruker_med())

    rader = imdi.get("/kommuner/").context["rader"]

    assert {rad.kommune.navn: rad.har_avtale for rad in rader} == {
        "Bjerkreim": False,
        "Eigersund": True,
        "Stavanger": False,
    }


@pytest.mark.parametrize(
    ("sok", "funnet"),
    [
        ("eiger", ["Eigersund"]),
        ("1101", ["Eigersund"]),
        ("11", ["Eigersund", "Lund"]),
        ("kárášjohka", ["Karasjok"]),
        ("2021", ["Karasjok"]),
        ("finnes ikke", []),
    ],
)
def test_search_by_name_and_number(imdi, eigersund, lund, sok, funnet) -> None:
    finnmark = FylkeFactory(nummer="56", navn="Finnmark")
    karasjok = KommuneFactory(nummer="5610", navn="Karasjok", navn_offisielt="Kárášjohka – Karasjok", fylke=finnmark)
    for kommune, nummer in ((eigersund, "1101"), (lund, "1112"), (karasjok, "5610"), (karasjok, "2021")):
        KommunenummerFactory(kommune=kommune, nummer=nummer)

    rader = imdi.get("/kommuner/", {"sok": sok}).context["rader"]

    assert [rad.kommune.navn for rad in rader] == funnet


def test_filter_by_fylke(imdi, eigersund) -> None:
    KommuneFactory(nummer="5610", navn="Karasjok", fylke=FylkeFactory(nummer="56", navn="Finnmark"))

    svar = imdi.get("/kommuner/", {"fylke": "56"})

    assert [rad.kommune.navn for rad in svar.context["rader"]] == ["Karasjok"]
    assert imdi.get("/kommuner/", {"fylke": "99"}).status_code == 200


def test_closed_kommuner_are_not_listed(imdi, eigersund, lund) -> None:
    KommuneFactory(nummer="1507", navn="Ålesund", gyldig_til=klokke.today())

    assert [rad.kommune.navn for rad in imdi.get("/kommuner/").context["rader"]] == ["Eigersund", "Lund"]


def _antall(klient: Client, url: str) -> int:
    klient.get("/rapporter/")
    with CaptureQueriesContext(connection) as sporringer:
        assert klient.get(url).status_code == 200
    return sum("SAVEPOINT" not in sporring["sql"] for sporring in sporringer.captured_queries)


def test_list_asks_the_same_for_two_and_ten(imdi, eigersund, lund) -> None:
    to = _antall(imdi, "/kommuner/")
    KommuneFactory.create_batch(8)

    assert _antall(imdi, "/kommuner/") == to <= 20


def test_overview_is_within_the_budget(klient) -> None:
    assert _antall(klient, "/kommuner/1101/") <= 20
