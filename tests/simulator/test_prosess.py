import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from simulator import innstillinger
from tests.simulator.klient import INTEGRASJON_ID, INTEGRASJON_PASSORD, KLIENT_ID, PDF, Klient

ROT = Path(__file__).parents[2]


@pytest.fixture
def arguments(tmp_path, keys):
    nokkel = tmp_path / "offentlig.pem"
    nokkel.write_bytes(keys[1])
    valg = {
        "port": "0",
        "smtp-port": "0",
        "mappe": str(tmp_path / "simulator"),
        "nokkel": str(nokkel),
        "klient": KLIENT_ID,
        "integrasjon-id": INTEGRASJON_ID,
        "integrasjon-passord": INTEGRASJON_PASSORD,
    }
    return [del_ for navn, verdi in valg.items() for del_ in (f"--{navn}", verdi)]


@pytest.fixture
def launch(arguments):
    startet = []

    def begin() -> tuple[subprocess.Popen, re.Match]:
        prosess = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            cwd=ROT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        startet.append(prosess)
        linje = prosess.stdout.readline()
        return prosess, re.fullmatch(r"simulator klar (http://127\.0\.0\.1:\d+) smtp://127\.0\.0\.1:(\d+)\n", linje)

    yield begin
    for prosess in startet:
        prosess.kill()
        prosess.communicate()


def test_process_tells_its_addresses_and_stops_cleanly(launch):
    prosess, klar = launch()
    assert httpx.get(f"{klar[1]}/helse").json() == {"status": "ok"}

    prosess.send_signal(signal.SIGTERM)

    assert prosess.wait(5) == 0


def test_accepted_letter_outlives_a_kill(launch, keys):
    prosess, klar = launch()
    klient = Klient(SimpleNamespace(url=klar[1]), keys[0])
    with klient.http:
        brev_id = klient.send().json()["id"]
    prosess.kill()
    prosess.wait(5)

    _, klar = launch()

    assert httpx.get(f"{klar[1]}/_kontroll/telling").json()["per_ref"] == {"brev-1": 1}
    assert httpx.get(f"{klar[1]}/_kontroll/brev/{brev_id}.pdf").content == PDF


def test_process_says_why_it_cannot_start(launch, arguments):
    launch()

    andre = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=ROT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )

    assert andre.returncode == 1
    assert re.fullmatch(r"Simulatoren kan ikke starte: En annen simulator bruker .*\.\n", andre.stderr)


def test_settings_come_from_the_environment_too(tmp_path, keys):
    nokkel = tmp_path / "offentlig.pem"
    nokkel.write_bytes(keys[1])
    miljo = {
        "SIMULATOR_PORT": "8200",
        "SIMULATOR_SMTP_PORT": "8225",
        "SIMULATOR_MAPPE": str(tmp_path),
        "SIMULATOR_NOKKEL": str(nokkel),
        "SIMULATOR_KLIENT": "klient",
        "SIMULATOR_INTEGRASJON_ID": INTEGRASJON_ID,
        "SIMULATOR_INTEGRASJON_PASSORD": "hemmelig",
        "SIMULATOR_TEMPO": "0.5",
        "SIMULATOR_VERT": "0.0.0.0",
    }

    valg = innstillinger.read(["--tempo", "3"], miljo)

    assert valg == innstillinger.Innstillinger(
        mappe=tmp_path,
        nokkel=keys[1],
        klient="klient",
        integrasjon_id=INTEGRASJON_ID,
        integrasjon_passord="hemmelig",
        vert="0.0.0.0",
        port=8200,
        smtp_port=8225,
        tempo=3.0,
    )


@pytest.mark.parametrize("mangler", ["nokkel", "klient", "mappe"])
def test_settings_that_are_missing_are_named(arguments, mangler, capsys):
    plass = arguments.index(f"--{mangler}")

    with pytest.raises(SystemExit):
        innstillinger.read(arguments[:plass] + arguments[plass + 2 :], {})

    assert f"--{mangler}" in capsys.readouterr().err


def test_unreadable_key_is_a_clear_message(arguments, tmp_path, capsys):
    with pytest.raises(SystemExit):
        innstillinger.read([*arguments, "--nokkel", os.fspath(tmp_path / "borte.pem")], {})

    assert "kan ikke lese nøkkelen" in capsys.readouterr().err
