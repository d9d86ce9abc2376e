"""One-time codes of the demo users (RFC 6238), from the table that the demo printed."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.stier import DATA

TABELL = DATA / "demo" / "brukere.txt"
VINDU = 30


@dataclass(frozen=True)
class Bruker:
    epost: str
    passord: str
    hemmelighet: str


def kode(argv: list[str]) -> int:
    """`make kode EPOST=…`"""
    if len(argv) != 1 or not argv[0]:
        raise Oppsettfeil("Bruk: make kode EPOST=<e-post>")
    if not TABELL.exists():
        raise Oppsettfeil("Start demoen først: make demo")
    bruker = finn(TABELL.read_text(), argv[0])
    print(f"{totp(bruker.hemmelighet)}  (gjelder i {VINDU - int(time.time()) % VINDU} sekunder til, og bare én gang)")
    return 0


def finn(tabell: str, epost: str) -> Bruker:
    """The user's line: e-mail first, secret last; the password is the same for all."""
    passord = ""
    for linje in tabell.splitlines():
        if linje.startswith("Passord"):
            passord = linje.rpartition(" ")[2]
        ord_ = linje.split()
        if ord_ and ord_[0].lower() == epost.lower():
            return Bruker(ord_[0], passord, ord_[-1])
    raise Oppsettfeil(f"Ingen demobruker har e-posten {epost}.")


def brukere(tabell: str) -> list[Bruker]:
    return [finn(tabell, linje.split()[0]) for linje in tabell.splitlines() if "@" in linje.partition(" ")[0]]


def totp(hemmelighet: str, tid: float | None = None) -> str:
    nokkel = base64.b32decode(hemmelighet + "=" * (-len(hemmelighet) % 8))
    teller = int(time.time() if tid is None else tid) // VINDU
    sum_ = hmac.new(nokkel, struct.pack(">Q", teller), hashlib.sha1).digest()
    start = sum_[-1] & 15
    tall = struct.unpack(">I", sum_[start : start + 4])[0] & 0x7FFFFFFF
    return f"{tall % 1_000_000:06d}"


def skriv_tabell(mappe: Path, tabell: str) -> None:
    fil = mappe / TABELL.name
    fil.touch(mode=0o600)
    fil.write_text(tabell)
