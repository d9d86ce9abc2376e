"""One run per folder, and what a killed run left is recognised without hitting anybody else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from oppsett.feil import Oppsettfeil
from oppsett.rester import avslutt_i_mappe, enerett, er_rest, noter, rydd, skriv_eier, starttid

DOR_MED_LASEN = """
import os, pathlib, sys
from oppsett.rester import enerett
with enerett(pathlib.Path(sys.argv[1]), "Demoen"):
    os._exit(9)
"""
SOV = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def barn(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    # A shell without job control lets what it starts in the background ignore the signal, and a child inherits that.
    prosess = subprocess.Popen(
        SOV, cwd=tmp_path, start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    )
    yield prosess
    prosess.kill()
    prosess.wait()


def test_en_om_gangen_og_den_andre_far_vite_hvem(tmp_path: Path) -> None:
    with enerett(tmp_path, "Demoen") as las:
        skriv_eier(las, "http://localhost:8000")
        melding = rf"Demoen kjører allerede: prosess {os.getpid()}, http://localhost:8000"
        with pytest.raises(Oppsettfeil, match=melding), enerett(tmp_path, "Demoen"):
            pass
    with enerett(tmp_path, "Demoen"):
        pass


def test_las_fra_en_drept_prosess_holder_ingen_ute(tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", DOR_MED_LASEN, str(tmp_path)], check=False).returncode == 9
    with enerett(tmp_path, "Demoen"):
        pass


def test_samme_prosess_er_en_rest_og_en_annen_med_samme_nummer_ikke(barn: subprocess.Popen[bytes]) -> None:
    start = starttid(barn.pid)
    assert start
    assert er_rest(barn.pid, start)
    assert not er_rest(barn.pid, f"1{start}")


def test_avsluttet_prosess_er_ingen_rest(barn: subprocess.Popen[bytes]) -> None:
    start = starttid(barn.pid)
    barn.kill()
    barn.wait()
    assert starttid(barn.pid) == ""
    assert not er_rest(barn.pid, start)


def test_gruppen_etter_en_drept_leder_er_en_rest() -> None:
    kode = f"import subprocess; print(subprocess.Popen({SOV!r}).pid, flush=True); input()"
    leder = subprocess.Popen(
        [sys.executable, "-c", kode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert leder.stdout is not None
    assert leder.stdin is not None
    barnebarn, start = int(leder.stdout.readline()), starttid(leder.pid)
    leder.kill()
    leder.wait()
    leder.stdout.close()
    leder.stdin.close()
    assert er_rest(leder.pid, start)
    os.kill(barnebarn, 9)
    _vent_pa(lambda: not er_rest(leder.pid, start))


def test_rydd_avslutter_det_noterte_og_bare_det(tmp_path: Path, barn: subprocess.Popen[bytes]) -> None:
    notert = subprocess.Popen(SOV, start_new_session=True)
    noter(tmp_path, notert.pid)
    (tmp_path / "prosesser").open("a").close()
    with (tmp_path / "prosesser").open("a") as liste:
        liste.write(f"{barn.pid} 123-en-annen-oppstart\n")
    rydd(tmp_path)
    assert notert.wait(5) != 0
    assert barn.poll() is None
    assert not (tmp_path / "prosesser").exists()


def test_prosesser_i_klyngemappen_avsluttes(tmp_path: Path, barn: subprocess.Popen[bytes]) -> None:
    avslutt_i_mappe(tmp_path / "en annen", frist=0.2)
    assert barn.poll() is None
    avslutt_i_mappe(tmp_path, frist=0.2)
    assert barn.wait(5) != 0


def _vent_pa(klar) -> None:
    frist = time.monotonic() + 5
    while not klar():
        assert time.monotonic() < frist
        time.sleep(0.02)
