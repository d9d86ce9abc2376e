"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError

from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Avvik, Familierelasjon, Kartlegging, Person, Sak
from bosetting.person.states import Relasjonstype, Sakstilstand
from tests.factories.bosetting import TID, KartleggingFactory, PersonFactory, SakFactory
from tests.factories.imdinett import BrukerFactory, KommuneFactory

pytestmark = pytest.mark.django_db


def stopper(navn: str):
    return pytest.raises(IntegrityError, match=navn)


@pytest.mark.parametrize("duf", ["20990000010", "2099000001ab", ""])
def test_b098_duf_is_twelve_digits(duf) -> None:
    with stopper("bosetting_person_duf"):
        PersonFactory(duf_nummer=duf)


def test_b098_duf_is_unique() -> None:
    person = PersonFactory()
    with stopper("duf_nummer"):
        PersonFactory(duf_nummer=person.duf_nummer)


def test_one_case_per_person() -> None:
    sak = SakFactory()
    with stopper("person"):
        SakFactory(person=sak.person)


def test_a_pair_of_relatives_is_stored_once_each_way() -> None:
    a, b = PersonFactory(), PersonFactory()
    Familierelasjon.objects.create(person=a, slektning=b, type=Relasjonstype.SOSKEN)
    with stopper("bosetting_familierelasjon_par"):
        Familierelasjon.objects.create(person=a, slektning=b, type=Relasjonstype.ANNEN)


def test_nobody_is_related_to_oneself() -> None:
    a = PersonFactory()
    with stopper("bosetting_familierelasjon_to"):
        Familierelasjon.objects.create(person=a, slektning=a, type=Relasjonstype.SOSKEN)


@pytest.mark.parametrize("tilstand", ["fordelt", "akseptert", "sokt_ut"])
@pytest.mark.parametrize("mangler", ["kommune", "plassaar"])
def test_b028_what_holds_a_place_names_kommune_and_year(tilstand, mangler) -> None:
    felt = {"kommune": KommuneFactory(), "plassaar": 2026, mangler: None}
    sak = SakFactory()
    with stopper("bosetting_sak_bundet_har_kommune"):
        Sak.objects.filter(pk=sak.pk).update(tilstand=tilstand, **felt)


@pytest.mark.parametrize("utsokt", [None, date(2026, 11, 21)])
def test_b044_bosettingsdato_is_not_before_utsokingsdato(utsokt) -> None:
    with stopper("bosetting_sak_dato_etter_utsoking"):
        SakFactory(bosettingsdato=date(2026, 11, 20), utsokingsdato=utsokt)


@pytest.mark.parametrize("uke", [0, 54])
def test_a_week_is_from_1_to_53(uke) -> None:
    with stopper("bosetting_sak_uke"):
        SakFactory(bosettingsuke=uke)


@pytest.mark.parametrize("gitt", [None, date(2026, 11, 20)])
def test_a_permit_holds_after_the_day_it_was_given(gitt) -> None:
    with stopper("bosetting_sak_gyldig_etter_gitt"):
        SakFactory(tillatelse_dato=gitt, tillatelse_gyldig_til=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("navn", "felt"),
    [
        ("et_sted", {"til_dato": date(2026, 11, 20)}),
        ("rekkefolge", {"adresse": "Veien 1", "fra_dato": date(2026, 11, 21), "til_dato": date(2026, 11, 20)}),
    ],
)
def test_an_earlier_place_is_somewhere_and_ends_after_it_began(navn, felt) -> None:
    with stopper(f"bosetting_tidligerebosted_{navn}"):
        Tidligerebosted.objects.create(person=PersonFactory(), **felt)


def test_a_relative_abroad_has_a_name_or_a_year() -> None:
    with stopper("bosetting_familieute_navn_eller_aar"):
        FamilieUte.objects.create(
            person=PersonFactory(), type="barn", land="Iran", registrert_tid=TID, registrert_av=BrukerFactory()
        )


def test_a_settled_case_has_its_date() -> None:
    with stopper("bosetting_sak_bosatt_har_dato"):
        SakFactory(tilstand=Sakstilstand.BOSATT)


@pytest.mark.parametrize("felt", [{"godkjent_tid": TID}, {"godkjent_av": None, "godkjent_tid": TID}])
def test_a_kartlegging_is_approved_by_somebody(felt) -> None:
    with stopper("bosetting_kartlegging_godkjent_av"):
        KartleggingFactory(**felt)


def test_b093_health_without_samtykke_is_refused() -> None:
    with stopper("bosetting_kartlegging_helse_samtykke"):
        KartleggingFactory(behov_for_helsetjenester="dialyse", helse_samtykke=False)


def test_b093_health_with_samtykke_is_kept() -> None:
    KartleggingFactory(behov_for_helsetjenester="dialyse", helse_samtykke=True)

    assert Kartlegging.objects.get().behov_for_helsetjenester == "dialyse"


def test_an_avvik_is_closed_by_somebody() -> None:
    with stopper("bosetting_avvik_lukket_av"):
        Avvik.objects.create(
            sak=SakFactory(), beskrivelse="Feil", aapnet_tid=TID, aapnet_av=BrukerFactory(), lukket_tid=TID
        )


def test_a_person_does_not_say_its_name_by_str() -> None:
    person = PersonFactory(fornavn="Omar")

    assert str(Person.objects.get()) == str(person.uuid)
