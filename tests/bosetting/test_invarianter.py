"""The one function that says what holds finds each thing that does not: B-001, B-028, B-031, B-032, B-036, B-039,
B-041, B-042, B-043."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from bosetting import invarianter
from bosetting.anmodning.models import Kommunevedtak
from bosetting.bosatt import services as bosatt
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.person.models import Person, Sak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kjerne import klokke
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.fordeling.hjelp import besvar, scene
from tests.factories.bosetting import HusstandFactory
from tests.factories.imdinett import KommuneFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def saker() -> None:
    """One or more in each state from bosettingsklar to bosatt."""
    en, (forste, _andre) = utsokt(1, 1)
    bosatt.registrer_bosettingsdato(bruker=en.kari, sak_id=forste.pk, dato=klokke.today(), kilde=Kilde.KOMMUNE)
    scene(1, 2)
    besvar(scene(1, 1), B="nei")


def _i(tilstand: str):
    return Sak.objects.filter(tilstand=tilstand)


BRUDD: list[tuple[str, Callable[[], int]]] = [
    ("har kommune og plassår", lambda: Person.objects.filter(sak__tilstand="fordelt").update(kommune=None)),
    ("har ingen kommune", lambda: _i("bosettingsklar").update(plassaar=2026)),
    ("på en sendt liste følger saken", lambda: _i("fordelt").update(tilstand="akseptert")),
    ("står på en liste", lambda: Fordelingslinje.objects.filter(tilstand="venter").update(tilstand="nei")),
    ("har svaret til husstanden", lambda: Husstandssvar.objects.filter(svar="nei").update(svar="ja")),
    ("nei er begrunnet", lambda: Husstandssvar.objects.filter(svar="nei").update(avslagskode="")),
    (
        "ja som er avgjort",
        lambda: Fordelingslinje.objects.filter(vedtak__sak__tilstand="bosatt").update(avgjort_tid=None),
    ),
    ("åpen, har gjeldende vedtak", lambda: Bosettingsvedtak.objects.update(kommune=KommuneFactory())),
    ("stengt, har ikke gjeldende vedtak", lambda: _i("sokt_ut").update(tilstand="takket_nei")),
    (
        "bosatt, har én gjeldende dato",
        lambda: Bosetting.objects.update(bosettingsdato=klokke.today() + timedelta(days=1)),
    ),
    ("ikke er bosatt, har ingen dato", lambda: _i("bosatt").update(tilstand="sokt_ut")),
    ("har samme kommune", lambda: Husstandssvar.objects.update(kommune=KommuneFactory())),
    ("i samme husstand", lambda: Person.objects.update(husstand=HusstandFactory())),
    (
        "så langt som linjene",
        lambda: Fordelingsliste.objects.filter(tilstand="sendt").update(tilstand="ferdigbehandlet"),
    ),
    ("gitt bort to ganger", lambda: Kommunevedtak.objects.update(antall=0)),
    ("tabellen over tilstander", lambda: _i("bosettingsklar").update(tilstand="borte")),
]


@pytest.mark.usefixtures("saker")
def test_what_the_services_make_breaks_nothing() -> None:
    funn = invarianter.kontroller()

    assert [ett for ett in funn if ett.brudd] == []
    assert [ett.tekst for ett in funn if not ett.sett] == ["en kommune har én gjeldende anmodning i året"]


@pytest.mark.usefixtures("saker")
@pytest.mark.parametrize(("tekst", "odelegg"), BRUDD, ids=[tekst for tekst, _odelegg in BRUDD])
def test_each_invariant_finds_what_breaks_it(tekst, odelegg) -> None:
    assert odelegg() > 0

    assert [ett for ett in invarianter.brudd() if tekst in ett] != []


@pytest.mark.usefixtures("saker")
def test_two_open_lines_of_one_sak_are_found_without_the_index_b031() -> None:
    scene(1)
    en, *_andre, to = Fordelingslinje.objects.filter(tilstand="venter").order_by("pk")
    with connection.cursor() as markor:
        markor.execute("set constraints all immediate")
        markor.execute("drop index bosetting_linje_en_apen_per_sak")

    Fordelingslinje.objects.filter(pk=to.pk).update(sak=en.sak)

    assert "B-031 en sak har én åpen linje: 1" in invarianter.brudd()
