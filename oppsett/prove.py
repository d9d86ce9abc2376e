"""One user's run through both commands in the empty Debian."""

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from oppsett import bar_debian
from oppsett.engangskode import Bruker, brukere
from oppsett.feil import Oppsettfeil
from oppsett.innlogging import logg_inn
from oppsett.port import ledig_port, svarer
from oppsett.si import si
from oppsett.stier import LOGG, ROT

KLAR = "klar – Ctrl-C"
FORSTE, SENERE, TEST = 120, 15, 900


class Prove:
    def __init__(self, rot: Path, bruker: str, hjem: str) -> None:
        self.rot, self.bruker, self.hjem = rot, bruker, hjem
        self.port = ledig_port()
        self.linjer: list[tuple[str, float | None, str]] = []
        self.feil = False

    @property
    def klone(self) -> Path:
        return self.rot / self.hjem.lstrip("/") / "imdinett"

    def demo(self) -> None:
        self._start_og_stopp("make demo, første gang", FORSTE, drep=True)
        self._start_og_stopp("make demo etter kill -9", SENERE)
        self._start_og_stopp("make demo igjen", SENERE)

    def test(self) -> None:
        start = time.monotonic()
        barn, utskrift = self._kjor("make test")
        siste = ""
        while (linje := utskrift.get()) is not None:
            siste = linje.strip() or siste
        brukt = time.monotonic() - start
        ok = barn.wait() == 0 and brukt <= TEST
        self.noter("make test", brukt, f"{'i orden' if ok else 'FEIL'}: {siste}")

    def noter(self, hva: str, sekunder: float | None, utfall: str) -> None:
        si(f"{self.bruker}: {hva}: {'' if sekunder is None else f'{sekunder:.1f} s '}{utfall}")
        self.linjer.append((hva, sekunder, utfall))
        if "FEIL" in utfall:
            self.feil = True
            self._behold_logger()

    def _behold_logger(self) -> None:
        """The machine is taken down when the proof is over, and what went wrong must be read after it."""
        fra, til = self.klone / ".data/logg", LOGG / f"ny-maskin-{self.bruker}"
        if fra.exists():
            shutil.copytree(fra, til, dirs_exist_ok=True)
            si(f"{self.bruker}: loggene ligger i {til.relative_to(ROT)}")

    def tabell(self) -> list[str]:
        return [
            f"{self.bruker:<6} {hva:<28} {'' if sekunder is None else f'{sekunder:8.1f} s':>10}  {utfall}"
            for hva, sekunder, utfall in self.linjer
        ]

    def _start_og_stopp(self, hva: str, grense: float, *, drep: bool = False) -> None:
        start = time.monotonic()
        barn, utskrift = self._kjor(f"make demo PORT={self.port}")
        try:
            _vent_pa_klar(utskrift)
            brukt = time.monotonic() - start
            logg_inn(f"http://localhost:{self.port}", self._bruker())
        except Oppsettfeil:
            self.rydd()
            raise
        self.noter(hva, brukt, "i orden, innlogging virker" if brukt <= grense else f"FEIL: over {grense:.0f} s")
        self._drep(barn) if drep else self._avbryt(barn)

    def _bruker(self) -> Bruker:
        """Another one each time: a code counts once."""
        tabell = (self.klone / ".data/demo/brukere.txt").read_text()
        return brukere(tabell)[len(self.linjer)]

    def _avbryt(self, barn: subprocess.Popen[str]) -> None:
        start = time.monotonic()
        os.killpg(barn.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            barn.wait(60)
        rester = len(self._prosesser())
        ryddig = rester == 0 and not svarer(self.port)
        self.noter("  Ctrl-C", time.monotonic() - start, "i orden" if ryddig else f"FEIL: {rester} prosesser igjen")
        self.rydd()

    def _drep(self, barn: subprocess.Popen[str]) -> None:
        """kill -9 of make and the supervisor; what they leave is the next start's to clean up."""
        os.killpg(barn.pid, signal.SIGKILL)
        barn.wait()
        self.noter("  kill -9", None, f"{len(self._prosesser())} prosesser igjen et øyeblikk")

    def _kjor(self, kommando: str) -> tuple[subprocess.Popen[str], queue.SimpleQueue[str | None]]:
        argv = ["chroot", f"--userspec={self.bruker}:{self.bruker}", str(self.rot), "/bin/sh", "-c"]
        barn = subprocess.Popen(
            [*argv, f"cd {self.hjem}/imdinett && exec {kommando}"],
            env=bar_debian.miljo(self.hjem),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        linjer: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=_les_linjer, args=(barn, linjer, self.bruker), daemon=True).start()
        return barn, linjer

    def _prosesser(self) -> list[int]:
        return [int(p.name) for p in Path("/proc").glob("[0-9]*") if self._er_inne(p)]

    def _er_inne(self, prosess: Path) -> bool:
        with contextlib.suppress(OSError):
            return os.readlink(prosess / "root") == str(self.rot)
        return False

    def rydd(self) -> None:
        for pid in self._prosesser():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)


def _les_linjer(barn: subprocess.Popen[str], linjer: queue.SimpleQueue[str | None], merke: str) -> None:
    assert barn.stdout is not None
    for linje in barn.stdout:
        print(f"  {merke}| {linje}", end="", flush=True)
        linjer.put(linje)
    linjer.put(None)


def _vent_pa_klar(linjer: queue.SimpleQueue[str | None]) -> None:
    frist = time.monotonic() + 2 * FORSTE
    with contextlib.suppress(queue.Empty):
        while (linje := linjer.get(timeout=max(frist - time.monotonic(), 0.1))) is not None:
            if KLAR in linje:
                return
        raise Oppsettfeil("make demo sluttet før den var klar.")
    raise Oppsettfeil(f"make demo var ikke klar etter {2 * FORSTE} sekunder.")
