"""Enslige mindreårige below the limit are Bufetat's to settle (B-046, B-070, B-072)."""

from datetime import date, timedelta

import pytest

from bosetting.bosatt import services
from bosetting.bosatt.barn import maalmerke
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.fordeling import venter
from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.states import Kategori, Sakstilstand
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return EnhetFactory(navn="Bufetat region Eksempel", type=Enhet.Type.BUFETAT)


@pytest.fixture
def senter(region):
    return EnhetFactory(navn="Eksempel omsorgssenter", type=Enhet.Type.OMSORGSSENTER, overordnet=region)


@pytest.fixture
def ansatt(region):
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.BUFETAT_SKRIV, region)
    return bruker


def fodt(aar: int, dager: int = 0) -> date:
    return klokke.om_maaneder(klokke.today(), -12 * aar) + timedelta(days=dager)


def barn(senter, alder: int = 12, tilstand=Sakstilstand.SOKT_UT, **felt) -> Sak:
    standard = {
        "person__fodselsdato": fodt(alder),
        "er_em": True,
        "mottak": senter,
        "tilstand": tilstand,
        "tillatelse_dato": klokke.today() - timedelta(days=40),
    }
    if tilstand == Sakstilstand.SOKT_UT:
        standard |= {"kommune": KommuneFactory(), "plassaar": 2026, "utsokingsdato": klokke.today() - timedelta(days=5)}
    return SakFactory(**{**standard, **felt})


def dato(bruker, sak, dag=None) -> Bosetting:
    dag = dag or klokke.today()
    return services.registrer_bosettingsdato(bruker=bruker, sak_id=sak.pk, dato=dag, kilde=Kilde.BUFETAT)


@pytest.mark.parametrize(
    ("fodselsdato", "er_em", "ventet"),
    [
        (fodt(15, 1), True, True),
        (fodt(15), True, False),
        (fodt(17), True, False),
        (fodt(12), False, False),
    ],
)
def test_b070_the_age_on_the_day_decides_who_settles(senter, ansatt, fodselsdato, er_em, ventet) -> None:
    sak = barn(senter, person__fodselsdato=fodselsdato, er_em=er_em)

    assert rules.er_bufetats(fodselsdato, er_em, klokke.today()) == ventet
    assert Sak.objects.bufetats_for(ansatt).exists() == ventet
    assert logg_inn(ansatt).get(f"/barn/{sak.person.uuid}/").status_code == (200 if ventet else 404)


def test_b070_the_limit_is_a_dated_setting(settings) -> None:
    settings.EM_BUFETAT_UNDER = ((date(2007, 12, 1), 15), (date(2030, 1, 1), 16))

    assert not rules.er_bufetats(date(2014, 6, 1), er_em=True, dag=date(2029, 12, 31))
    assert rules.er_bufetats(date(2014, 6, 1), er_em=True, dag=date(2030, 1, 1))


@pytest.mark.parametrize("felt", [{"mottak": None}, {"person__gradering": "fortrolig"}])
def test_b095_another_regions_or_a_shielded_child_does_not_exist(senter, ansatt, felt) -> None:
    annet = {"mottak": EnhetFactory(type=Enhet.Type.OMSORGSSENTER)} if felt == {"mottak": None} else felt
    sak = barn(senter, **annet)

    assert logg_inn(ansatt).get(f"/barn/{sak.person.uuid}/").status_code == 404
    with pytest.raises(IkkeTilgang):
        dato(ansatt, sak)


def test_b046_bufetat_registers_the_date_and_the_child_is_gone(senter, ansatt) -> None:
    sak, klient = barn(senter), logg_inn(ansatt)
    assert "Registrer bosettingsdato" in klient.get("/").content.decode()
    adresse = f"/barn/{sak.person.uuid}/"
    feil = klient.post(adresse, {"dato": f"{klokke.today() - timedelta(days=9):%d.%m.%Y}", "bekreft": "on"})
    assert (feil.status_code, "ikke være før utsøkingsdatoen" in feil.content.decode()) == (422, True)

    svar = klient.post(adresse, {"dato": f"{klokke.today():%d.%m.%Y}", "bekreft": "on"}, follow=True).content.decode()

    assert (sak.nummer in svar, sak.person.navn in svar) == (True, False)
    rad = Bosetting.objects.get()
    assert (rad.kilde, rad.registrert_av, rad.bosettingsdato) == ("bufetat", ansatt, klokke.today())
    assert Hendelse.objects.get().data["kilde"] == "bufetat"
    assert klient.get(adresse).status_code == 404


def test_b043_no_date_before_the_decision_and_none_by_others(senter, ansatt) -> None:
    with pytest.raises(Domenefeil, match="når saken er søkt ut"):
        dato(ansatt, barn(senter, tilstand=Sakstilstand.BOSETTINGSKLAR))
    with pytest.raises(IkkeTilgang):
        dato(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), barn(senter))


def test_the_list_shows_own_children_and_the_look_is_logged(senter, ansatt) -> None:
    klient = logg_inn(ansatt)
    assert "Ingen barn under 15 år venter" in klient.get("/barn/").content.decode()
    eget = barn(senter, tilstand=Sakstilstand.BOSETTINGSKLAR)
    folge = SakFactory(person=PersonFactory(husstand=eget.husstand, fornavn="Tante"), er_folgeperson=True)

    assert eget.person.navn in klient.get("/barn/").content.decode()
    assert folge.person.navn in klient.get(f"/barn/{eget.person.uuid}/").content.decode()

    assert list(Innsyn.objects.order_by("pk").values_list("person_id", "person_ider", "enhet")) == [
        (eget.person_id, [], "Bufetat region Eksempel"),
        (None, [eget.person_id, folge.person_id], "Bufetat region Eksempel"),
    ]


def test_one_child_and_three_take_the_same_number_of_queries(senter, ansatt, django_assert_max_num_queries) -> None:
    klient = logg_inn(ansatt)
    barn(senter)
    klient.get("/barn/")
    with django_assert_max_num_queries(20) as forst:
        klient.get("/barn/")
    barn(senter)
    barn(senter)
    with django_assert_max_num_queries(len(forst.captured_queries)):
        klient.get("/barn/")


@pytest.mark.parametrize(
    ("er_em", "tillatelse", "tekst", "farge"),
    [
        (True, date(2026, 9, 1), "Mål 01.12.2026", "neutral"),
        (True, date(2026, 8, 22), "Over målet 22.11.2026", "danger"),
        (False, date(2026, 8, 22), "Mål 22.02.2027", "neutral"),
    ],
)
def test_b072_the_goal_is_three_months_for_em_and_six_for_others(er_em, tillatelse, tekst, farge) -> None:
    from datetime import UTC, datetime

    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        merke = maalmerke(tillatelse, er_em=er_em)

    assert merke is not None
    assert (merke.tekst.replace("\xa0", " "), merke.farge) == (tekst, farge)


def test_b064_b070_b072_the_waiting_list_says_who_settles_by_when_and_where_amot_is(senter) -> None:
    kommune = KommuneFactory(visningsnavn="Eksempelvik")
    SakFactory(klar=True, er_em=True, person__fodselsdato=fodt(12), mottak=senter)
    SakFactory(klar=True, kategori=Kategori.AMOT, amot_kommune=kommune)

    em, amot = venter.rader(venter.ventende())

    assert em.merknader[0] == "Bufetat bosetter"
    assert amot.merknader[0] == "AMOT i Eksempelvik, bosettes helst der"
    assert em.maal is not None
    assert amot.maal is not None
    assert em.maal.tekst != amot.maal.tekst


def test_b064_amot_is_not_settlement(senter) -> None:
    sak = SakFactory(klar=True, kategori=Kategori.AMOT, amot_kommune=KommuneFactory())

    assert (sak.kommune, sak.bosettingsdato, sak.tilstand) == (None, None, Sakstilstand.BOSETTINGSKLAR)
