"""The numbers a person had before: kept when another comes, and found by those who may know of the person."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from bosetting.person import queries, services
from bosetting.person.models import Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.states import Gradering
from bosetting.sok.queries import sok
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innlesing.hjelp import ANNET_FNR, DNR, FNR
from tests.bosetting.person.conftest import ny, registrert
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


@pytest.fixture
def sak(imdi) -> Sak:
    return registrert(imdi, ny(1, fodselsnummer=DNR))[0]


def rett(imdi, sak: Sak, til: str) -> Sak:
    sak = Sak.objects.select_related("person").get(pk=sak.pk)
    return services.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=ny(1, fodselsnummer=til))


def kjente() -> list[tuple[str, str]]:
    return list(Tidligerenummer.objects.values_list("nummer", "kilde"))


# ---- what is kept
def test_the_d_number_is_kept_when_a_caseworker_writes_the_fodselsnummer(imdi, sak: Sak) -> None:
    rett(imdi, sak, FNR)

    assert (Person.objects.get().fodselsnummer, kjente()) == (FNR, [(DNR, "imdi")])
    assert Tidligerenummer.objects.get().gjaldt_til == klokke.now()


def test_folkeregisteret_says_when_and_any_number_of_its_is_kept(imdi, sak: Sak) -> None:
    fra = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    services.registrer_nummer(bruker=imdi, sak=sak, nummer=FNR, fra=fra)
    services.registrer_nummer(bruker=imdi, sak=sak, nummer=ANNET_FNR, fra=klokke.now())

    assert sorted(kjente()) == sorted([(DNR, "folkeregisteret"), (FNR, "folkeregisteret")])
    assert Tidligerenummer.objects.get(nummer=DNR).gjaldt_til == fra


@pytest.mark.parametrize("til", [ANNET_FNR, ""])
def test_a_slip_that_is_corrected_by_hand_was_never_the_persons_number(imdi, til: str) -> None:
    sak = registrert(imdi, ny(1, fodselsnummer=FNR))[0]

    rett(imdi, sak, til)

    assert kjente() == []


def test_a_number_that_the_person_has_again_is_no_former_one(imdi, sak: Sak) -> None:
    rett(imdi, sak, FNR)
    rett(imdi, sak, DNR)

    assert (Person.objects.get().fodselsnummer, kjente()) == (DNR, [])


# ---- who finds by them
def test_both_searches_find_by_the_number_that_was_and_say_so(imdi, klient, sak: Sak) -> None:
    rett(imdi, sak, FNR)

    registrering = klient.post("/imdi/personer/sok/", {"sok": f"{DNR[:6]} {DNR[6:]}"}).content.decode()
    hode = klient.post(reverse("sok"), {"sok": DNR}, follow=True).content.decode()
    naa = klient.post(reverse("sok"), {"sok": FNR}, follow=True).content.decode()

    assert [side.count("Omar Eksempel</a>") for side in (registrering, hode, naa)] == [1, 1, 1]
    assert ["Tidligere D-nummer" in side for side in (registrering, hode, naa)] == [True, True, False]
    assert {tuple(linje.person_ider) for linje in Innsyn.objects.filter(handling="soke")} == {(sak.person_id,)}


def test_a_number_now_and_three_before_are_one_hit(imdi, sak: Sak) -> None:
    for nummer in (FNR, ANNET_FNR, DNR, FNR):
        services.registrer_nummer(bruker=imdi, sak=sak, nummer=nummer, fra=klokke.now())

    assert [queries.sok(nummer, imdi).saker for nummer in (DNR, FNR, ANNET_FNR)] == [[sak]] * 3


def test_b095_the_numbers_of_a_protected_person_are_the_groups(imdi, sak: Sak) -> None:
    rett(imdi, sak, FNR)
    services.endre_gradering(bruker=imdi, sak=sak, til=Gradering.FORTROLIG, grunn="Folkeregisteret har meldt det.")
    annen = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    for tekst in (DNR, FNR):
        assert (sok(tekst, annen).antall, queries.sok(tekst, annen).saker) == (0, [])
        assert (sok(tekst, imdi).personer, queries.sok(tekst, imdi).saker) == ([sak], [sak])
    assert "Omar" not in logg_inn(annen).post(reverse("sok"), {"sok": DNR}, follow=True).content.decode()
