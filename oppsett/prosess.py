"""A child process in a session of its own, which ends when its parent ends, however that happens."""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.stier import ROT

PR_SET_PDEATHSIG = 1
HALE = 2500


class Prosess:
    def __init__(
        self,
        navn: str,
        argv: Sequence[str | Path],
        *,
        logg: Path,
        miljo: Mapping[str, str],
        mappe: Path = ROT,
        stopp: signal.Signals = signal.SIGTERM,
        bruker: str | None = None,
    ) -> None:
        self.navn, self.logg, self.stoppsignal = navn, logg, stopp
        logg.parent.mkdir(parents=True, exist_ok=True)
        with logg.open("wb") as ut:
            self.barn = subprocess.Popen(
                [str(a) for a in argv],
                cwd=mappe,
                env=dict(miljo),
                stdin=subprocess.DEVNULL,
                stdout=ut,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_do_med_forelder(stopp),
                user=bruker,
                group="nogroup" if bruker else None,
                extra_groups=[] if bruker else None,
            )

    @property
    def pid(self) -> int:
        return self.barn.pid

    def ferdig(self) -> bool:
        return self.barn.poll() is not None

    def krev_levende(self) -> None:
        if self.ferdig():
            raise Oppsettfeil(f"{self.navn} stoppet med kode {self.barn.returncode}:\n{self.hale()}")

    def hale(self) -> str:
        return self.logg.read_text(errors="replace")[-HALE:].strip()

    def be_stoppe(self) -> None:
        if not self.ferdig():
            self.barn.send_signal(self.stoppsignal)

    def vent(self, frist: float = 15) -> None:
        """Wait for a clean end; then make sure nothing of the group is left."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.barn.wait(frist)
        drep_gruppe(self.pid)
        self.barn.wait()


def drep_gruppe(pgid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pgid, signal.SIGKILL)


def _do_med_forelder(sig: signal.Signals) -> Callable[[], None]:
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    forelder = os.getpid()

    def i_barnet() -> None:
        prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0)
        if os.getppid() != forelder:
            os._exit(1)

    return i_barnet
