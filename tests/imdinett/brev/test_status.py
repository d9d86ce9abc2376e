"""What SvarUT says after the letter is there (integrations.md 1.4)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.brev import levering, status
from imdinett.brev.services import legg_i_ko
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Tilstand
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.eksempler import Eksempelbrev, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]
TABELL = {
    "MOTTATT": ("Sendt til SvarUT", Tilstand.SENDT),
    "AKSEPTERT": ("Sendt til SvarUT", Tilstand.SENDT),
    "AVVIST": ("Avvist av SvarUT", Tilstand.FEILET_LEVERING),
    "KLAR_FOR_MOTTAK": ("Levert mottakssystem", Tilstand.LEVERT),
    "VARSLET": ("Varslet i Altinn", Tilstand.LEVERT),
    "LEST": ("Lest", Tilstand.LEST),
    "SENDT_DIGITALT": ("Ulest", Tilstand.LEVERT),
    "SENDT_SDP": ("Levert postkasse", Tilstand.LEVERT),
    "LEVERT_SDP": ("Levert postkasse", Tilstand.LEVERT),
    "SENDT_PRINT": ("Sendt som brevpost", Tilstand.PRINT),
    "PRINTET": ("Sendt som brevpost", Tilstand.PRINT),
    "IKKE_LEVERT": ("Ikke levert", Tilstand.FEILET_LEVERING),
    "MANUELT_HANDTERT": ("Manuelt håndtert", Tilstand.SENDT),
    "FEILET_UNDER_MOTTAK": ("Ukjent status fra SvarUT", Tilstand.SENDT),
    "LEVERT_NHN_MOTTAKER": ("Ukjent status fra SvarUT", Tilstand.SENDT),
    "X" * 90: ("Ukjent status fra SvarUT", Tilstand.SENDT),
}


@pytest.fixture
def rad(db, simulator):
    rad = legg_i_ko(Eksempelbrev(KommuneFactory()), bruker=None)
    levering.lever(rad.pk)
    rad.refresh_from_db()
    return rad


def sett(rad, simulator, kode):
    simulator.sett_status(rad.ekstern_id, kode)
    nytt = levering.hent_status()
    rad.refresh_from_db()
    return nytt


def test_tabellen_har_hver_status_i_integrasjonsdokumentet():
    kjente = {kode for kode, (tekst, _tilstand) in TABELL.items() if tekst != "Ukjent status fra SvarUT"}

    assert set(status.STATUSER) == kjente


@pytest.mark.parametrize(("kode", "tekst", "tilstand"), [(kode, *rad) for kode, rad in TABELL.items()])
def test_hver_status_har_tekst_og_tilstand(rad, simulator, kode, tekst, tilstand):
    assert sett(rad, simulator, kode) == 1

    assert (rad.ekstern_status, status.merke(rad).tekst, rad.tilstand) == (kode[:40], tekst, tilstand)
    assert levering.hent_status() == 0


@pytest.mark.parametrize("forst", ["SENDT_DIGITALT", "LEVERT_SDP", "PRINTET", "IKKE_LEVERT", "MANUELT_HANDTERT"])
def test_lest_kan_komme_etter_en_endelig_status(rad, simulator, forst):
    sett(rad, simulator, forst)

    sett(rad, simulator, "LEST")

    assert rad.tilstand == Tilstand.LEST
    assert status.merke(rad).tekst == "Lest"


def test_ukjent_status_blir_logget_og_fulgt_videre(rad, simulator, caplog):
    simulator.feil("ukjent_status")
    levering.hent_status()

    assert [linje.message for linje in caplog.records if "Ukjent status" in linje.message] == [
        f"Ukjent status fra SvarUT for brev {rad.pk}: NY_STATUS_FRA_SVARUT"
    ]
    sett(rad, simulator, "LEST")
    assert rad.tilstand == Tilstand.LEST


def test_hver_ny_status_er_en_hendelse(rad, simulator):
    for kode in ("MOTTATT", "AKSEPTERT", "VARSLET", "VARSLET", "LEST"):
        sett(rad, simulator, kode)

    koder = Hendelse.objects.filter(type="brev_status").order_by("pk").values_list("data__status", flat=True)
    assert list(koder) == ["MOTTATT", "VARSLET", "LEST"]


def test_status_hentes_i_bunker_og_bare_for_det_som_kan_endre_seg(simulator, monkeypatch):
    monkeypatch.setattr(levering, "BUNKE", 2)
    kommune = KommuneFactory()
    rader = [legg_i_ko(Eksempelbrev(kommune, nr), bruker=None) for nr in range(7)]
    for rad in rader[:6]:
        levering.lever(rad.pk)
    Forsendelse.objects.filter(pk=rader[0].pk).update(tilstand="lest")
    Forsendelse.objects.filter(pk=rader[1].pk).update(sendt_tid=klokke.now() - timedelta(days=93))
    utskrift = legg_i_ko(Utskriftsbrev(kommune), bruker=None)
    Forsendelse.objects.filter(pk=utskrift.pk).update(tilstand="print", sendt_tid=klokke.now())

    assert levering.hent_status() == 4
    assert simulator.telling()["kall"]["status"] == 2


def test_svarut_som_er_nede_stopper_runden_uten_aa_endre_noe(rad, simulator):
    simulator.feil("500", kall="status")

    assert levering.hent_status() == 0
    rad.refresh_from_db()
    assert rad.ekstern_status == ""


@pytest.mark.parametrize("hva", ["soppel", "kuttet_etter", "kuttet_for", "401", "400"])
def test_svar_som_ikke_kan_leses_stopper_runden(rad, simulator, hva):
    simulator.feil(hva, kall="status")

    assert levering.hent_status() == 0


@pytest.mark.parametrize(
    ("varslet", "til_print"),
    [
        (datetime(2026, 11, 20, 8, tzinfo=UTC), "2026-11-24"),  # Friday
        (datetime(2026, 11, 23, 8, tzinfo=UTC), "2026-11-25"),  # Monday
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "2026-11-24"),  # Sunday half past midnight in Norway
    ],
)
def test_gaar_til_print_etter_to_virkedager(varslet, til_print):
    """B-097."""
    rad = Forsendelse(ekstern_status="VARSLET", ekstern_status_tid=varslet)

    assert str(status.til_print(rad)) == til_print
    rad.ekstern_status = "LEST"
    assert status.til_print(rad) is None


def test_sporringene_er_like_mange_om_mange_brev_har_nytt(simulator):
    """What is asked every five minutes for three months of letters may not cost by the letter."""
    kommune = KommuneFactory()
    rader = [legg_i_ko(Eksempelbrev(kommune, nr), bruker=None) for nr in range(8)]
    for rad in rader:
        levering.lever(rad.pk)
    levering.hent_status()
    ider = list(Forsendelse.objects.filter(pk__in=[rad.pk for rad in rader]).values_list("ekstern_id", flat=True))

    def sporringer_med_nytt_om(nye):
        for ekstern_id in nye:
            simulator.sett_status(ekstern_id, "VARSLET")
        with CaptureQueriesContext(connection) as fanget:
            assert levering.hent_status() == len(nye)
        return len(fanget)

    assert sporringer_med_nytt_om(ider[:1]) == sporringer_med_nytt_om(ider[1:])
    assert sporringer_med_nytt_om([]) < 5
