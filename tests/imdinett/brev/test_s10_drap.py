"""S-10: a worker killed with -9 before, during and after the call, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as konf
from django.db import connection, transaction

from imdinett.brev import levering
from imdinett.brev.services import legg_i_ko
from imdinett.utboks import feiing
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.brev import arbeider, s10
from tests.imdinett.eksempler import Eksempelbrev
from tests.simulator_fixture import nokkelpar

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("maler"), pytest.mark.slow]
GANGER = 2


@pytest.fixture
def miljo(simulator, tmp_path) -> dict[str, str]:
    nokkel = tmp_path / "nokkel.pem"
    nokkel.write_text(nokkelpar()[0])
    base = connection.settings_dict
    url = f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    return {
        **os.environ,
        **simulator.miljo(),
        "MASKINPORTEN_NOKKEL_FIL": str(nokkel),
        "DATABASE_URL": url,
        "LOGG_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "imdinett.settings.test",
    }


def nytt_brev(nr: int) -> Forsendelse:
    with transaction.atomic():
        return legg_i_ko(Eksempelbrev(KommuneFactory(), nr), bruker=None)


def start_arbeider(rad: Forsendelse, hvor: str, miljo: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, arbeider.__file__, str(rad.pk), hvor],
        env={**miljo, "PYTHONPATH": str(konf.ROT)},
        cwd=Path(konf.ROT),
        stdout=subprocess.PIPE,
        text=True,
    )


def vent_til(ferdig, sekunder: float = 30) -> None:
    slutt = time.monotonic() + sekunder
    while not ferdig():
        assert time.monotonic() < slutt
        time.sleep(0.02)


@pytest.mark.parametrize("nr", range(GANGER))
@pytest.mark.parametrize("hvor", [*arbeider.DOR, "under_kallet"])
def test_arbeider_som_blir_drept(simulator, miljo, settings, monkeypatch, hvor, nr, record_property):
    rad = nytt_brev(nr)
    if hvor == "under_kallet":
        simulator.feil("treg", sekunder=0.5)
    with start_arbeider(rad, hvor, miljo) as prosess:
        if hvor == "under_kallet":
            vent_til(lambda: simulator.telling()["kall"]["send"] == 1)
            prosess.send_signal(signal.SIGKILL)
        assert prosess.wait(timeout=60) == -signal.SIGKILL
    for_ = Forsendelse.objects.get(pk=rad.pk).tilstand
    assert for_ == {"mens_den_tegnes": "klar", "etter_commit": "sendt"}.get(hvor, "sender")

    s10.korte_ventetider(settings)
    monkeypatch.setattr(feiing, "vekk", s10.vekk_her)
    s10.arbeid_til_ro()

    regnskap = s10.Regnskap().tell(simulator)
    regnskap.meld(record_property)
    assert (regnskap.tapt, regnskap.doblet, regnskap.sendt) == ([], [], 1)


def test_brev_i_sender_blir_aldri_klart_uten_at_det_er_spurt(simulator, settings, monkeypatch):
    """The row of a dead worker goes by way of the question, however often the sweep runs."""
    rad = nytt_brev(1)
    levering._ta(rad.pk)
    s10.korte_ventetider(settings)
    settings.UTBOKS_NY_SENDING_ETTER = 3600
    monkeypatch.setattr(feiing, "vekk", s10.vekk_her)
    time.sleep(1.1)

    sett = []
    for _gang in range(5):
        feiing.fei()
        sett.append(Forsendelse.objects.get(pk=rad.pk).tilstand)

    assert set(sett) == {"ukjent_utfall"}
    assert simulator.telling()["kall"]["oppslag"] == 5
    assert simulator.aksepterte() == 0
