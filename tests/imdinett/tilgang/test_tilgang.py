import pytest

from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, SE_SENSITIVT, Omfang, Rolle, med_omfang
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def test_every_kommune_role_is_a_permission_on_kommune() -> None:
    koder = {kode for kode, _navn in Kommune._meta.permissions}

    assert koder == {*med_omfang(Omfang.KOMMUNE), *med_omfang(Omfang.FYLKE), SE_SENSITIVT}


def test_there_are_fifteen_roles() -> None:
    assert set(ROLLER) == set(Rolle)
    assert len(ROLLER) == 15


def test_b001_a_role_holds_in_its_own_kommune_only() -> None:
    egen, annen = KommuneFactory(), KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=egen)

    assert tilgang.kommune_ider(bruker, Rettighet.SAK_LES) == {egen.pk}
    assert tilgang.har(bruker, Rettighet.SAK_LES, egen.pk)
    assert not tilgang.har(bruker, Rettighet.SAK_LES, annen.pk)


def test_b002_les_reads_and_does_not_answer() -> None:
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)

    assert tilgang.har(skriv, Rettighet.FORDELING_BESVAR, kommune.pk)
    assert tilgang.har(les, Rettighet.FORDELING_LES, kommune.pk)
    assert not tilgang.har(les, Rettighet.FORDELING_BESVAR, kommune.pk)


def test_b005_without_agreement_a_role_gives_nothing() -> None:
    kommune = KommuneFactory(avtale=False)
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    assert tilgang.grunnlag(bruker).tomt
    assert tilgang.grunnlag(bruker).uten_avtale == {kommune.pk}


def test_imdi_role_holds_in_the_whole_country() -> None:
    bruker = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    assert tilgang.kommune_ider(bruker, Rettighet.SAK_LES) is tilgang.ALLE
    assert not tilgang.har(bruker, Rettighet.BRUKERE_SKRIV)


def test_a_role_taken_away_is_gone_at_once() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    assert tilgang.har(bruker, Rettighet.SAK_LES)

    tildeling.ta_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_SKRIV, kommune)

    assert not tilgang.har(bruker, Rettighet.SAK_LES)


def test_grants_of_every_kind_are_read_once_and_together(django_assert_num_queries) -> None:
    kommuner = [KommuneFactory() for _ in range(3)]
    bruker = bruker_med()
    for kommune in kommuner:
        tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_LES, kommune)

    with django_assert_num_queries(1):
        tilgang.har(bruker, Rettighet.SAK_LES)
        tilgang.kommune_ider(bruker, Rettighet.FORDELING_LES)
