"""Reads the body of a request: by length or in chunks, and never more than SvarUT takes."""

from collections.abc import Mapping
from io import BufferedIOBase

from simulator.http_typer import Avslag

STORST = 350 * 1024 * 1024


def read(headere: Mapping[str, str], strom: BufferedIOBase) -> bytes:
    if headere.get("transfer-encoding", "").lower() == "chunked":
        return _chunks(strom)
    return _exactly(strom, _size(headere.get("content-length", "0"), 10))


def _size(tekst: str, grunntall: int) -> int:
    try:
        storrelse = int(tekst, grunntall)
    except ValueError as feil:
        raise Avslag(400, "UGYLDIG_LENGDE", "Lengden på kroppen er ugyldig.") from feil
    if not 0 <= storrelse <= STORST:
        raise Avslag(413, "FOR_STOR", "Forsendelsen er større enn 350 MB.")
    return storrelse


def _chunks(strom: BufferedIOBase) -> bytes:
    deler: list[bytes] = []
    while storrelse := _size(strom.readline(32).split(b";")[0].decode("ascii", "replace"), 16):
        deler.append(_exactly(strom, storrelse))
        strom.readline(3)
        _size(str(sum(map(len, deler))), 10)
    while strom.readline(1000).strip():
        pass
    return b"".join(deler)


def _exactly(strom: BufferedIOBase, antall: int) -> bytes:
    data = strom.read(antall)
    if len(data) < antall:
        raise ConnectionError("Kroppen ble brutt av.")
    return data
