"""The lists are made once; assessments are added and never changed (security.md §8)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne.feil import IkkeTilgang, Kollisjon
from imdinett.loggkontroll import oppgaver, rules, services
from imdinett.loggkontroll.models import Kontrollrad, Kontrolluke, Vurdering
from imdinett.loggkontroll.states import Vurderingsutfall
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.loggkontroll.conftest import lag_person
from tests.imdinett.loggkontroll.hjelp import ETTER, MANDAG, se

pytestmark = pytest.mark.django_db
UKE = timedelta(days=7)


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel(ETTER, tick=False):
        yield


@pytest.fixture
def rad(skriv, kommune):
    se(skriv, lag_person(KommuneFactory()), kommune=kommune)
    services.lag_lister()
    return Kontrollrad.objects.get()


def vurder(bruker, rad, forrige_versjon=0, utfall=Vurderingsutfall.I_ORDEN, begrunnelse="Vakt på legevakten."):
    return services.vurder(
        bruker=bruker, rad_id=rad.pk, utfall=utfall, begrunnelse=begrunnelse, forrige_versjon=forrige_versjon
    )


# ---- the lists
def test_s8_listen_blir_laget_en_gang(skriv, administrator, kommune):
    se(skriv, lag_person(KommuneFactory()), kommune=kommune)

    assert [services.lag_lister(), services.lag_lister()] == [1, 0]
    assert services.lag_uke(MANDAG) == 0
    assert Kontrollrad.objects.count() == 1
    assert Forsendelse.objects.filter(slag="loggkontroll_klar").count() == 1


def test_s8_uken_som_er_i_gang_faar_ingen_liste(skriv, kommune):
    se(skriv, lag_person(KommuneFactory()), kommune=kommune, dag=7)

    services.lag_lister()

    assert list(Kontrolluke.objects.values_list("mandag", flat=True)) == [MANDAG]
    assert not Kontrollrad.objects.exists()


def test_s8_uker_som_ble_hoppet_over_blir_laget_naar_jobben_gaar_igjen():
    services.lag_lister()

    with time_machine.travel(ETTER + 3 * UKE, tick=False):
        services.lag_lister()

    uker = list(Kontrolluke.objects.order_by("mandag").values_list("mandag", flat=True))
    assert uker == [MANDAG + nr * UKE for nr in range(4)]


def test_s8_listen_gaar_til_kommunens_administrator_og_imdis_til_loggleseren(skriv, administrator, loggleser, kommune):
    imdi = bruker_med(Rolle.IMDI_BOSETTER_LES)
    se(skriv, lag_person(KommuneFactory()), kommune=kommune)
    se(imdi, lag_person(KommuneFactory()))

    services.lag_lister()

    sendt = Forsendelse.objects.filter(slag="loggkontroll_klar")
    assert {(en.mottaker["epost"], en.kommune_id) for en in sendt} == {
        (administrator.epost, kommune.pk),
        (loggleser.epost, None),
    }
    assert set(Brukervarsel.objects.values_list("bruker", "tema")) == {
        (administrator.pk, "loggkontroll"),
        (loggleser.pk, "loggkontroll"),
    }
    assert "Nordmann" not in "".join(en.innhold["tekst"] for en in sendt)


def test_kommune_uten_rader_faar_ikke_varsel(administrator):
    services.lag_lister()

    assert not Forsendelse.objects.exists()


def test_fristen_er_innstillingen_den_dagen_listen_ble_laget(settings):
    settings.LOGGKONTROLL_VURDERES_INNEN_DAGER = ((date(2026, 1, 1), 14), (date(2026, 12, 1), 7))

    services.lag_lister()

    assert Kontrolluke.objects.get().frist_dato == date(2026, 12, 7)


# ---- the assessment
def test_s8_vurdert_av_og_utfall_blir_staaende_og_nye_kommer_til(rad, administrator, kommune):
    vurder(administrator, rad, utfall=Vurderingsutfall.FOLGES_OPP)
    vurder(administrator, rad, 1, utfall=Vurderingsutfall.BRUDD, begrunnelse="Snakket med brukeren.")

    assert list(Vurdering.objects.values_list("versjon", "utfall", "vurdert_av", "vurdert_tid", "kommune")) == [
        (1, "folges_opp", administrator.pk, ETTER, kommune.pk),
        (2, "brudd", administrator.pk, ETTER, kommune.pk),
    ]
    hendelser = Hendelse.objects.filter(type="loggkontroll_vurdert").order_by("pk")
    assert [(en.kommune_id, en.data) for en in hendelser] == [
        (kommune.pk, {"utfall": "folges_opp", "versjon": 1}),
        (kommune.pk, {"utfall": "brudd", "versjon": 2}),
    ]


def test_vurdering_av_noe_andre_har_vurdert_imens_er_en_kollisjon(rad, administrator):
    vurder(administrator, rad)

    with pytest.raises(Kollisjon):
        vurder(administrator, rad)
    assert Vurdering.objects.count() == 1


def test_s8_ingen_vurderer_egne_oppslag(administrator, kommune):
    bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    se(administrator, lag_person(KommuneFactory()), kommune=kommune)
    services.lag_lister()

    with pytest.raises(IkkeTilgang):
        vurder(administrator, Kontrollrad.objects.get())
    assert oppgaver.oppgaver(administrator, kommune) == []


@pytest.mark.parametrize("rolle", [Rolle.IMDI_LOGG_LES, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_BOSETTER_SKRIV])
def test_imdi_vurderer_ikke_kommunens_rader(rad, rolle):
    with pytest.raises(IkkeTilgang):
        vurder(bruker_med(rolle), rad)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_SKRIV])
def test_b001_bare_kommunens_egen_administrator(rad, kommune, rolle):
    andre = KommuneFactory() if rolle == Rolle.KOMMUNE_ADMINISTRATOR else kommune

    with pytest.raises(IkkeTilgang):
        vurder(bruker_med(rolle, kommune=andre), rad)


def test_loggleseren_vurderer_imdis_rader(loggleser):
    se(bruker_med(Rolle.IMDI_BOSETTER_LES), lag_person(KommuneFactory()))
    services.lag_lister()

    assert vurder(loggleser, Kontrollrad.objects.get()).kommune is None


# ---- the task on the front page
def test_oppgaven_staar_til_alt_er_vurdert(rad, administrator, loggleser, skriv, kommune):
    (oppgave,) = oppgaver.oppgaver(administrator, kommune)
    assert (oppgave.tekst, oppgave.url) == ("Vurder 1 rad fra innsynsloggen", "/loggkontroll/?uke=2026-11-16")
    assert oppgave.frist == date(2026, 12, 7)
    assert oppgaver.oppgaver(skriv, kommune) == []
    assert oppgaver.oppgaver(loggleser, None) == []

    vurder(administrator, rad)

    assert oppgaver.oppgaver(administrator, kommune) == []


# ---- what the database holds
def test_databasen_holder_aarsaken_og_tilhorigheten(rad):
    for felt in ({"aarsaker": []}, {"enhet": EnhetFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Kontrollrad.objects.filter(pk=rad.pk).update(**felt)


def test_databasen_holder_en_rad_per_bruker_og_person(rad):
    rad.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rad.save(force_insert=True)


def test_databasen_holder_uken_paa_en_mandag_og_begrunnelsen(rad, administrator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Kontrolluke.objects.create(mandag=MANDAG + timedelta(days=8), laget_tid=ETTER, frist_dato=MANDAG)
    with pytest.raises(IntegrityError), transaction.atomic():
        vurder(administrator, rad, begrunnelse="")


# ---- the end
def test_s8_en_liste_blir_slettet_hel_etter_fem_aar_og_hendelsen_sier_hvor_mange(rad, skriv, administrator, kommune):
    vurder(administrator, rad)
    vurder(administrator, rad, forrige_versjon=1, utfall=Vurderingsutfall.BRUDD)
    uke = rad.uke
    neste = Kontrolluke.objects.create(mandag=MANDAG + UKE, laget_tid=uke.laget_tid, frist_dato=uke.frist_dato)

    with time_machine.travel(datetime(2031, 11, 15, 12, tzinfo=UTC), tick=False):
        assert services.slett_utlopte() == 0
    with time_machine.travel(datetime(2031, 11, 16, 12, tzinfo=UTC), tick=False):
        assert [services.slett_utlopte(), services.slett_utlopte()] == [1, 0]

    assert list(Kontrolluke.objects.all()) == [neste]
    assert (Kontrollrad.objects.count(), Vurdering.objects.count()) == (0, 0)
    hendelse = Hendelse.objects.get(type="loggkontroll_slettet")
    assert (hendelse.bruker, hendelse.kommune, hendelse.data) == (None, None, {"rader": 1, "vurdert": 1})
    assert "Antall rader: 1. Vurdert: 1." in setning(hendelse)
    assert skriv.navn not in hendelse.gjelder_navn


def test_s8_oppbevaringstiden_er_den_som_gjaldt_for_uken(settings):
    settings.LOGGKONTROLL_OPPBEVARES_AAR = ((date(2026, 1, 1), 5), (date(2027, 1, 1), 3))

    assert rules.slettes_fra(date(2026, 12, 28)) == date(2031, 12, 28)
    assert rules.slettes_fra(date(2027, 1, 4)) == date(2030, 1, 4)
    assert rules.slettes_fra(date(2044, 2, 29)) == date(2047, 2, 28)
