"""One run at a time per folder, and the processes that a killed run may have left."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.prosess import drep_gruppe
from oppsett.si import si

PROC = Path("/proc")
_RAAD = "Stopp den først (Ctrl-C i vinduet den kjører i)."


@contextlib.contextmanager
def enerett(mappe: Path, hva: str) -> Iterator[Path]:
    """Hold the folder's lock; the kernel lets go of it however we end. The file tells others who has it."""
    mappe.mkdir(parents=True, exist_ok=True, mode=0o700)
    fil = mappe / "las"
    with fil.open("a+") as las:
        try:
            fcntl.flock(las, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Oppsettfeil(f"{hva} kjører allerede: {fil.read_text().strip() or 'starter'}. {_RAAD}") from None
        skriv_eier(fil, "")
        rydd(mappe)
        yield fil
        (mappe / "prosesser").unlink(missing_ok=True)


def skriv_eier(fil: Path, adresse: str) -> None:
    fil.write_text(f"prosess {os.getpid()}{', ' if adresse else ''}{adresse}\n")


def noter(mappe: Path, pid: int) -> None:
    with (mappe / "prosesser").open("a") as liste:
        liste.write(f"{pid} {starttid(pid)}\n")


def rydd(mappe: Path) -> None:
    """End what an earlier run noted and did not get to stop: first politely, so that PostgreSQL stays whole."""
    liste = mappe / "prosesser"
    if not liste.exists():
        return
    rester = [pid for pid, start in _notert(liste) if er_rest(pid, start)]
    if rester:
        si(f"rydder etter en kjøring som ble avbrutt ({len(rester)} prosesser)")
        _avslutt(rester)
    liste.unlink()


def er_rest(pid: int, start: str) -> bool:
    """Still ours: the same process, or the group that a dead leader left behind (its number cannot be reused)."""
    naa = starttid(pid)
    return naa == start if naa else _gruppe_lever(pid)


def starttid(pid: int) -> str:
    """Boot and clock tick when the process started, "" when it has ended: a pid alone may be somebody else's."""
    felt = _stat(PROC / str(pid))
    return "" if felt is None or felt[0] == "Z" else f"{felt[19]}-{_oppstart()}"


def _stat(mappe: Path) -> list[str] | None:
    """The fields after the name: state, parent, group, …"""
    try:
        return (mappe / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _oppstart() -> str:
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def _notert(liste: Path) -> Iterator[tuple[int, str]]:
    for linje in liste.read_text().splitlines():
        pid, _, start = linje.partition(" ")
        if pid.isdecimal() and start.endswith(_oppstart()):
            yield int(pid), start


def _avslutt(pider: list[int], frist: float = 5) -> None:
    for pid in pider:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGINT)
    slutt = time.monotonic() + frist
    while time.monotonic() < slutt and any(_gruppe_lever(pid) for pid in pider):
        time.sleep(0.05)
    for pid in pider:
        drep_gruppe(pid)


def _gruppe_lever(pgid: int) -> bool:
    felt = (_stat(mappe) for mappe in PROC.glob("[0-9]*"))
    return any(f is not None and f[0] != "Z" and f[2] == str(pgid) for f in felt)


def avslutt_i_mappe(mappe: Path, frist: float = 10) -> None:
    """A killed postmaster's backends live on for a moment, in sessions of their own but in the cluster's folder."""
    slutt = time.monotonic() + frist
    while (rester := _i_mappe(mappe)) and time.monotonic() < slutt:
        for pid in rester:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGQUIT)
        time.sleep(0.05)


def _i_mappe(mappe: Path) -> list[int]:
    return [int(p.name) for p in PROC.glob("[0-9]*") if _arbeidsmappe(p) == str(mappe)]


def _arbeidsmappe(prosess: Path) -> str:
    try:
        return os.readlink(prosess / "cwd")
    except OSError:
        return ""
