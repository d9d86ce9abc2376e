"""Children end with their parent, stop in order, and leave nothing of their group."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oppsett.feil import Oppsettfeil
from oppsett.prosess import Prosess
from oppsett.rester import starttid
from oppsett.tilsyn import Tilsyn

SOV = [sys.executable, "-c", "import time; time.sleep(60)"]
STA = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
"""
VAKT = """
import os, pathlib, sys, time
from oppsett.prosess import Prosess
sov = [sys.executable, "-c", "import time; time.sleep(60)"]
barn = Prosess("barn", sov, logg=pathlib.Path(sys.argv[1]), miljo=os.environ)
print(barn.pid, flush=True)
time.sleep(60)
"""


def test_barnet_ender_med_en_drept_forelder(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", VAKT, str(tmp_path / "logg")], stdout=subprocess.PIPE) as vakt:
        assert vakt.stdout is not None
        pid = int(vakt.stdout.readline())
        assert starttid(pid)
        vakt.kill()
    frist = time.monotonic() + 5
    while starttid(pid):
        assert time.monotonic() < frist
        time.sleep(0.02)


def test_en_prosess_som_ender_gir_en_feil_med_det_den_skrev(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", "print('for lite minne'); raise SystemExit(3)"]
    prosess = Prosess("arbeideren", argv, logg=tmp_path / "logg", miljo=os.environ)
    prosess.barn.wait()
    with pytest.raises(Oppsettfeil, match=r"(?s)arbeideren stoppet med kode 3.*for lite minne"):
        prosess.krev_levende()


def test_stopp_tar_hele_gruppen_selv_om_lederen_ikke_vil(tmp_path: Path) -> None:
    prosess = Prosess("sta", [sys.executable, "-c", STA], logg=tmp_path / "logg", miljo=os.environ)
    while not prosess.hale():
        time.sleep(0.02)
    barnebarn = int(prosess.hale())
    prosess.be_stoppe()
    prosess.vent(0.2)
    assert prosess.ferdig()
    time.sleep(0.1)
    assert not starttid(barnebarn)


def test_tilsynet_stopper_siste_bolge_forst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oppsett.tilsyn.LOGG", tmp_path)
    rekkefolge: list[str] = []
    vent = Prosess.vent

    def noter(self: Prosess, frist: float = 15) -> None:
        rekkefolge.append(self.navn)
        vent(self, frist)

    monkeypatch.setattr(Prosess, "vent", noter)
    forrige = signal.getsignal(signal.SIGINT)
    with Tilsyn(tmp_path, stille=True) as tilsyn:
        tilsyn.start("base", SOV, os.environ)
        tilsyn.ny_bolge()
        tilsyn.start("web", SOV, os.environ)
        tilsyn.start("worker", SOV, os.environ)
    assert signal.getsignal(signal.SIGINT) == forrige
    assert rekkefolge == ["web", "worker", "base"]
    assert all(p.ferdig() for p in tilsyn.alle())


def test_vakten_merker_at_en_prosess_ender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oppsett.tilsyn.LOGG", tmp_path)
    tilsyn = Tilsyn(tmp_path)
    tilsyn.start("kort", [sys.executable, "-c", "raise SystemExit(7)"], os.environ)
    with pytest.raises(Oppsettfeil, match="kort stoppet med kode 7"):
        tilsyn.vakt()
