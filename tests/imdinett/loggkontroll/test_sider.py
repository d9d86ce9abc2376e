"""The pages: who gets in, what is shown of a protected person, and that the look is itself logged (security.md §8)."""

import csv
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.loggkontroll import services
from imdinett.loggkontroll.models import Kontrollrad, Vurdering
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, tom_innsynsloggen
from tests.imdinett.loggkontroll.conftest import lag_person
from tests.imdinett.loggkontroll.hjelp import ETTER, se

pytestmark = pytest.mark.django_db
SVAR = {"utfall": "i_orden", "begrunnelse": "Hadde vakt.", "forrige_versjon": "0"}


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel(ETTER, tick=False):
        yield


@pytest.fixture
def fremmed():
    return lag_person(KommuneFactory(), fornavn="KANARI-navn")


@pytest.fixture
def rad(skriv, fremmed, kommune):
    se(skriv, fremmed, kommune=kommune)
    services.lag_lister()
    return Kontrollrad.objects.get()


def adresse(rad) -> str:
    return reverse("loggkontroll_rad", args=[rad.pk])


def test_decision_18_administratoren_ser_egne_brukere_med_saksnummer_og_uten_navn(administrator, rad, fremmed):
    nettleser = logg_inn(administrator)

    (vist,) = nettleser.get(reverse("loggkontroll")).context["rader"]
    side = nettleser.get(adresse(rad))

    assert (vist.bruker, vist.hvem, vist.aarsaker) == (
        "Kari Nordmann",
        f"Sak {fremmed.sak.nummer}",
        ["Uten oppgave i saken"],
    )
    assert [(en.hva, en.formaal, en.avvist) for en in side.context["oppslag"]] == [
        ("Leste: mappe", "Åpen sak i egen kommune", False)
    ]
    assert "KANARI" not in side.content.decode()


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.FYLKE_LES])
def test_uten_retten_403(rad, kommune, rolle):
    nettleser = logg_inn(bruker_med(rolle, kommune=kommune))

    assert [nettleser.get(url).status_code for url in (reverse("loggkontroll"), adresse(rad))] == [403, 403]


@pytest.mark.parametrize("hvem", ["nabo", "loggleser"])
def test_b001_en_annen_kommunes_rad_finnes_ikke(rad, hvem, loggleser):
    nabo = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory())
    nettleser = logg_inn({"nabo": nabo, "loggleser": loggleser}[hvem])

    assert nettleser.get(reverse("loggkontroll")).context["rader"] == []
    assert [nettleser.get(adresse(rad)).status_code, nettleser.post(adresse(rad), SVAR).status_code] == [404, 404]


def test_imdis_administrator_ser_ikke_hvem_som_har_sett_paa_hvem(rad):
    """Decision 13: user and role events only."""
    nettleser = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))

    sider = (reverse("loggkontroll"), adresse(rad), reverse("imdi_loggdekning"))
    assert [nettleser.get(url).status_code for url in sider] == [403, 403, 403]


# ---- protected persons
@pytest.fixture
def skjermet(skriv, kommune):
    person = lag_person(kommune, gradering="fortrolig")
    se(skriv, person, kommune=kommune, gradering="fortrolig", formaal="KANARI-formål")
    services.lag_lister()
    return Kontrollrad.objects.get()


def test_b095_den_utenfor_gruppen_ser_at_personen_var_skjermet_og_ikke_hvem(skjermet, administrator):
    nettleser = logg_inn(administrator)

    (vist,) = nettleser.get(reverse("loggkontroll")).context["rader"]
    side = nettleser.get(adresse(skjermet)).content.decode()

    assert vist.hvem == "Skjermet person"
    assert "Skjermet person" in side
    assert skjermet.saksnummer
    assert skjermet.saksnummer not in side
    assert "KANARI" not in side


def test_b095_gruppen_ser_saken(skjermet, administrator, kommune):
    SkjermingsmedlemFactory(person_id=skjermet.person_id, person=None, bruker=administrator, kommune=kommune)

    (vist,) = logg_inn(administrator).get(reverse("loggkontroll")).context["rader"]

    assert vist.hvem == f"Sak {skjermet.saksnummer}"


# ---- the look is logged
def test_s8_hvert_blikk_paa_listen_og_raden_er_en_linje_i_loggen(administrator, rad, kommune):
    nettleser = logg_inn(administrator)
    tom_innsynsloggen()

    nettleser.get(reverse("loggkontroll"))
    nettleser.get(adresse(rad))

    linjer = Innsyn.objects.order_by("pk").values_list("bruker_id", "kommune_id", "del_av", "beskrivelse", "kilde")
    assert list(linjer) == [
        (administrator.pk, kommune.pk, "loggkontroll", "Åpnet listen over oppslag som skal vurderes.", "web"),
        (administrator.pk, kommune.pk, "loggkontroll", f"Åpnet rad {rad.pk} i loggkontrollen.", "web"),
    ]


# ---- the form
def test_vurderingen_blir_lagret_og_raden_flytter_seg(administrator, rad):
    nettleser = logg_inn(administrator)

    svar = nettleser.post(adresse(rad), SVAR)

    assert (svar.status_code, svar.url) == (302, reverse("loggkontroll"))
    assert nettleser.get(reverse("loggkontroll")).context["rader"] == []
    (vist,) = nettleser.get(reverse("loggkontroll"), {"vis": "vurdert", "uke": "2026-11-16"}).context["rader"]
    assert (vist.merke.tekst, vist.vurdert_av) == ("I orden", "Anne Leder")
    assert "Hadde vakt." in nettleser.get(adresse(rad)).content.decode()


@pytest.mark.parametrize("felt", ["utfall", "begrunnelse"])
def test_det_som_mangler_sies_ved_feltet_og_resten_blir_staaende(administrator, rad, felt):
    svar = logg_inn(administrator).post(adresse(rad), SVAR | {felt: ""})

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, [felt])
    assert ("Hadde vakt." in svar.content.decode()) == (felt != "begrunnelse")
    assert not Vurdering.objects.exists()


def test_raden_som_andre_har_vurdert_imens_er_409(administrator, rad, kommune):
    kollega = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    logg_inn(kollega).post(adresse(rad), SVAR)

    assert logg_inn(administrator).post(adresse(rad), SVAR).status_code == 409
    assert Vurdering.objects.count() == 1


def test_s8_egne_oppslag_vises_uten_skjema_og_kan_ikke_vurderes(administrator, fremmed, kommune):
    se(administrator, fremmed, kommune=kommune)
    services.lag_lister()
    rad, nettleser = Kontrollrad.objects.get(), logg_inn(administrator)

    assert "En annen må vurdere dem." in nettleser.get(adresse(rad)).content.decode()
    assert nettleser.post(adresse(rad), SVAR).status_code == 403


@pytest.mark.parametrize("uke", ["2026-11-09", "tull", "2026-11-17"])
def test_uke_som_ikke_finnes_viser_alle(administrator, rad, uke):
    assert len(logg_inn(administrator).get(reverse("loggkontroll"), {"uke": uke}).context["rader"]) == 1


def test_like_mange_sporringer_for_en_og_tre_rader(administrator, skriv, kommune):
    antall = []
    for uke in (0, 1):
        for _nr in range(1 + uke):
            se(skriv, lag_person(KommuneFactory()), kommune=kommune, dag=2 + 7 * uke)
        with time_machine.travel(ETTER + timedelta(days=7 * uke), tick=False):
            services.lag_lister()
            nettleser = logg_inn(administrator)
            nettleser.get(reverse("loggkontroll"))
            with CaptureQueriesContext(connection) as fanget:
                vist = nettleser.get(reverse("loggkontroll")).context["rader"]
        antall.append((len(vist), len(fanget)))

    assert [rader for rader, _n in antall] == [1, 3]
    assert antall[0][1] == antall[1][1] <= 25


# ---- coverage
def test_s8_dekningen_teller_vurdert_i_tide_og_aapne_per_enhet(administrator, loggleser, skriv, kommune):
    for _nr in range(3):
        se(skriv, lag_person(KommuneFactory()), kommune=kommune)
    se(bruker_med(Rolle.IMDI_BOSETTER_LES, navn="Inger Imdi"), lag_person(KommuneFactory()))
    services.lag_lister()
    forste, andre, _tredje = Kontrollrad.objects.filter(kommune=kommune)
    nettleser = logg_inn(administrator)
    nettleser.post(adresse(forste), SVAR)
    nettleser.post(adresse(forste), SVAR | {"forrige_versjon": "1", "utfall": "brudd"})
    with time_machine.travel(ETTER + timedelta(days=15), tick=False):
        logg_inn(administrator).post(adresse(andre), SVAR)

    svar = logg_inn(loggleser).get(reverse("imdi_loggdekning"))

    (uke,) = svar.context["uker"]
    assert (uke.rader, uke.vurdert, uke.i_tide, uke.apne) == (4, 2, 1, 2)
    assert [(en.enhet, en.apne) for en in svar.context["etterslep"]] == [("Eksempelvik", 1), ("IMDi", 1)]
    assert "Nordmann" not in svar.content.decode()


def test_dekningen_som_fil_er_uke_for_uke_og_enhet(rad, loggleser):
    svar = logg_inn(loggleser).get(reverse("imdi_loggdekning"), {"format": "csv-maskin"})

    rader = list(csv.DictReader(b"".join(svar.streaming_content).decode().splitlines()))
    assert [(en["enhet"], en["rader"], en["vurdert"], en["ikke_vurdert"]) for en in rader] == [
        ("Eksempelvik", "1", "0", "1")
    ]
    assert Hendelse.objects.get(type="logg_hentet").data["logg"] == "loggkontroll"


def test_dekningen_er_ikke_for_kommunen(administrator):
    assert logg_inn(administrator).get(reverse("imdi_loggdekning")).status_code == 403
