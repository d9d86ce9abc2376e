"""multipart/form-data, read strictly: CRLF, a closing boundary, every part with a name."""

import re
from dataclasses import dataclass

BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))', re.IGNORECASE)
PARAMETER = re.compile(r';\s*(name|filename)="([^"]*)"', re.IGNORECASE)


class UgyldigMultipart(ValueError):
    pass


@dataclass(frozen=True)
class Del:
    navn: str
    filnavn: str | None
    innhold: bytes


def parse(innholdstype: str, kropp: bytes) -> list[Del]:
    delimiter = b"\r\n--" + _boundary(innholdstype)
    stykker = (b"\r\n" + kropp).split(delimiter)
    if len(stykker) < 3 or stykker[-1].strip(b" \t\r\n") != b"--":
        raise UgyldigMultipart("Kroppen mangler deler eller avsluttende skille.")
    return [_part(stykke) for stykke in stykker[1:-1]]


def _boundary(innholdstype: str) -> bytes:
    funn = BOUNDARY.search(innholdstype)
    if not innholdstype.lower().startswith("multipart/form-data") or funn is None:
        raise UgyldigMultipart("Innholdstypen må være multipart/form-data med boundary.")
    return (funn[1] or funn[2]).encode()


def _part(stykke: bytes) -> Del:
    hode, skille, innhold = stykke.partition(b"\r\n\r\n")
    if not skille or not hode.startswith(b"\r\n"):
        raise UgyldigMultipart("En del mangler headere.")
    verdier = _disposition(hode)
    if "name" not in verdier:
        raise UgyldigMultipart("En del mangler navn.")
    return Del(verdier["name"], verdier.get("filename"), innhold)


def _disposition(hode: bytes) -> dict[str, str]:
    for linje in hode.decode("utf-8", "replace").split("\r\n"):
        navn, _, verdi = linje.partition(":")
        if navn.strip().lower() == "content-disposition" and verdi.strip().lower().startswith("form-data"):
            return {n.lower(): _unescape(v) for n, v in PARAMETER.findall(verdi)}
    return {}


def _unescape(verdi: str) -> str:
    """Browsers and httpx write these three characters so, and no other."""
    return verdi.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
