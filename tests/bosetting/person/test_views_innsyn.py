"""Who may see the pages of a person, and that each look is logged."""

from typing import Any

import pytest

from bosetting.person import services
from bosetting.person.models import Sak
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.states import Gradering, Sakstilstand
from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import TILLATELSE, kartlagt, klar, ny, registrert, til_kartlegging
from tests.bosetting.person.hjelp import LISTE, innsyn
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


# ---- looks are logged
def test_opening_a_person_writes_the_line_first_and_health_is_a_line_of_its_own(klient, imdi) -> None:
    sak = til_kartlegging(imdi, ny(1))[0]
    svar = Kartleggingssvar(morsmaal="arabisk", behov_for_helsetjenester="dialyse", helse_samtykke=True)
    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)
    adresse = f"{LISTE}{sak.person.uuid}/"

    uten = klient.get(adresse).content.decode()
    med = klient.get(f"{adresse}?vis=helse").content.decode()

    assert innsyn() == [("lese", "person", sak.nummer), ("lese", "helse", sak.nummer), ("lese", "person", sak.nummer)]
    assert "dialyse" not in uten
    assert "dialyse" in med


def test_opening_a_household_names_all_who_were_shown(klient, imdi) -> None:
    forste, andre = registrert(imdi, ny(1), ny(2))
    skjermet = services.registrer_person(
        bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV),
        ny=ny(3, fornavn="Hemmelig", gradering=Gradering.FORTROLIG),
        husstand=forste.husstand,
    )

    svar = klient.get(f"{LISTE}husstand/{forste.husstand.nummer}/")

    linje = Innsyn.objects.get()
    assert sorted(linje.person_ider) == sorted([forste.person_id, andre.person_id])
    assert "Hemmelig" not in svar.content.decode()
    assert skjermet.nummer not in svar.content.decode()


@pytest.mark.parametrize("hale", ["person/", "tillatelse/", "godkjenn/"])
def test_a_household_page_that_comes_back_with_errors_is_a_look_too(klient, imdi, hale) -> None:
    forste, andre = registrert(imdi, ny(1), ny(2))
    services.registrer_tillatelser(bruker=imdi, rader=[(forste, TILLATELSE)])

    svar = klient.post(f"{LISTE}husstand/{forste.husstand.nummer}/{hale}", {})

    assert svar.status_code == 422
    assert sorted(Innsyn.objects.get().person_ider) == [forste.person_id, andre.person_id]


@pytest.mark.parametrize(
    ("hale", "del_av"), [("rett/", "identitet"), ("kartlegging/", "kartlegging og helse"), ("slektskap/", "slektskap")]
)
def test_a_person_page_that_comes_back_with_errors_is_a_look_too(klient, imdi, hale, del_av) -> None:
    sak = registrert(imdi, ny(1))[0]

    svar = klient.post(f"{LISTE}{sak.person.uuid}/{hale}", {})

    assert (svar.status_code, innsyn()) == (422, [("lese", del_av, sak.nummer)])


@pytest.mark.parametrize("hale", ["", "rett/", "kartlegging/", "slektskap/", "avvik/", "avslutt/", "skjerming/"])
def test_b095_the_pages_of_a_shielded_person_are_there_for_the_group_only(imdi, hale) -> None:
    sak = registrert(imdi, ny(1, fornavn="Hemmelig", gradering=Gradering.FORTROLIG))[0]
    adresse = f"{LISTE}{sak.person.uuid}/{hale}"

    assert logg_inn(imdi).get(adresse).status_code == 200
    assert logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).get(adresse).status_code == 404


@pytest.mark.parametrize("hale", ["avvik/", "avslutt/"])
def test_b095_a_shielded_case_can_be_marked_and_closed(klient, imdi, hale) -> None:
    sak = registrert(imdi, ny(1, fornavn="Hemmelig", gradering=Gradering.FORTROLIG))[0]

    svar = klient.get(f"{LISTE}{sak.person.uuid}/{hale}")

    assert svar.status_code == 200
    assert "Hemmelig" not in svar.content.decode()


def test_no_log_no_page(klient, imdi, monkeypatch) -> None:
    from django.db import DatabaseError

    sak = registrert(imdi, ny(1, fornavn="Hemmelig"))[0]

    def feiler(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(Innsyn, "save", feiler)
    svar = klient.get(f"{LISTE}{sak.person.uuid}/")

    assert svar.status_code == 503
    assert "Hemmelig" not in svar.content.decode()


def test_when_the_case_has_left_registration_the_folder_takes_over(klient, imdi) -> None:
    sak = klar(imdi, ny(1))[0]
    Sak.objects.filter(pk=sak.pk).update(tilstand=Sakstilstand.FORDELT, kommune=KommuneFactory(), plassaar=2026)

    svar = klient.get(f"{LISTE}{sak.person.uuid}/")
    husstand = klient.get(f"{LISTE}husstand/{sak.husstand.nummer}/")

    assert (svar.status_code, svar.url) == (302, f"/personer/{sak.person.uuid}/")
    assert "Omar" not in husstand.content.decode()
    assert innsyn() == []


# ---- who may
def sider(sak: Sak) -> list[str]:
    person, husstand = f"{LISTE}{sak.person.uuid}/", f"{LISTE}husstand/{sak.husstand.nummer}/"
    deler = ["rett/", "kartlegging/", "slektskap/", "avslutt/", "avvik/"]
    return [
        LISTE,
        f"{LISTE}ny/",
        person,
        husstand,
        *(person + del_ for del_ in deler),
        *(husstand + del_ for del_ in ("person/", "tillatelse/", "godkjenn/")),
    ]


@pytest.mark.parametrize("rolle", [Rolle.IMDI_ANMODNING, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_SUPPORT])
def test_the_pages_are_for_those_who_register(imdi, rolle) -> None:
    alle = sider(kartlagt(imdi, ny(1))[0])
    klient = logg_inn(bruker_med(rolle))

    assert {klient.get(side).status_code for side in alle} == {403}


def test_the_pages_are_closed_to_kommuner(imdi) -> None:
    alle = sider(kartlagt(imdi, ny(1))[0])
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    assert {klient.get(side).status_code for side in alle} == {403}
    assert Innsyn.objects.count() == 0


def test_the_pages_open_for_those_who_register(klient, imdi) -> None:
    alle = sider(kartlagt(imdi, ny(1))[0])

    assert {side: klient.get(side).status_code for side in alle} == dict.fromkeys(alle, 200)
