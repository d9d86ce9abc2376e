"""Two who set dates at once: one date in force, and the other is told (S-09)."""

from datetime import date

import pytest

from bosetting.bosatt import services
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.person.models import Sak
from bosetting.vedtak import services as vedtak
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from tests.bosetting.bosatt.hjelp import GRUNN, dager_siden, fil, i_dag, rad, utsokt
from tests.bosetting.innlesing.hjelp import les_fil
from tests.bosetting.vedtak.hjelp import GRUNN as OPPHEVET
from tests.samtidig import samtidig

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def sett(bruker: Bruker, sak: Sak, dato: date):
    return lambda: services.registrer_bosettingsdato(bruker=bruker, sak_id=sak.pk, dato=dato, kilde=Kilde.KOMMUNE)


def feil_i(svar: list[object]) -> list[str]:
    return [en.kode for en in svar if isinstance(en, Domenefeil)]


def test_two_dates_at_once_one_stands() -> None:
    en, (sak,) = utsokt(1)

    svar = samtidig(sett(en.kari, sak, i_dag()), sett(en.ola, sak, dager_siden(1)))

    assert feil_i(svar) == ["alt_bosatt"]
    assert Bosetting.objects.count() == 1
    sak.refresh_from_db()
    assert sak.bosettingsdato == Bosetting.objects.get().bosettingsdato


def test_sixteen_with_the_same_date_one_row() -> None:
    en, (sak,) = utsokt(1)

    svar = samtidig(*[sett(en.kari if n % 2 else en.ola, sak, i_dag()) for n in range(16)])

    assert feil_i(svar) == []
    assert Bosetting.objects.count() == 1


def test_two_corrections_at_once_one_in_force() -> None:
    en, (sak,) = utsokt(1)
    sett(en.kari, sak, i_dag())()
    sak.refresh_from_db()

    def rett(bruker: Bruker, dato: date):
        return lambda: services.rett_bosettingsdato(
            bruker=bruker, sak_id=sak.pk, dato=dato, grunn=GRUNN, versjon=sak.versjon
        )

    svar = samtidig(rett(en.kari, dager_siden(1)), rett(en.ola, dager_siden(2)))

    assert feil_i(svar) == ["endret_imens"]
    assert (Bosetting.objects.count(), Bosetting.objects.gjeldende().count()) == (2, 1)


def test_a_date_and_a_reversal_at_once_one_wins_and_nothing_is_half_done() -> None:
    en, (sak,) = utsokt(1)
    vedtak_id = sak.vedtak.get().pk

    svar = samtidig(
        sett(en.kari, sak, i_dag()),
        lambda: vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=[vedtak_id], grunn=OPPHEVET),
    )

    sak.refresh_from_db()
    assert len(feil_i(svar)) == 1
    utfall = (sak.tilstand, sak.vedtak.get().tilstand, Bosetting.objects.count())
    assert utfall in {("bosatt", "gjelder", 1), ("bosettingsklar", "opphevet", 0)}


def test_the_same_file_twice_at_once_goes_in_once() -> None:
    en, (a, b) = utsokt(2, kategori="mottak")
    linjer = [rad(a, i_dag()), rad(b, i_dag())]

    svar = samtidig(*[lambda: les_fil(bruker=en.imdi, fil=fil(*linjer)) for _gang in range(2)])

    assert sorted((en.antall_inn, en.antall_kjent) for en in svar) == [(0, 2), (2, 0)]
    assert Bosetting.objects.count() == 2
