"""S-20: how many files a user takes out in a day, with Redis up and down (security.md §6 F)."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connections
from django.urls import reverse

from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.kjerne.feil import ForOfte
from imdinett.tilgang.roller import Rolle
from imdinett.web import eksport, uttak
from imdinett.web.models import Uttak
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.regnskap import meld

START = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


@pytest.fixture
def tid() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as flyttbar:
        yield flyttbar


@pytest.fixture
def grense(settings) -> None:
    settings.UTTAK_MAKS_PER_DAG = {"imdi": ((date(2026, 1, 1), 3),), "andre": ((date(2026, 1, 1), 2),)}


@pytest.fixture(params=["Redis svarer", "Redis er nede"])
def redis(request, settings) -> Iterator[str]:
    if request.param == "Redis er nede":
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
        }
    yield request.param
    caches["default"].close()


@pytest.mark.django_db
def test_s20_the_file_after_the_last_is_refused_with_redis_up_and_down(tid, grense, redis, record_property) -> None:
    kommune = KommuneFactory(navn="Eigersund")
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    klient = logg_inn(kari)
    adresse = f"{reverse('fordelingslister')}?format=csv"

    svar = [klient.get(adresse) for _nr in range(3)]

    assert [en.status_code for en in svar] == [200, 200, 429]
    html = svar[-1].content.decode()
    assert "Du har hentet 2 filer i dag, og flere kan du ikke hente på én dag." in html
    assert "Du kan hente igjen i morgen." in html
    assert Uttak.objects.filter(bruker=kari).count() == 2
    linje = Innsyn.objects.get(handling=Handling.EKSPORT)
    assert (linje.utfall, linje.kommune_id, linje.bruker_id) == (Utfall.AVVIST, kommune.pk, kari.pk)
    meld(record_property, "S-20", tilfeller=1)


@pytest.mark.django_db
def test_s20_the_count_begins_again_at_midnight_in_norway(tid, grense, record_property) -> None:
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    for _nr in range(2):
        uttak.tell(bruker=kari, hva="liste")
    tid.move_to(datetime(2026, 11, 18, 22, 59, tzinfo=UTC))
    with pytest.raises(ForOfte):
        uttak.tell(bruker=kari, hva="liste")
    tid.shift(timedelta(minutes=1))

    assert uttak.tell(bruker=kari, hva="liste").pk
    meld(record_property, "S-20", tilfeller=1)


@pytest.mark.django_db
def test_s20_imdi_and_the_others_have_each_their_limit_and_each_user_ones_own(tid, grense) -> None:
    kommune = KommuneFactory()
    kari, ola = (bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune) for _nr in range(2))
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    assert [uttak.maks_per_dag(en) for en in (kari, imdi)] == [2, 3]
    for hvem, antall in ((kari, 2), (ola, 2), (imdi, 3)):
        for _nr in range(antall):
            uttak.tell(bruker=hvem, hva="liste")
        with pytest.raises(ForOfte):
            uttak.tell(bruker=hvem, hva="liste")


@pytest.mark.django_db
def test_s20_a_report_on_persons_that_is_refused_is_not_logged_as_taken_out(tid, settings) -> None:
    settings.UTTAK_MAKS_PER_DAG = {"imdi": ((date(2026, 1, 1), 0),), "andre": ((date(2026, 1, 1), 0),)}
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))

    svar = klient.post(reverse("rapport_bosatte"), {"som": "csv", "aar": ""})

    assert svar.status_code == 429
    assert set(Innsyn.objects.filter(handling=Handling.EKSPORT).values_list("utfall", flat=True)) == {Utfall.AVVIST}
    assert not Hendelse.objects.filter(type="rapport_hentet").exists()


@pytest.mark.django_db
def test_no_file_is_made_without_having_been_counted(tid) -> None:
    ett = eksport.Eksport(navn="x", tittel="X", kolonner=[], rader=[], utvalg=[], av="Kari")

    with pytest.raises(TypeError):
        eksport.svar(ett, eksport.Format.CSV)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_s20_two_at_once_do_not_pass_the_limit_together(grense, record_property) -> None:
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    utfall: list[str] = []

    def hent() -> None:
        try:
            uttak.tell(bruker=kari, hva="liste")
            utfall.append("hentet")
        except ForOfte:
            utfall.append("stanset")
        finally:
            connections.close_all()

    traader = [threading.Thread(target=hent) for _nr in range(6)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()

    assert sorted(utfall) == ["hentet"] * 2 + ["stanset"] * 4
    assert Uttak.objects.count() == 2
    meld(record_property, "S-20", tilfeller=6)
