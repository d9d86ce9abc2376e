"""What the database itself refuses."""

import pytest
from django.db import IntegrityError

from bosetting.anmodning.models import Plassbok
from bosetting.anmodning.states import Anmodningstilstand, Vedtakstilstand
from tests.factories.bosetting import TID, AnmodningFactory, AnmodningsrundeFactory, KommunevedtakFactory
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db


def stopper(navn: str):
    return pytest.raises(IntegrityError, match=navn)


def test_b010_a_version_of_a_year_is_one_round() -> None:
    AnmodningsrundeFactory(versjon=1)
    with stopper("bosetting_anmodningsrunde_versjon"):
        AnmodningsrundeFactory(versjon=1)


def test_b011_the_need_for_em_is_part_of_the_need() -> None:
    with stopper("bosetting_anmodningsrunde_em"):
        AnmodningsrundeFactory(behov=10, behov_em=11)


def test_a_round_is_sent_by_somebody() -> None:
    with stopper("bosetting_anmodningsrunde_sendt_av"):
        AnmodningsrundeFactory(sendt_av=None)


def test_b010_one_anmodning_per_kommune_in_a_round() -> None:
    rad = AnmodningFactory(tilstand=Anmodningstilstand.UTKAST)
    with stopper("bosetting_anmodning_en_per_runde"):
        AnmodningFactory(runde=rad.runde, kommune=rad.kommune, tilstand=Anmodningstilstand.UTKAST)


@pytest.mark.parametrize("forste", ["sendt", "purret", "besvart"])
@pytest.mark.parametrize("andre", ["sendt", "purret", "besvart"])
def test_b010_one_current_anmodning_per_kommune_and_year(forste, andre) -> None:
    rad = AnmodningFactory(tilstand=forste)
    with stopper("bosetting_anmodning_en_gjeldende"):
        AnmodningFactory(kommune=rad.kommune, tilstand=andre)


@pytest.mark.parametrize("andre", ["utkast", "erstattet"])
def test_b010_a_draft_or_a_superseded_one_stands_beside_it(andre) -> None:
    rad = AnmodningFactory()

    assert AnmodningFactory(kommune=rad.kommune, tilstand=andre).pk


def test_b011_em_is_part_of_the_total() -> None:
    with stopper("bosetting_anmodning_em"):
        AnmodningFactory(antall=10, herav_em=11)


def test_b025_one_approved_vedtak_per_kommune_and_year() -> None:
    vedtak = KommunevedtakFactory()
    with stopper("bosetting_kommunevedtak_ett_gjeldende"):
        KommunevedtakFactory(kommune=vedtak.kommune)


def test_b025_older_ones_and_other_years_stand_beside_it() -> None:
    vedtak = KommunevedtakFactory()

    assert KommunevedtakFactory(kommune=vedtak.kommune, tilstand=Vedtakstilstand.ERSTATTET).pk
    assert KommunevedtakFactory(kommune=vedtak.kommune, aar=2027).pk


def test_b022_em_is_part_of_the_vedtak() -> None:
    with stopper("bosetting_kommunevedtak_em"):
        KommunevedtakFactory(antall=10, herav_em=11)


def test_b020_no_negative_number() -> None:
    with stopper("antall"):
        KommunevedtakFactory(antall=-1, herav_em=-1)


def test_a_vedtak_is_approved_by_somebody() -> None:
    with stopper("bosetting_kommunevedtak_godkjent_av"):
        KommunevedtakFactory(godkjent_tid=TID, godkjent_av=None)


def test_one_plassbok_per_kommune_and_year() -> None:
    kommune = KommuneFactory()
    Plassbok.objects.create(kommune=kommune, aar=2026)
    with stopper("bosetting_plassbok_en"):
        Plassbok.objects.create(kommune=kommune, aar=2026)
