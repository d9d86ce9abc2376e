"""The country that `make bench` measures: every invariant on it, and it is never loaded where people are."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from bosetting import invarianter
from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Familierelasjon, Kartlegging, Person, Sak
from bosetting.person.querysets import SKJERMET
from bosetting.person.states import Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne.nummer import duf_med_kontroll, er_duf, fodselsnummer_type
from imdinett.kommune.models import Kommune
from imdinett.management.land.kopi import Innlasting
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import BrukerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PERSONER = 1500


def _last(*argumenter: str, capsys) -> str:
    call_command("last_land", *argumenter)
    return capsys.readouterr().out


def test_a_small_country_keeps_every_invariant(capsys) -> None:
    """B-028, B-031, B-036, B-042, B-043 and the others, on rows that no service has written."""
    ut = _last("--personer", str(PERSONER), capsys=capsys)

    assert invarianter.brudd() == []
    assert [ett.tekst for ett in invarianter.kontroller() if not ett.sett] == []
    assert (Person.objects.count(), Innsyn.objects.count()) == (PERSONER, 10 * PERSONER)
    assert Hendelse.objects.count() >= 20 * PERSONER
    assert Counter(Sak.objects.order_by().values_list("tilstand", flat=True)).keys() == set(Sakstilstand)
    assert Sak.objects.filter(SKJERMET).exists()
    _krev_ekte_form()
    _krev_hendelser()
    assert f"{PERSONER}  personer" in ut
    # The sequences go on after what was copied.
    assert SakFactory(person__duf_nummer=duf_med_kontroll(2098, 1)).pk > PERSONER


def _krev_ekte_form() -> None:
    """Fictitious numbers with real check digits, a whole household in one place, every kommune with its people."""
    personer = Person.objects.values_list("duf_nummer", "fodselsnummer")
    assert all(duf.startswith("2099") and er_duf(duf) for duf, _fnr in personer)
    assert all(int(fnr[2]) >= 8 and fodselsnummer_type(fnr, syntetisk=True) == "fnr" for _duf, fnr in personer)
    assert Kommune.objects.gyldige().med_avtale().count() == Kommune.objects.gyldige().count() == 357
    assert Familierelasjon.objects.exists()
    assert set(Kartlegging.objects.values_list("tilstand", flat=True)) >= {"sendt", "godkjent"}
    assert not Fordelingslinje.objects.filter(liste__sendt_tid__isnull=False, fakta={}).exists()


def _krev_hendelser() -> None:
    """B-090: what happened to a case stands in its log."""
    for hva, rader in (
        ("person_registrert", Person.objects.all()),
        ("vedtak_fattet", Bosettingsvedtak.objects.all()),
    ):
        assert Hendelse.objects.filter(type=hva).count() == rader.count()
    sett = set(Innsyn.objects.exclude(person_id=None).values_list("person_id", flat=True))
    assert sett <= set(Person.objects.values_list("pk", flat=True))


def test_the_same_seed_gives_the_same_country(capsys) -> None:
    rader = []
    for _gang in range(2):
        with connection.cursor() as markor:
            markor.execute("savepoint foer")
        _last("--personer", "40", "--fro", "7", capsys=capsys)
        rader.append(list(Sak.objects.order_by("pk").values_list("uuid", "tilstand", "kommune__nummer", "plassaar")))
        with connection.cursor() as markor:
            markor.execute("rollback to savepoint foer")

    assert len(rader[0]) == 40
    assert rader[0] == rader[1]


@pytest.mark.parametrize("finnes", [PersonFactory, BrukerFactory])
def test_a_database_with_people_in_it_is_left_alone(finnes) -> None:
    finnes()
    foer = (Person.objects.count(), Bruker.objects.count())

    with pytest.raises(CommandError, match="alt personer eller brukere"):
        call_command("last_land", "--personer", "10")

    assert (Person.objects.count(), Bruker.objects.count()) == foer


def test_production_is_left_alone(settings) -> None:
    settings.OVINGSMILJO = False

    with pytest.raises(CommandError, match="aldri i produksjon"):
        call_command("last_land", "--personer", "10")

    assert not Bruker.objects.exists()


@pytest.mark.parametrize("antall", ["0", "900001"])
def test_a_country_of_an_impossible_size_is_refused(antall) -> None:
    with pytest.raises(CommandError, match="Antall personer"):
        call_command("last_land", "--personer", antall)


def test_a_row_that_lacks_a_column_stops_the_loading() -> None:
    """A new column without a default must be filled in, not forgotten."""
    with pytest.raises(ValueError, match=r"Sak: mangler \[.*'kategori'"):
        Innlasting().legg(Sak, nummer="ABC23")
    with pytest.raises(ValueError, match=r"har ikke \['tilstanden'\]"):
        Innlasting().legg(Sak, tilstanden="bosatt")
