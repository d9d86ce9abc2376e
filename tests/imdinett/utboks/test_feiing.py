"""The sweep: what was missed, what got stuck."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import transaction
from django.db.models import F

from imdinett.brev import levering
from imdinett.brev.services import legg_i_ko
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.utboks import feiing, services
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import Forsok, enqueue
from imdinett.utboks.states import Tilstand
from tests.factories.imdinett import BrukerFactory, KommuneFactory
from tests.imdinett.eksempler import Eksempelbrev, Eksempelvarsel, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]
MINUTT = timedelta(minutes=1)


@pytest.fixture
def vekket(monkeypatch):
    sendt = []
    monkeypatch.setattr(feiing, "vekk", lambda oppgave, ider: sendt.append((oppgave, ider)))
    return sendt


@pytest.fixture
def brev(db):
    return legg_i_ko(Eksempelbrev(KommuneFactory()), bruker=None)


def sett(rad, **felt):
    Forsendelse.objects.filter(pk=rad.pk).update(**felt)
    rad.refresh_from_db()


def test_forfalte_rader_blir_vekket_hver_i_sin_kanal(brev, vekket):
    (post,) = enqueue(Eksempelvarsel(KommuneFactory(), [BrukerFactory()]), bruker=None)
    utskrift = legg_i_ko(Utskriftsbrev(KommuneFactory()), bruker=None)
    for rad in (brev, post, utskrift):
        sett(rad, vekket_tid=None)

    feiing.fei()

    assert vekket == [("utboks.send_epost", [post.pk]), ("brev.lever", [brev.pk]), ("brev.lag_pdf", [utskrift.pk])]


def test_brev_til_utskrift_som_er_tegnet_trenger_ingen(vekket):
    utskrift = legg_i_ko(Utskriftsbrev(KommuneFactory()), bruker=None)
    sett(utskrift, vekket_tid=None)
    levering.lag_pdf(utskrift)

    feiing.fei()

    assert vekket == []


def test_ny_rad_faar_vente_paa_sin_egen_melding(brev, vekket):
    feiing.fei()
    assert vekket == []


def test_treg_ko_vokser_ikke_av_feiingen(brev, vekket):
    """security.md §7: the row is the truth. Nobody takes it between the sweeps, and it is rung for once."""
    sett(brev, vekket_tid=None)

    for _gang in range(3):
        feiing.fei()

    assert vekket == [("brev.lever", [brev.pk])]


@pytest.mark.parametrize(
    ("felt", "oppgave"),
    [
        ({}, "brev.lever"),
        ({"tilstand": "ukjent_utfall", "ukjent_tid": klokke.now(), "forsok": 1}, "brev.avklar"),
    ],
)
def test_tapt_melding_blir_sendt_paa_nytt_naar_tiden_er_ute(brev, vekket, settings, felt, oppgave):
    """A broker that was emptied, or a process that died between the mark and the message."""
    grense = timedelta(seconds=settings.UTBOKS_TAPT_ETTER)
    sett(brev, vekket_tid=klokke.now() - grense + timedelta(seconds=5), **felt)
    feiing.fei()
    assert vekket == []

    sett(brev, vekket_tid=klokke.now() - grense)
    feiing.fei()
    feiing.fei()
    assert vekket == [(oppgave, [brev.pk])]


def test_feiing_som_dor_for_den_faar_ringt_blir_tatt_igjen(brev, vekket, monkeypatch, settings):
    sett(brev, vekket_tid=None)
    with monkeypatch.context() as dod:
        dod.setattr(feiing, "vekk", Mock(side_effect=SystemExit))
        with pytest.raises(SystemExit):
            feiing.fei()
    feiing.fei()
    assert vekket == []

    sett(brev, vekket_tid=F("vekket_tid") - timedelta(seconds=settings.UTBOKS_TAPT_ETTER))
    feiing.fei()

    assert vekket == [("brev.lever", [brev.pk])]


def test_feiingen_tar_de_eldste_forst_i_bunker(vekket, monkeypatch):
    monkeypatch.setattr(feiing, "BUNKE", 2)
    kommune, naa = KommuneFactory(), klokke.now()
    rader = [legg_i_ko(Eksempelbrev(kommune, nr), bruker=None) for nr in range(3)]
    for rad, alder in zip(rader, (1, 3, 2), strict=True):
        sett(rad, vekket_tid=None, neste_forsok=naa - alder * MINUTT)

    for _gang in range(3):
        feiing.fei()

    assert vekket == [("brev.lever", [rader[1].pk, rader[2].pk]), ("brev.lever", [rader[0].pk])]


@pytest.mark.parametrize("mottatt", [True, False])
def test_megler_som_ikke_tar_imot_lar_raden_staa_til_neste_feiing(brev, monkeypatch, mottatt):
    monkeypatch.setattr("imdinett.kjerne.vekking.vekk", lambda oppgave, ider: mottatt)
    sett(brev, vekket_tid=None)

    feiing.fei()

    brev.refresh_from_db()
    assert (brev.vekket_tid is not None) == mottatt


def test_forsok_som_er_brukt_opp_kan_vekkes_igjen(brev, vekket):
    """The message was used by the attempt: the retry waits for its time, not for the message to be lost."""
    with transaction.atomic():
        rad = services.laas_forfalt(brev.pk)
        services.begynn(rad)
    services.merk_utsatt(Forsok(brev.pk, 1), feil="x", vent=0)

    feiing.fei()

    assert vekket == [("brev.lever", [brev.pk])]


def test_rad_som_venter_paa_neste_forsok_blir_staaende(brev, vekket):
    sett(brev, forsok=1, neste_forsok=klokke.now() + MINUTT)
    feiing.fei()
    assert vekket == []


@pytest.mark.parametrize(
    ("alder", "tilstand"),
    [(20 * MINUTT - timedelta(seconds=5), Tilstand.SENDER), (20 * MINUTT, Tilstand.UKJENT_UTFALL)],
)
def test_brev_som_sto_i_sender_blir_uklart_aldri_klart(brev, vekket, alder, tilstand):
    sett(brev, tilstand="sender", sender_tid=klokke.now() - alder, forsok=1)

    feiing.fei()

    brev.refresh_from_db()
    uklart = tilstand == Tilstand.UKJENT_UTFALL
    assert brev.tilstand == tilstand
    assert vekket == ([("brev.avklar", [brev.pk])] if uklart else [])
    assert Hendelse.objects.filter(type="brev_uklart").count() == uklart


def test_uklart_brev_blir_spurt_om_med_mellomrom(brev, vekket, settings):
    settings.UTBOKS_VENT_FORST = 60
    sett(brev, tilstand="ukjent_utfall", vekket_tid=None, ukjent_tid=klokke.now())
    sett(brev, spurt_tid=klokke.now() - MINUTT / 2)
    feiing.fei()
    assert vekket == []

    sett(brev, spurt_tid=klokke.now() - MINUTT)
    feiing.fei()
    assert vekket == [("brev.avklar", [brev.pk])]


# ---- outcomes belong to an attempt
def test_sent_svar_paa_et_gammelt_forsok_endrer_ingenting(brev):
    sett(brev, tilstand="sender", sender_tid=klokke.now(), forsok=2)

    assert services.merk_avvist(Forsok(brev.pk, 1), feil="for sent") is False
    assert services.merk_sendt(Forsok(brev.pk, 1), ekstern_id="a") is False
    brev.refresh_from_db()
    assert (brev.tilstand, brev.feil, brev.ekstern_id) == (Tilstand.SENDER, "", "")
    assert services.merk_avvist(Forsok(brev.pk, 2), feil="passer") is True


def test_utfall_to_ganger_er_ett_utfall(brev):
    sett(brev, tilstand="sender", sender_tid=klokke.now(), forsok=1)

    assert services.merk_ukjent(Forsok(brev.pk, 1), feil="x") is True
    assert services.merk_ukjent(Forsok(brev.pk, 1), feil="x") is False
    assert Hendelse.objects.filter(type="brev_uklart").count() == 1


def test_lang_feil_blir_kortet(brev):
    sett(brev, tilstand="sender", sender_tid=klokke.now(), forsok=1)
    services.merk_avvist(Forsok(brev.pk, 1), feil="æ" * 900)

    brev.refresh_from_db()
    assert len(brev.feil) == services.FEIL_MAKS
