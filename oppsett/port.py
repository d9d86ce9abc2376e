"""Loopback ports."""

import socket
import time
from collections.abc import Callable

from oppsett.feil import Oppsettfeil

_utdelt: set[int] = set()


def ledig_port() -> int:
    """A free port, never the same twice in one run."""
    while True:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port: int = s.getsockname()[1]
        if port not in _utdelt:
            _utdelt.add(port)
            return port


def er_ledig(port: int) -> bool:
    """Free on both loopback addresses: `localhost` may mean either."""
    return _kan_lytte(socket.AF_INET, "127.0.0.1", port) and (
        not socket.has_ipv6 or not _svarer(socket.AF_INET6, "::1", port)
    )


def _kan_lytte(familie: socket.AddressFamily, adresse: str, port: int) -> bool:
    with socket.socket(familie) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((adresse, port))
        except OSError:
            return False
        return True


def _svarer(familie: socket.AddressFamily, adresse: str, port: int) -> bool:
    with socket.socket(familie) as s:
        s.settimeout(0.5)
        return s.connect_ex((adresse, port)) == 0


def svarer(port: int) -> bool:
    return _svarer(socket.AF_INET, "127.0.0.1", port)


def oensket_port(verdi: str) -> int:
    """The value of PORT=, checked."""
    if not verdi.isdecimal() or not 1 <= int(verdi) <= 65535:
        raise Oppsettfeil(f"PORT={verdi} er ikke et portnummer (1–65535).")
    port = int(verdi)
    if er_ledig(port):
        return port
    forslag = next((p for p in range(port + 1, min(port + 100, 65536)) if er_ledig(p)), None)
    raad = f" Velg en annen, for eksempel: make demo PORT={forslag}" if forslag else ""
    raise Oppsettfeil(f"Port {port} er opptatt eller ikke tillatt.{raad}")


def vent_til(klar: Callable[[], bool], hva: str, frist: float, lever: Callable[[], None]) -> None:
    """Wait for `klar`; `lever` raises when the process that should become ready has ended."""
    slutt = time.monotonic() + frist
    while not klar():
        lever()
        if time.monotonic() > slutt:
            raise Oppsettfeil(f"{hva} svarte ikke innen {frist:.0f} sekunder.")
        time.sleep(0.05)
