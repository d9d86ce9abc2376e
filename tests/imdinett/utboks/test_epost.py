"""E-mail out over SMTP, to the simulator's mail server."""

from datetime import timedelta

import pytest

from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.utboks import epost, feiing
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import enqueue
from imdinett.utboks.states import Tilstand
from tests.factories.imdinett import BrukerFactory, KommuneFactory
from tests.imdinett.eksempler import Eksempelvarsel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]


@pytest.fixture
def rad(db):
    (rad,) = enqueue(Eksempelvarsel(KommuneFactory(), [BrukerFactory(epost="kari@prove.example")]), bruker=None)
    return rad


def test_eposten_kommer_fram_med_tekst_og_html(rad, simulator):
    assert epost.lever(rad.pk) == "sendt"

    rad.refresh_from_db()
    (mottatt,) = simulator.epost()
    assert (rad.tilstand, rad.forsok, rad.sendt_tid is not None) == (Tilstand.SENDT, 1, True)
    assert (mottatt["til"], mottatt["emne"]) == (["kari@prove.example"], "Ny fordelingsliste i IMDinett")
    assert "Liste 2026-0412 er kommet." in mottatt["tekst"]
    assert '<a href="http://localhost/fordelingslister/2026-0412/">' in mottatt["html"]


def test_meldingen_er_til_aa_kjenne_igjen(rad):
    melding = epost.melding(rad).message()

    assert melding["Message-ID"] == f"<{rad.uuid}@localhost>"
    assert melding["Auto-Submitted"] == "auto-generated"


def test_emnet_kan_ikke_legge_til_hoder(rad):
    """The example's subject has a line break in it."""
    assert rad.innhold["emne"] == "Ny fordelingsliste i IMDinett"


def test_hemmelig_varsel_blir_tomt_naar_det_er_sendt(simulator, monkeypatch):
    monkeypatch.setattr(Eksempelvarsel, "hemmelig", True)
    (rad,) = enqueue(Eksempelvarsel(KommuneFactory(), [BrukerFactory()]), bruker=None)
    epost.lever(rad.pk)

    rad.refresh_from_db()
    assert rad.innhold == {"emne": "Ny fordelingsliste i IMDinett"}
    assert len(simulator.epost()) == 1


@pytest.mark.parametrize(
    ("hva", "svar", "tilstand", "hendelser"),
    [("451", "utsatt", Tilstand.KLAR, []), ("550", "avvist", Tilstand.AVVIST, ["epost_avvist"])],
)
def test_svaret_fra_epostserveren(rad, simulator, hva, svar, tilstand, hendelser):
    simulator.feil(hva)

    assert epost.lever(rad.pk) == svar

    rad.refresh_from_db()
    assert (rad.tilstand, rad.feil[:3], len(simulator.epost())) == (tilstand, hva, 0)
    assert list(Hendelse.objects.values_list("type", flat=True)) == hendelser


def test_utsatt_epost_gaar_neste_gang(rad, simulator):
    simulator.feil("451")
    epost.lever(rad.pk)
    assert epost.lever(rad.pk) == "ikke klar"
    Forsendelse.objects.update(neste_forsok=klokke.now())

    assert epost.lever(rad.pk) == "sendt"
    assert len(simulator.epost()) == 1


def test_epostserver_som_er_borte(rad, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert epost.lever(rad.pk) == "utsatt"


def test_epost_som_ble_avbrutt_gaar_paa_nytt_etter_en_time(rad, simulator, settings, monkeypatch):
    """At least once (decision 36)."""
    monkeypatch.setattr(feiing, "vekk", lambda oppgave, ider: None)
    naa = klokke.now()
    Forsendelse.objects.update(tilstand="sender", sender_tid=naa - timedelta(minutes=59), forsok=1)
    feiing.fei()
    assert epost.lever(rad.pk) == "ikke klar"
    Forsendelse.objects.update(sender_tid=naa - timedelta(hours=1))

    assert feiing.fei()["frigitt"] == 1
    assert epost.lever(rad.pk) == "sendt"
