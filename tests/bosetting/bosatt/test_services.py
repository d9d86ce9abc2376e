import pytest

from bosetting.bosatt import services
from bosetting.bosatt.models import Bosetting, Kilde
from tests.bosetting.bosatt.hjelp import fil, i_dag, rad, utsokt
from tests.bosetting.fordeling.hjelp import tilstander

pytestmark = pytest.mark.django_db


def test_b045_one_date_per_person() -> None:
    en, (a, b) = utsokt(2)

    services.registrer_for_husstand(bruker=en.kari, datoer={a.pk: i_dag(), b.pk: None})

    assert tilstander(en) == ["bosatt", "sokt_ut"]
    assert list(Bosetting.objects.values_list("sak", "kilde")) == [(a.pk, Kilde.KOMMUNE)]


def test_import_puts_good_rows_in() -> None:
    en, (a,) = utsokt(1, kategori="mottak")

    kjoring = services.importer_bosettingsdatoer(bruker=en.imdi, fil=fil(rad(a, i_dag())))

    assert (kjoring.antall_inn, kjoring.antall_kjent, kjoring.antall_avvist) == (1, 0, 0)
    assert tilstander(en) == ["bosatt"]
