"""The sweep: what was missed, what got stuck."""

from datetime import timedelta

import pytest

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
        sett(rad, neste_forsok=klokke.now() - MINUTT)

    feiing.fei()

    assert vekket == [("utboks.send_epost", [post.pk]), ("brev.lever", [brev.pk])]


def test_ny_rad_faar_vente_paa_sin_egen_melding(brev, vekket):
    feiing.fei()
    assert vekket == []

    sett(brev, forsok=1)
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
    sett(brev, tilstand="ukjent_utfall", ukjent_tid=klokke.now(), spurt_tid=klokke.now() - MINUTT / 2)
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
