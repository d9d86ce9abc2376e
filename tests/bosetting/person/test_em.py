"""Følgeperson and AMOT as data: in the child's household, and only where they belong (B-064, B-070)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bosetting.person import services
from bosetting.person.models import Person, Sak
from bosetting.person.rules import Tillatelse
from bosetting.person.states import Kategori, Tillatelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from tests.bosetting.person.conftest import ny, registrert
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db
BARN = ny(1, er_em=True, fodselsdato=date(2014, 1, 1), representant_navn="R. Eksempel")
TANTE = ny(2, er_folgeperson=True)


def test_b070_the_folgeperson_is_in_the_childs_household(imdi) -> None:
    barn, tante = registrert(imdi, BARN, TANTE)

    assert barn.husstand_id == tante.husstand_id
    assert list(Sak.objects.order_by("pk").values_list("er_em", "er_folgeperson")) == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("nye", "kode"),
    [
        ([TANTE], "folgeperson_uten_em"),
        ([BARN, replace(TANTE, fodselsdato=date(2012, 1, 1))], "folgeperson"),
        ([ny(1, amot_kommune=object())], "amot"),
    ],
)
def test_what_does_not_belong_is_refused_at_its_field(imdi, nye, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        services.registrer_husstand(bruker=imdi, personer=nye)

    assert feil.value.kode == kode


def test_b070_the_child_stays_marked_while_a_folgeperson_is_there(imdi) -> None:
    barn, tante = services.registrer_personer(bruker=imdi, husstander=[[BARN, TANTE]])[0]
    alene, voksen = replace(BARN, er_em=False), replace(TANTE, er_folgeperson=False)

    with pytest.raises(Domenefeil) as feil:
        services.endre_person(bruker=imdi, sak=barn, versjon=1, ny=alene)
    assert (feil.value.kode, feil.value.felt) == ("folgeperson_uten_em", "er_em")

    services.endre_person(bruker=imdi, sak=tante, versjon=1, ny=voksen)
    services.endre_person(bruker=imdi, sak=barn, versjon=1, ny=alene)
    assert set(Sak.objects.values_list("er_em", "er_folgeperson")) == {(False, False)}


def test_a_folgeperson_comes_later_only_to_a_household_with_a_child(imdi) -> None:
    alene = registrert(imdi, ny(3))[0]
    barn = registrert(imdi, BARN)[0]

    with pytest.raises(Domenefeil, match="i husstand med en enslig mindreårig"):
        services.registrer_person(bruker=imdi, ny=TANTE, husstand=alene.husstand)
    with pytest.raises(Domenefeil, match="i husstand med en enslig mindreårig"):
        services.endre_person(bruker=imdi, sak=alene, versjon=1, ny=ny(3, er_folgeperson=True))

    assert services.registrer_person(bruker=imdi, ny=TANTE, husstand=barn.husstand).er_folgeperson


# ---- the 18th birthday
@pytest.fixture
def attenaaring(imdi) -> Iterator[Sak]:
    """Registered as a child, and 18 on 1 December."""
    barn = registrert(imdi, replace(BARN, fodselsdato=date(2008, 12, 1)))[0]
    with klokke.flyttet_til(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)):
        yield barn


def test_b070_who_turned_18_keeps_the_mark_and_all_else_can_be_corrected(imdi, attenaaring) -> None:
    rettet = replace(services.som_registrert(attenaaring), fornavn="Oumar", fodselsdato=date(2008, 11, 30))

    sak = services.endre_person(bruker=imdi, sak=attenaaring, versjon=1, ny=rettet)

    assert (sak.er_em, Person.objects.get().fornavn, Person.objects.get().fodselsdato) == (
        True,
        "Oumar",
        date(2008, 11, 30),
    )


@pytest.mark.parametrize(
    "endret",
    [{"kategori": Kategori.PRIVATBOENDE}, {"fodselsdato": date(2008, 11, 23)}],
    ids=["the category is chosen by hand", "was grown up when the case began"],
)
def test_b070_what_a_person_of_18_cannot_become(imdi, attenaaring, endret) -> None:
    with pytest.raises(Domenefeil) as feil:
        services.endre_person(
            bruker=imdi, sak=attenaaring, versjon=1, ny=replace(services.som_registrert(attenaaring), **endret)
        )

    assert feil.value.kode == "em_myndig"


def test_b070_the_mark_is_taken_away_by_hand_and_not_set_on_a_grown_up(imdi, attenaaring) -> None:
    uten = replace(services.som_registrert(attenaaring), er_em=False, kategori=Kategori.PRIVATBOENDE)

    sak = services.endre_person(bruker=imdi, sak=attenaaring, versjon=1, ny=uten)

    with pytest.raises(Domenefeil) as feil:
        services.endre_person(bruker=imdi, sak=sak, versjon=2, ny=replace(uten, er_em=True))
    assert feil.value.kode == "em_myndig"


def test_b064_amot_names_the_kommune_that_houses_and_settles_nobody_there(imdi) -> None:
    kommune = KommuneFactory()

    sak = registrert(imdi, ny(1, kategori=Kategori.AMOT, amot_kommune=kommune))[0]

    assert (sak.amot_kommune, sak.kommune, sak.bosettingsdato) == (kommune, None, None)


@pytest.mark.parametrize("meldt", [date(2026, 1, 31), date(2026, 11, 24)])
def test_nobody_hears_of_a_permit_before_it_is_given_or_tomorrow(imdi, meldt) -> None:
    gitt = Tillatelse(type=Tillatelsestype.FLYKTNING, dato=date(2026, 2, 1), meldt_dato=meldt)

    with pytest.raises(Domenefeil) as feil:
        services.registrer_tillatelser(bruker=imdi, rader=[(registrert(imdi, ny(1))[0], gitt)])

    assert feil.value.felt == "meldt_dato"
