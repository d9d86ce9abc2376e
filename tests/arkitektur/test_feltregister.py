"""S-22: every field has a data class, and what must know where a field may go agrees with it (security.md §3)."""

import inspect
from datetime import date
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import get_resolver
from rest_framework.serializers import BaseSerializer

from bosetting.api import serializers
from bosetting.fordeling.queries import fakta_om
from bosetting.innsynskopi.queries import oppslag_om
from bosetting.person.models import Kartlegging, Person, Sak
from bosetting.rapport.queries.personer import FELT
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import dataklasse, klokke
from imdinett.kjerne.dataklasse import Dataklasse, felt
from tests.arkitektur.test_register import ADRESSER
from tests.factories.bosetting import KartleggingFactory, SakFactory
from tests.hjelp import lag_innsyn
from tests.regnskap import meld
from tests.verden import KANARI, Verden
from tests.verden.personer import MERKET, UMERKET

MERKE = "KLASSE"
# Nobody's in the world that these tests share a database with.
DUF = "209999990001"


def merket(modell: type[models.Model], minst: Dataklasse) -> dict[str, str]:
    """A text that says which field it came from, for every field of free text from this class on."""
    egne = {navn: modell._meta.get_field(navn) for navn in dataklasse.felt_fra(modell, minst)}
    return {
        navn: f"{MERKE}-{navn}"[: ett.max_length]
        for navn, ett in egne.items()
        if isinstance(ett, models.CharField | models.TextField) and not ett.choices
    }


# ---- the registry itself
def test_s22_every_field_has_a_class_and_every_class_a_field(record_property: Any) -> None:
    meld(
        record_property,
        "S-22",
        modeller=len(dataklasse.modeller()),
        felt=dataklasse.antall(),
        uten_klasse=len(dataklasse.mangler()),
        uten_felt=len(dataklasse.overflodige()),
    )
    assert (dataklasse.mangler(), dataklasse.overflodige()) == ([], [])
    assert dataklasse.antall() > 800


def test_s22_a_forgotten_field_stops_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    tabell = dict(dataklasse._tabeller["bosetting"])
    tabell["Sok"] = {navn: klasse for navn, klasse in tabell["Sok"].items() if navn != "tekst"} | {
        "borte": Dataklasse.D1
    }
    monkeypatch.setitem(dataklasse._tabeller, "bosetting", tabell)

    assert sorted(f"{feil.id} {feil.msg.split()[0]}" for feil in run_checks(tags=["models"])) == [
        "dataklasse.E001 bosetting.Sok.tekst",
        "dataklasse.E002 bosetting.Sok.borte",
    ]


def test_s22_a_field_is_in_one_class_only() -> None:
    with pytest.raises(ValueError, match="to klasser"):
        felt(d1="id navn", d3="navn")


# ---- names and addresses of things: events, logs and headings call an object by str()
@pytest.mark.parametrize("modell", [pytest.param(en, id=en.__name__) for en in dataklasse.modeller()])
def test_s22_no_object_is_called_by_what_says_who_it_is(modell: type[models.Model]) -> None:
    rad = modell(**merket(modell, Dataklasse.D2))
    try:
        navn = str(rad)
    except (ObjectDoesNotExist, AttributeError, TypeError):
        navn = ""  # it is called by another object, which is asked here itself, or by a date or a number

    assert MERKE not in navn


def test_s22_no_address_names_a_field_of_a_person() -> None:
    """D2 and up stand in no address: a person is an opaque id there (decision 17)."""
    av_personer = {navn for modell in (Person, Sak, Kartlegging) for navn in dataklasse.felt_fra(modell, Dataklasse.D2)}
    i_adresser = {navn for _sti, monster, _rom in ADRESSER for navn in monster.pattern.converters}

    assert get_resolver().url_patterns
    assert i_adresser & av_personer == set()


# ---- what is taken out
def _klasse(oppslag: str) -> Dataklasse:
    """Of a lookup from the case, as `person__fornavn`."""
    modell: Any = Sak
    *veien, siste = oppslag.removesuffix("_id").split("__")
    for ledd in veien:
        modell = modell._meta.get_field(ledd).related_model
    return dataklasse.klasser(modell)[siste]


def test_s22_reports_on_persons_hold_no_special_category() -> None:
    """D4 is not in an export by default, D5 in none."""
    assert [oppslag for oppslag in FELT if _klasse(oppslag) > Dataklasse.D3] == []


def test_s22_the_api_says_who_it_is_in_the_folder_only() -> None:
    """What a serializer reads of person, case and kartlegging: D3 in the folder's two parts, D4 and D5 nowhere."""
    tillatt = {"Person", "Representant", "SakMedPerson"}
    egne = {
        navn: klasse for modell in (Sak, Kartlegging, Person) for navn, klasse in dataklasse.klasser(modell).items()
    }
    funn = [
        f"{navn}.{feltet}"
        for navn, en in inspect.getmembers(serializers, inspect.isclass)
        if issubclass(en, BaseSerializer)
        for feltet, ett in getattr(en, "_declared_fields", {}).items()
        if (klasse := egne.get((ett.source or feltet).split(".")[-1])) is not None
        and klasse >= (Dataklasse.D4 if navn in tillatt else Dataklasse.D3)
    ]

    assert funn == []


@pytest.mark.django_db
def test_s22_s04_the_frozen_facts_hold_no_field_from_d3_on() -> None:
    """B-034, field by field: of health what there is consent to, and nothing else above D2."""
    sak = SakFactory(person__duf_nummer=DUF, person__fodselsdato=date(1989, 3, 12), **merket(Sak, Dataklasse.D3))
    for navn, tekst in merket(Person, Dataklasse.D3).items():
        setattr(sak.person, navn, tekst)
    KartleggingFactory(sak=sak, helse_samtykke=True, **merket(Kartlegging, Dataklasse.D3))

    fakta = fakta_om(sak)

    assert [navn for navn, verdi in fakta.items() if MERKE in str(verdi)] == ["helse"]
    assert "1989-03-12" not in str(fakta)


@pytest.mark.django_db
def test_s22_the_persons_copy_of_the_log_holds_no_field_from_d3_on() -> None:
    """Art. 15: when, which unit, what kind; a purpose written by hand can name others."""
    sak = SakFactory(person__duf_nummer=DUF)
    merker = merket(Innsyn, Dataklasse.D3)
    lag_innsyn(
        tid=klokke.now(),
        bruker_navn=f"{MERKE}-bruker",
        handling="lese",
        utfall="vist",
        person_id=sak.person_id,
        **merker,
    )

    kopi = oppslag_om(sak.person_id)

    assert len(kopi) == 1
    assert set(merker) == {"formaal", "beskrivelse", "gradering"}
    assert MERKE not in str(kopi)


# ---- the markers of the world that S-02 and S-04 search for
def test_s04_every_field_that_says_who_somebody_is_has_a_marker(record_property: Any) -> None:
    d3 = set(dataklasse.felt_i(Person, Dataklasse.D3))

    meld(record_property, "S-04", felt_i_d3=len(d3), merket=len(MERKET))
    assert set(MERKET) | set(UMERKET) == d3
    assert set(MERKET) & set(UMERKET) == set()


# What B's own rows hold no marker in: the numbers, what a service writes itself, and what the world has no row of.
UTEN_KANARI = frozenset(
    {
        "BestemtPerson.duf_nummer",
        "Person.duf_nummer",
        "Person.fodselsnummer",
        "Person.kontakt_telefon",
        "Person.postnummer",
        "Person.representant_postnummer",
        "Person.sokenavn",
        "Person.statsborgerskap",
        "Sak.tillatelse_type",
        # no row of it
        "Ankomst.reiserute",
        "Ankomst.sted",
        "Avslutning.merknad",
        "Avvik.lukket_grunn",
        "Mappedokument.tittel",
        "Rapportfil.formaal",
        "Sak.avsluttet_grunn",
        "Vurdering.begrunnelse",
    }
)


@pytest.mark.django_db
@pytest.mark.slow
def test_s02_every_text_on_persons_of_the_other_kommune_is_marked(verden: Verden, record_property: Any) -> None:
    """Every field of text from D2 to D4 in a table with a kommune of its own: one of B's rows has the marker in it."""
    merkede, umerkede = [], []
    for modell in dataklasse.modeller():
        if not any(ett.name == "kommune" for ett in modell._meta.fields):
            continue
        for navn in dataklasse.felt_i(modell, Dataklasse.D2, Dataklasse.D3, Dataklasse.D4):
            ett = modell._meta.get_field(navn)
            if isinstance(ett, models.CharField | models.TextField | models.JSONField) and not ett.choices:
                egne = modell._base_manager.filter(kommune=verden.b.kommune).values_list(navn, flat=True)
                merket_felt = any(KANARI in str(verdi) for verdi in egne)
                (merkede if merket_felt else umerkede).append(f"{modell.__name__}.{navn}")

    meld(record_property, "S-02", tekstfelt=len(merkede) + len(umerkede), merket=len(merkede))
    assert set(umerkede) == UTEN_KANARI
