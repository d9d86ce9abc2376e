"""What a fault does to a call: before it is carried out, or to the answer afterwards."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from simulator.feil import Feil, Feilplan
from simulator.http_typer import Avslag, Kutt, OAuthAvslag, Svar, json_svar

UKJENT_STATUS = "NY_STATUS_FRA_SVARUT"
SOPPEL = Svar(200, b"<html><body>Vi har det litt travelt. Pr\xf8v igjen", "text/html")
AVSLAG: dict[str, tuple[int, str, str]] = {
    "400": (400, "VALIDERINGSFEIL", "Simulert avvisning."),
    "401": (401, "IKKE_AUTENTISERT", "Simulert manglende tilgang."),
    "429": (429, "FOR_MANGE_KALL", "Simulert for mange kall."),
    "500": (500, "INTERN_FEIL", "Simulert intern feil."),
    "500_etter_mottak": (500, "INTERN_FEIL", "Simulert intern feil."),
}
OAUTH_KODER = {400: "invalid_grant", 401: "invalid_client", 429: "temporarily_unavailable", 500: "server_error"}


def run(feil: Feil, utfor: Callable[[], Svar], plan: Feilplan) -> Svar:
    if feil.hva == "kuttet_for":
        return Svar(0, kutt=Kutt.RESET)
    if feil.hva in ("400", "401", "429", "500"):
        raise _refusal(feil)
    if feil.hva == "treg":
        plan.hold(feil.sekunder)
    svar = utfor()
    if feil.hva == "dobbelt" and feil.kall == "send":
        return utfor().cut(Kutt.STILLE)
    if feil.hva == "timeout_etter_mottak":
        plan.hold(feil.sekunder)
        return svar.cut(Kutt.STILLE)
    return _spoilt(feil, svar)


def _spoilt(feil: Feil, svar: Svar) -> Svar:
    match feil.hva:
        case "500_etter_mottak":
            raise _refusal(feil)
        case "kuttet_etter":
            return svar.cut(Kutt.HALVT)
        case "soppel":
            return SOPPEL
        case "ukjent_status":
            statuser = [{**linje, "status": UKJENT_STATUS} for linje in json.loads(svar.kropp)["statuser"]]
            return json_svar({"statuser": statuser})
        case "dobbelt":
            return replace(svar, kropp=_doubled(svar.kropp))
    return svar


def _doubled(kropp: bytes) -> bytes:
    """One hit too many in a look-up."""
    ny_id = str(uuid4())
    data = json.loads(kropp)
    if "forsendelseIds" in data:
        data["forsendelseIds"].append(ny_id)
    else:
        data["forsendelser"] += [{**linje, "id": ny_id} for linje in data["forsendelser"][:1]]
    return json.dumps(data).encode()


def _refusal(feil: Feil) -> Avslag:
    status, kode, melding = AVSLAG[feil.hva]
    if feil.kall == "token":
        avslag: Avslag = OAuthAvslag(status, OAUTH_KODER[status], melding)
    else:
        avslag = Avslag(status, kode, melding)
    if status == 429:
        avslag.headere = (("Retry-After", str(math.ceil(feil.sekunder))),)
    return avslag
