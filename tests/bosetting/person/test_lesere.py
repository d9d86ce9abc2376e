"""«IMDi bosetter les» reads registration: why is asked first, each look is one line, and nothing can be written."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bosetting.person import rules, services
from bosetting.person.models import Sak
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.states import Gradering, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import kartlagt, ny, registrert, til_kartlegging
from tests.bosetting.person.hjelp import LISTE, innsyn
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SETNING = "Bare brukere med rollen IMDi bosetter skriv kan registrere og endre."
SKRIVER = (
    "imdi_person_rett",
    "imdi_person_kartlegging",
    "imdi_person_slektskap",
    "imdi_kartlegging_returner",
    "imdi_skjerming",
    "imdi_avvik_ny",
    "imdi_sak_avslutt",
)
HUSSTAND_SKRIVER = ("imdi_husstand_person", "imdi_husstand_tillatelse", "imdi_husstand_godkjenn")


@pytest.fixture
def leser() -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_LES)


@pytest.fixture
def les(leser) -> Client:
    return logg_inn(leser)


def person(sak: Sak) -> str:
    return f"{LISTE}{sak.person.uuid}/"


def husstand(sak: Sak) -> str:
    return f"{LISTE}husstand/{sak.husstand.nummer}/"


def svar_hvorfor(klient: Client, sak: Sak, neste: str = "") -> Any:
    return klient.post(f"{husstand(sak)}formaal/?neste={neste}", {"hvorfor": "kontroll"})


def skriveadresser(sak: Sak) -> list[str]:
    av_person = [reverse(navn, args=[sak.person.uuid]) for navn in SKRIVER]
    av_husstand = [reverse(navn, args=[sak.husstand.nummer]) for navn in HUSSTAND_SKRIVER]
    return [reverse("imdi_husstand_ny"), *av_person, *av_husstand]


# ---- decision 19
def test_decision_19_who_only_reads_says_why_once_for_the_household(les, imdi) -> None:
    sak, andre = kartlagt(imdi, ny(1), ny(2, fornavn="Sara"))

    spurt = les.get(person(sak))
    spm = les.get(spurt.url).content.decode()
    videre = svar_hvorfor(les, sak, person(sak))

    assert (spurt.status_code, spurt.url.partition("?")[0]) == (302, f"{husstand(sak)}formaal/")
    assert sak.husstand.nummer in spm
    assert "Omar" not in spm
    assert innsyn() == []
    assert videre.url == person(sak)
    sider = (person(sak), person(andre), husstand(sak))
    assert ["Omar" in les.get(side).content.decode() for side in sider] == [True, False, True]
    assert list(Innsyn.objects.order_by("pk").values_list("del_av", "formaal")) == [
        ("person", "Jeg kontrollerer eller retter opplysninger"),
        ("person", "Jeg kontrollerer eller retter opplysninger"),
        ("husstand", "Jeg kontrollerer eller retter opplysninger"),
    ]


def test_decision_19_the_answer_holds_for_one_household_and_an_hour(les, imdi) -> None:
    en, annen = registrert(imdi, ny(1))[0], registrert(imdi, ny(2))[0]
    svar_hvorfor(les, en)

    assert (les.get(husstand(en)).status_code, les.get(husstand(annen)).status_code) == (200, 302)
    okt = les.session
    okt["mappeformaal"][en.husstand.nummer]["til"] = (klokke.now() - timedelta(seconds=1)).isoformat()
    okt.save()
    assert les.get(husstand(en)).status_code == 302


@pytest.mark.parametrize("data", [{}, {"hvorfor": "nysgjerrig"}, {"hvorfor": "annet", "utdyping": "kort"}])
def test_decision_19_no_real_answer_no_page(les, imdi, data) -> None:
    sak = registrert(imdi, ny(1))[0]

    svar = les.post(f"{husstand(sak)}formaal/", data)

    assert svar.status_code == 422
    assert les.get(husstand(sak)).status_code == 302


def test_decision_19_the_answer_leads_to_no_other_page(les, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    assert svar_hvorfor(les, sak, "https://ond.example/").url == husstand(sak)


def test_decision_19_who_has_a_task_and_who_registers_are_not_asked(leser, les, klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]
    Sak.objects.update(ansvarlig=leser)

    assert (les.get(person(sak)).status_code, klient.get(person(sak)).status_code) == (200, 200)
    assert list(Innsyn.objects.order_by("pk").values_list("formaal", flat=True)) == [
        "Oppgave i saken",
        "Registrering",
    ]
    assert [rules.maa_oppgi_formaal(hvem) for hvem in (leser, imdi)] == [True, False]


def test_a_household_whose_names_are_in_the_folders_is_shown_without_asking(les, imdi) -> None:
    sak = kartlagt(imdi, ny(1))[0]
    Sak.objects.update(tilstand=Sakstilstand.FORDELT, kommune=KommuneFactory(), plassaar=2026)

    svar = les.get(husstand(sak))

    assert svar.status_code == 200
    assert "Omar" not in svar.content.decode()
    assert innsyn() == []


def test_decision_19_the_search_takes_the_purpose_with_it(les, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]
    adresse = f"{LISTE}sok/"

    uten = les.post(adresse, {"sok": "Eksempel"})
    med = les.post(adresse, {"sok": "Eksempel", "hvorfor": "annet", "utdyping": "Statsforvalteren spør."})

    assert (uten.status_code, "Omar" in uten.content.decode()) == (422, False)
    assert "Omar" in med.content.decode()
    linje = Innsyn.objects.get()
    assert (linje.person_ider, linje.formaal) == ([sak.person_id], "Noe annet: Statsforvalteren spør.")


# ---- what is read
def test_the_list_and_the_person_have_what_the_forms_have(les, imdi) -> None:
    sak = kartlagt(imdi, ny(1, adresse="Storgata 1", postnummer="0155", poststed="Oslo"))[0]
    svar_hvorfor(les, sak)

    liste, side = les.get(LISTE).content.decode(), les.get(person(sak)).content.decode()

    assert sak.nummer in liste
    assert "Omar" not in liste
    assert [ord_ in side for ord_ in ("Omar", "Storgata 1, 0155 Oslo", "arabisk", "Fødselsnummer eller D-nummer")] == [
        True
    ] * 4


def test_b094_health_is_for_those_who_register(les, imdi) -> None:
    sak = til_kartlegging(imdi, ny(1))[0]
    svar = Kartleggingssvar(morsmaal="arabisk", behov_for_helsetjenester="dialyse", helse_samtykke=True)
    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)
    svar_hvorfor(les, sak)

    side, helse = les.get(person(sak)), les.get(f"{person(sak)}?vis=helse")

    assert "dialyse" not in side.content.decode()
    assert "vis=helse" not in side.content.decode()
    assert helse.status_code == 403
    assert innsyn() == [("lese", "person", sak.nummer)]


def test_b095_a_protected_person_is_not_there(les, imdi) -> None:
    sak = registrert(imdi, ny(1, fornavn="Hemmelig", gradering=Gradering.FORTROLIG))[0]

    sider = (person(sak), husstand(sak), f"{husstand(sak)}formaal/")

    assert {les.get(side).status_code for side in sider} == {404}
    assert "Ingen treff." in les.post(f"{LISTE}sok/", {"sok": "Hemmelig", "hvorfor": "kontroll"}).content.decode()


# ---- nothing is written
def test_no_write_page_opens_and_no_post_gets_through(les, imdi) -> None:
    sak = kartlagt(imdi, ny(1))[0]
    svar_hvorfor(les, sak)
    adresser = skriveadresser(sak)

    assert {adresse: les.get(adresse).status_code for adresse in adresser} == dict.fromkeys(adresser, 403)
    adresser += [LISTE, person(sak), husstand(sak)]
    assert {adresse: les.post(adresse, {}).status_code for adresse in adresser} == dict.fromkeys(adresser, 403)


def test_no_button_leads_to_a_write_and_the_page_says_who_can(les, klient, imdi) -> None:
    sak = kartlagt(imdi, ny(1))[0]
    services.apne_avvik(bruker=imdi, sak=sak, beskrivelse="Feil dato")
    svar_hvorfor(les, sak)

    for side in (LISTE, person(sak), husstand(sak)):
        lest, skrevet = les.get(side).content.decode(), klient.get(side).content.decode()
        assert [adresse for adresse in skriveadresser(sak) if f'"{adresse}"' in lest] == []
        assert any(f'"{adresse}"' in skrevet for adresse in skriveadresser(sak))
        assert "/lukk/" not in lest
        assert (SETNING in lest, SETNING in skrevet) == (True, False)


@pytest.mark.parametrize("rolle", [Rolle.IMDI_ANMODNING, Rolle.IMDI_SUPPORT, Rolle.IMDI_ADMINISTRATOR])
def test_others_at_imdi_read_nothing_here(imdi, rolle) -> None:
    sak = registrert(imdi, ny(1))[0]
    klient = logg_inn(bruker_med(rolle))

    sider = (LISTE, f"{LISTE}sok/", person(sak), husstand(sak), f"{husstand(sak)}formaal/")

    assert {klient.get(side).status_code for side in sider} == {403}


def test_the_front_page_of_imdi_follows_the_right_to_read(les) -> None:
    forside = les.get("/imdi/").content.decode()

    navn = ("imdi_personer", "imdi_soknader", "imdi_avvik", "imdi_vedtak", "imdi_overforing", "imdi_datoimporter")
    assert [en for en in navn if reverse(en) not in forside] == []


def test_the_page_of_a_person_takes_a_fixed_number_of_queries(les, imdi, django_assert_max_num_queries) -> None:
    sak = kartlagt(imdi, ny(1), ny(2), ny(3))[0]
    svar_hvorfor(les, sak)

    with django_assert_max_num_queries(20):
        assert les.get(person(sak)).status_code == 200
    with django_assert_max_num_queries(20):
        assert les.get(husstand(sak)).status_code == 200
