"""B-090, B-091 and S-07 (part): what is written where, and what happens when it cannot be."""

import pytest
from django.db import connections, transaction

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype
from imdinett.kjerne import kontekst
from imdinett.kjerne.feil import LoggNede
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


@pytest.fixture
def kommune():
    return KommuneFactory()


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def _log(bruker, kommune, hva=Hendelsestype.KONTAKT_ENDRET, **data) -> Hendelse:
    return hendelse.log(bruker, hva, kommune, kommune=kommune, **data)


def test_b090_an_event_says_who_what_where_and_by_which_role(skriv, kommune) -> None:
    with kontekst.med_kall(kontekst.Kall("abc", "192.0.2.1", "web")):
        rad = _log(skriv, kommune, felt=["telefon"])

    assert (rad.bruker, rad.bruker_navn, rad.rolle) == (skriv, skriv.navn, "Kommune_Bosetter_Skriv")
    assert (rad.kommune, rad.gjelder_type, rad.gjelder_id) == (kommune, "kommune", str(kommune.pk))
    assert (rad.data, rad.request_id, rad.ip) == ({"felt": ["telefon"]}, "abc", "192.0.2.1")


def test_b090_an_act_that_is_rolled_back_leaves_no_event(skriv, kommune) -> None:
    with transaction.atomic():
        _log(skriv, kommune)
        transaction.set_rollback(True)

    assert not Hendelse.objects.exists()


def test_the_bulk_form_writes_the_same_rows_in_one_statement(skriv, django_assert_num_queries) -> None:
    kommuner = [KommuneFactory() for _ in range(3)]
    hendelse.rolletekst(skriv, None)

    with django_assert_num_queries(1):
        hendelse.log_mange(skriv, Hendelsestype.KONTAKT_ENDRET, [(k, k, {"felt": []}) for k in kommuner])

    assert {rad.kommune for rad in Hendelse.objects.all()} == set(kommuner)


# ---- decision 18: who reads which
def test_decision_18_data_events_to_skriv_and_les_user_events_to_the_administrator(skriv, kommune) -> None:
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    data = _log(skriv, kommune)
    bruker = _log(skriv, kommune, Hendelsestype.ROLLER_ENDRET)

    synlige = {hvem: set(Hendelse.objects.synlig_for(hvem)) for hvem in (skriv, les, administrator)}

    assert synlige == {skriv: {data}, les: {data}, administrator: {bruker}}


def test_b001_never_another_kommunes(skriv, kommune) -> None:
    annen = KommuneFactory()
    _log(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen), annen)
    min_ = _log(skriv, kommune)

    assert list(Hendelse.objects.synlig_for(skriv)) == [min_]


@pytest.mark.parametrize(
    ("rolle", "ventet"),
    [
        (Rolle.IMDI_BOSETTER_LES, {"kontakt_endret"}),
        (Rolle.IMDI_ADMINISTRATOR, {"roller_endret"}),
        (Rolle.IMDI_LOGG_LES, {"kontakt_endret", "roller_endret"}),
        (Rolle.IMDI_SUPPORT, set()),
    ],
)
def test_decision_13_what_imdis_roles_read(skriv, kommune, rolle, ventet) -> None:
    _log(skriv, kommune)
    _log(skriv, kommune, Hendelsestype.ROLLER_ENDRET)

    assert {rad.type for rad in Hendelse.objects.synlig_for(bruker_med(rolle))} == ventet


def test_somebody_with_two_roles_sees_each_event_once(skriv, kommune) -> None:
    tildeling.gi_kommunerolle(skriv, Rolle.KOMMUNE_ADMINISTRATOR, kommune)
    _log(skriv, kommune)
    _log(skriv, kommune, Hendelsestype.ROLLER_ENDRET)

    assert Hendelse.objects.synlig_for(skriv).count() == 2


# ---- S-07: no log, no page
def _se_paa(bruker, kommune) -> Innsyn:
    return hendelse.logg_innsyn(
        bruker,
        handling=Handling.LESE,
        beskrivelse="Leste mappen",
        person_id=7,
        saksnummer="8F3K",
        kommune_id=kommune.pk,
    )


def test_s07_a_look_is_one_line(skriv, kommune) -> None:
    _se_paa(skriv, kommune)

    rad = Innsyn.objects.get()
    assert (rad.bruker_id, rad.rolle, rad.handling, rad.utfall) == (skriv.pk, "Kommune_Bosetter_Skriv", "lese", "vist")
    assert (rad.person_id, rad.saksnummer, rad.kommune_id) == (7, "8F3K", kommune.pk)


@pytest.fixture
def logg_nede():
    """The log's own connection leads to a server that does not answer."""
    ekte = connections["logg"]
    nede = connections.create_connection("logg")
    nede.settings_dict = {**nede.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    connections["logg"] = nede
    yield
    connections["logg"] = ekte


def test_s07_without_the_log_nothing_is_shown(skriv, kommune, logg_nede) -> None:
    with pytest.raises(LoggNede) as feil:
        _se_paa(skriv, kommune)

    assert feil.value.status == 503


def test_s07_without_the_log_the_page_is_503(kommune, logg_nede) -> None:
    from tests.hjelp import logg_inn

    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    sok = {"fra": "01.11.2026", "til": "30.11.2026"}

    svar = logg_inn(administrator).get("/innsynslogg/", sok)

    assert svar.status_code == 503
    assert "Vi får ikke skrevet i innsynsloggen" in svar.content.decode()


@pytest.mark.django_db(transaction=True)
def test_s07_the_line_outlives_the_pages_rollback() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)

    with transaction.atomic():
        _log(bruker, kommune)
        _se_paa(bruker, kommune)
        transaction.set_rollback(True)

    assert (Hendelse.objects.count(), Innsyn.objects.count()) == (0, 1)
