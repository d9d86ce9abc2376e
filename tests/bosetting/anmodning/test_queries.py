from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning import queries
from bosetting.anmodning.models import Plassbok
from bosetting.anmodning.purring import Purremottakere, purremottakere
from bosetting.person.models import Sak
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def sak(kommune, tilstand: str, **felt: Any) -> Sak:
    standard: dict[str, Any] = {"kommune": kommune, "plassaar": 2026, "utsokingsdato": date(2026, 5, 1)}
    if tilstand == "bosatt":
        standard["bosettingsdato"] = date(2026, 6, 1)
    return SakFactory(tilstand=tilstand, **{**standard, **felt})


def test_b028_ledig_is_vedtatt_less_brukt_and_bundet() -> None:
    kommune = KommunevedtakFactory(antall=40, herav_em=3).kommune
    AnmodningFactory(kommune=kommune, antall=45, herav_em=5)
    for tilstand, antall in (("fordelt", 1), ("akseptert", 2), ("sokt_ut", 3), ("bosatt", 4), ("takket_nei", 1)):
        for _ in range(antall):
            sak(kommune, tilstand)
    sak(kommune, "fordelt", er_em=True)

    r = queries.plassregnskap(kommune, 2026)

    assert (r.anmodet, r.anmodet_em, r.vedtatt, r.vedtatt_em) == (45, 5, 40, 3)
    assert (r.fordelt, r.akseptert, r.sokt_ut, r.bundet, r.brukt) == (2, 2, 3, 7, 4)
    assert (r.fordelt_em, r.bundet_em, r.brukt_em) == (1, 1, 0)
    assert (r.ledig, r.ledig_em, r.ledig_ordinaer) == (29, 2, 27)


def test_b028_ledig_can_be_below_zero() -> None:
    kommune = KommunevedtakFactory(antall=1).kommune
    sak(kommune, "bosatt")
    sak(kommune, "sokt_ut")

    assert queries.plassregnskap(kommune, 2026).ledig == -1


def test_decision_22_bound_by_plassaar_and_used_by_the_year_of_the_bosettingsdato() -> None:
    kommune = KommuneFactory()
    sak(kommune, "bosatt", plassaar=2026, bosettingsdato=date(2027, 1, 1))
    sak(kommune, "sokt_ut", plassaar=2027)

    i_aar, neste = queries.plassregnskap(kommune, 2026), queries.plassregnskap(kommune, 2027)

    assert (i_aar.brukt, i_aar.bundet) == (0, 0)
    assert (neste.brukt, neste.bundet) == (1, 1)


def test_b021_without_a_vedtak_nothing_is_known_not_zero() -> None:
    kommune = KommuneFactory()
    KommunevedtakFactory(kommune=kommune, tilstand="registrert", godkjent_tid=None, godkjent_av=None)

    r = queries.plassregnskap(kommune, 2026)

    assert (r.anmodet, r.vedtatt, r.ledig, r.ledig_em, r.ledig_ordinaer) == (None, None, None, None, None)
    assert (r.brukt, r.bundet) == (0, 0)


def test_b010_only_the_current_anmodning_is_counted() -> None:
    kommune = KommuneFactory()
    AnmodningFactory(kommune=kommune, antall=45, tilstand="erstattet")
    AnmodningFactory(kommune=kommune, antall=60)
    AnmodningFactory(kommune=kommune, antall=99, tilstand="utkast")

    assert queries.plassregnskap(kommune, 2026).anmodet == 60


def test_plassregnskap_for_takes_one_query_for_any_number(django_assert_num_queries) -> None:
    kommuner = [KommunevedtakFactory(antall=antall).kommune for antall in (10, 20, 30)]
    sak(kommuner[1], "fordelt")

    with django_assert_num_queries(1):
        regnskap = queries.plassregnskap_for(kommuner, 2026)

    assert [regnskap[kommune.pk].ledig for kommune in kommuner] == [10, 19, 30]


def test_laas_plasser_makes_one_row_and_locks_it() -> None:
    kommune = KommuneFactory()
    with CaptureQueriesContext(connection) as sporringer:
        forste = queries.laas_plasser(kommune, 2026)
        andre = queries.laas_plasser(kommune, 2026)

    assert (forste, Plassbok.objects.count()) == (andre, 1)
    assert sum("FOR UPDATE" in en["sql"] for en in sporringer) == 2


@pytest.mark.django_db(transaction=True)
def test_laas_plasser_needs_a_transaction() -> None:
    kommune = KommuneFactory()

    with pytest.raises(TransactionManagementError):
        queries.laas_plasser(kommune, 2026)
    with transaction.atomic():
        assert queries.laas_plasser(kommune, 2026).aar == 2026


def test_purremottakere_are_active_skriv_and_administrators_where_there_is_an_agreement(
    django_assert_num_queries,
) -> None:
    med, uten = KommuneFactory(), KommuneFactory(avtale=False)
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=med)
    begge = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR, kommune=med)
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=med)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=uten)
    stengt = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=med)
    type(stengt).objects.filter(pk=stengt.pk).update(stengt_tid="2026-11-01T00:00Z", stengt_av=skriv)

    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=med)

    with django_assert_num_queries(1):
        mottakere = purremottakere([med, uten])

    assert mottakere == {
        med.pk: Purremottakere([skriv, begge], [administrator]),
        uten.pk: Purremottakere([], []),
    }
    assert mottakere[med.pk].alle == [skriv, begge, administrator]
