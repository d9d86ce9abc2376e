"""The doorbell: a broker that is down or silent never breaks or delays the page."""

import json
import socket
import time

import pytest
from celery import current_app
from django.db import transaction

from imdinett.kjerne import vekking
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import enqueue
from tests.factories.imdinett import BrukerFactory, KommuneFactory
from tests.imdinett.eksempler import Eksempelvarsel


@pytest.fixture(autouse=True)
def _ingen_pause(monkeypatch):
    monkeypatch.setattr(vekking, "_stille_til", 0.0)


@pytest.fixture
def megler(monkeypatch):
    def sett(url: str) -> None:
        monkeypatch.setitem(current_app.conf.changes, "broker_url", url)
        monkeypatch.setitem(current_app.conf.changes, "broker_write_url", url)

    return sett


def test_en_melding_per_id(megler):
    megler("memory://")

    assert vekking.vekk("brev.lever", [7, 8]) is True

    with current_app.connection_for_write() as forbindelse, forbindelse.SimpleQueue("celery") as ko:
        meldinger = [ko.get(timeout=1) for _nr in range(2)]
        for melding in meldinger:
            melding.ack()
    assert [(m.headers["task"], json.loads(m.body)[0]) for m in meldinger] == [("brev.lever", [7]), ("brev.lever", [8])]


@pytest.mark.django_db
@pytest.mark.usefixtures("maler")
def test_det_som_lages_for_arbeiderne_er_oppe_blir_funnet_av_feiingen(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(vekking, "vekk", lambda oppgave, ider: pytest.fail("noen ble vekket"))

    with vekking.stille(), django_capture_on_commit_callbacks(execute=True):
        (rad,) = enqueue(Eksempelvarsel(KommuneFactory(), [BrukerFactory()]), bruker=None)
        vekking.vekk_etter_commit("brev.lever", [rad.pk])

    rad.refresh_from_db()
    assert rad.vekket_tid is None
    assert not vekking.er_stille()


def test_megler_som_er_nede_gir_bare_en_linje_i_loggen(megler, caplog):
    megler("redis://127.0.0.1:9/0")

    start = time.monotonic()
    assert vekking.vekk("brev.lever", list(range(500))) is False

    assert time.monotonic() - start < 0.5
    assert len(caplog.records) == 1


def test_megler_som_tier_forsinker_en_gang(megler):
    """A stopped Valkey takes the connection and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as stum:
        megler(f"redis://127.0.0.1:{stum.getsockname()[1]}/0")
        tider = []
        for _gang in range(3):
            start = time.monotonic()
            vekking.vekk("brev.lever", list(range(500)))
            tider.append(time.monotonic() - start)

    assert tider[0] < 2.5 * vekking.TIDSGRENSE
    assert max(tider[1:]) < 0.1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("maler")
def test_raden_staar_selv_om_megleren_er_nede(megler):
    megler("redis://127.0.0.1:9/0")

    with transaction.atomic():
        enqueue(Eksempelvarsel(KommuneFactory(), [BrukerFactory()]), bruker=None)

    assert Forsendelse.objects.filter(tilstand="klar", vekket_tid=None).count() == 1
