"""The one call of clamd that we make: INSTREAM over TCP."""

import socket
import struct
from dataclasses import dataclass

from django.conf import settings

BIT = 64 * 1024
TIDSGRENSE = 60


class UtenDom(Exception):
    """The scanner answered with neither clean nor found: the file stays where it is."""


class SkannerNede(UtenDom):
    """It did not answer at all."""


@dataclass(frozen=True)
class Dom:
    ren: bool
    funn: str = ""


def skann(innhold: bytes) -> Dom:
    """Clean, or what was found. Raises UtenDom when the scanner says neither, SkannerNede when it says nothing."""
    vert, _kolon, port = settings.CLAMD_ADRESSE.rpartition(":")
    try:
        with socket.create_connection((vert, int(port)), timeout=TIDSGRENSE) as forbindelse:
            forbindelse.sendall(b"zINSTREAM\0")
            for start in range(0, len(innhold), BIT):
                bit = innhold[start : start + BIT]
                forbindelse.sendall(struct.pack("!I", len(bit)) + bit)
            forbindelse.sendall(struct.pack("!I", 0))
            return _les(_svar(forbindelse))
    except (OSError, ValueError) as feil:
        raise SkannerNede(f"{type(feil).__name__}: {feil}") from feil


def _svar(forbindelse: socket.socket) -> str:
    data = b""
    while not data.endswith(b"\0") and (bit := forbindelse.recv(4096)):
        data += bit
    return data.rstrip(b"\0\n").decode("utf-8", "replace")


def _les(svar: str) -> Dom:
    """«stream: OK» or «stream: Eicar-Test-Signature FOUND»; everything else is no verdict."""
    tekst = svar.removeprefix("stream: ")
    if tekst == "OK":
        return Dom(ren=True)
    if tekst.endswith(" FOUND"):
        return Dom(ren=False, funn=tekst.removesuffix(" FOUND"))
    raise UtenDom(f"uventet svar: {svar[:100]!r}")
