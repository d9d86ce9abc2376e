"""From the parts of a send call to a checked forsendelse with its files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from simulator import multipart, tid
from simulator.http_typer import Avslag
from simulator.skjema import FORSENDELSE, errors_in, parse_time

PDF = "application/pdf"


@dataclass(frozen=True)
class Innsending:
    forsendelse: dict[str, Any]
    filer: tuple[bytes, ...]


def read(innholdstype: str, kropp: bytes) -> Innsending:
    try:
        deler = multipart.parse(innholdstype, kropp)
    except multipart.UgyldigMultipart as feil:
        raise Avslag(400, "UGYLDIG_MULTIPART", str(feil)) from feil
    forsendelse = _json_part(deler[0])
    _refuse(errors_in(forsendelse, FORSENDELSE))
    _refuse(_rule_errors(forsendelse))
    _refuse(_file_errors(forsendelse, deler[1:]))
    return Innsending(forsendelse, tuple(del_.innhold for del_ in deler[1:]))


def _refuse(feil: Iterator[tuple[str, str]]) -> None:
    funnet = dict(feil)
    if funnet:
        melding = "; ".join(f"{felt} {tekst}" for felt, tekst in funnet.items())
        raise Avslag(400, "VALIDERINGSFEIL", f"Ugyldig forsendelse: {melding}.", funnet)


def _json_part(del_: multipart.Del) -> Any:
    if del_.navn != "forsendelse" or del_.filnavn is not None:
        raise Avslag(400, "UGYLDIG_MULTIPART", "Første del må hete forsendelse og ikke ha filnavn.")
    try:
        return json.loads(del_.innhold)
    except ValueError as feil:
        raise Avslag(400, "UGYLDIG_JSON", "Delen forsendelse er ikke gyldig JSON.") from feil


def _rule_errors(forsendelse: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _mottaker_errors(forsendelse)
    yield from _dokument_errors(forsendelse)
    if forsendelse.get("krevNiva4Innlogging") and not forsendelse.get("kryptert"):
        yield "krevNiva4Innlogging", "krever at dokumentene er kryptert"
    svaradresse = forsendelse.get("svarSendesTil") or {}
    if forsendelse.get("svarPaForsendelseLink") and len(svaradresse.get("digitalId") or "") != 9:
        yield "svarPaForsendelseLink", "krever at svarSendesTil har organisasjonsnummer"
    utloper = parse_time(forsendelse.get("signeringUtloper") or "")
    if utloper is not None and utloper < tid.now() + timedelta(days=1):
        yield "signeringUtloper", "må være minst én dag fram i tid"


def _mottaker_errors(forsendelse: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """An address is demanded only where the letter must be printed: with a digitalId it may go without."""
    mottaker = forsendelse["mottaker"]
    if mottaker.get("digitalId"):
        return
    if forsendelse.get("kunDigitalLevering"):
        yield "mottaker.digitalId", "mangler, men forsendelsen er kun digital"
        return
    if not mottaker.get("poststed"):
        yield "mottaker.poststed", "mangler, men brevet skal i posten"
    if not mottaker.get("postnummer") and mottaker.get("land") in (None, "", "Norge"):
        yield "mottaker.postnummer", "mangler, men brevet skal i posten"


def _dokument_errors(forsendelse: dict[str, Any]) -> Iterator[tuple[str, str]]:
    dokumenter = forsendelse.get("dokumenter") or []
    if not dokumenter:
        yield "dokumenter", "mangler"
    if len({dokument["filnavn"] for dokument in dokumenter}) < len(dokumenter):
        yield "dokumenter", "har like filnavn"
    if sum(bool(dokument.get("skalSigneres")) for dokument in dokumenter) > 1:
        yield "dokumenter", "har flere som skal signeres"
    for nummer, dokument in enumerate(dokumenter):
        skrives_ut = not forsendelse.get("kunDigitalLevering") and not dokument.get("skalEkskluderesFraUtskrift")
        if dokument["mimeType"] != PDF and skrives_ut:
            yield f"dokumenter[{nummer}].mimeType", "kan ikke skrives ut"


def _file_errors(forsendelse: dict[str, Any], filer: list[multipart.Del]) -> Iterator[tuple[str, str]]:
    dokumenter = forsendelse["dokumenter"]
    if len(filer) != len(dokumenter):
        yield "dokumenter", f"er {len(dokumenter)}, men det kom {len(filer)} filer"
        return
    for nummer, (dokument, fil) in enumerate(zip(dokumenter, filer, strict=True)):
        if fil.filnavn != dokument["filnavn"]:
            yield f"dokumenter[{nummer}].filnavn", f"er ikke likt filnavnet i delen ({fil.filnavn})"
        elif not fil.innhold:
            yield f"dokumenter[{nummer}]", "er tomt"
        elif dokument["mimeType"] == PDF and not forsendelse.get("kryptert") and not fil.innhold.startswith(b"%PDF"):
            yield f"dokumenter[{nummer}]", "er ikke en PDF"
