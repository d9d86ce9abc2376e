"""The calls of SvarUT REST v2 that the portal uses."""

import hmac
import logging
import re

from simulator import forsendelse, tid, tidslinje
from simulator.http_typer import Avslag, Foresporsel, Rute, Svar, json_svar
from simulator.innstillinger import Innstillinger
from simulator.lager import Brev, Brevlager
from simulator.maskinporten import Maskinporten
from simulator.skjema import is_uuid

KONTO = r"/api/v2/kontoer/(?P<konto>[^/]+)/forsendelser"
logg = logging.getLogger("simulator")


class SvarUt:
    def __init__(self, innstillinger: Innstillinger, lager: Brevlager, maskinporten: Maskinporten) -> None:
        self._innstillinger = innstillinger
        self._lager = lager
        self._maskinporten = maskinporten

    def routes(self) -> list[Rute]:
        return [
            Rute("POST", re.compile(r"/token"), self._maskinporten.token, "token"),
            Rute("POST", re.compile(KONTO + "/?"), self.send, "send"),
            Rute("POST", re.compile(KONTO + "/status-sok"), self.status_sok, "status"),
            Rute("GET", re.compile(KONTO + "/?"), self.look_up, "oppslag"),
            Rute("GET", re.compile(KONTO + "/metadata"), self.look_up_metadata, "oppslag"),
            Rute("GET", re.compile(r"/api/v2/forsendelser/(?P<id>[^/]+)/hendelser"), self.hendelser, "hendelser"),
        ]

    def send(self, foresporsel: Foresporsel) -> Svar:
        konto = self._authorize(foresporsel)
        innsending = forsendelse.read(foresporsel.headere.get("content-type", ""), foresporsel.kropp)
        brev = self._lager.add(konto, self._innstillinger.tempo, innsending)
        logg.info("brev %s mottatt, eksternReferanse %s", brev.id, brev.referanse)
        return json_svar({"id": brev.id})

    def status_sok(self, foresporsel: Foresporsel) -> Svar:
        konto = self._authorize(foresporsel)
        data = foresporsel.json()
        ider = data.get("forsendelseIds") if isinstance(data, dict) else None
        if not isinstance(ider, list) or not all(isinstance(id_, str) and is_uuid(id_) for id_ in ider):
            raise Avslag(400, "VALIDERINGSFEIL", "forsendelseIds må være en liste med UUID-er.")
        treff = [brev for id_ in ider if (brev := self._lager.get(id_.lower())) and brev.konto == konto]
        return json_svar({"statuser": [_status_line(brev) for brev in treff]})

    def look_up(self, foresporsel: Foresporsel) -> Svar:
        return json_svar({"forsendelseIds": [brev.id for brev in self._by_reference(foresporsel)]})

    def look_up_metadata(self, foresporsel: Foresporsel) -> Svar:
        treff = self._by_reference(foresporsel)
        return json_svar({"forsendelser": [_metadata_line(brev) for brev in treff]})

    def hendelser(self, foresporsel: Foresporsel) -> Svar:
        self._authenticate(foresporsel)
        brev = self._lager.get(foresporsel.deler["id"].lower())
        if brev is None or self._innstillinger.konto not in ("", brev.konto):
            raise Avslag(404, "IKKE_FUNNET", "Forsendelsen finnes ikke.")
        linjer = [
            {"tidspunkt": tid.iso(tidspunkt), "hendelse": tidslinje.HENDELSER.get(status, f"Ny status: {status}")}
            for tidspunkt, status in tidslinje.history(brev, tid.now())
        ]
        return json_svar({"hendelser": linjer})

    def _by_reference(self, foresporsel: Foresporsel) -> list[Brev]:
        konto = self._authorize(foresporsel)
        referanse = foresporsel.parameter("eksternRef")
        if not referanse:
            raise Avslag(400, "VALIDERINGSFEIL", "eksternRef mangler.")
        return self._lager.by_referanse(konto, referanse)

    def _authenticate(self, foresporsel: Foresporsel) -> None:
        type_, _, token = foresporsel.headere.get("authorization", "").partition(" ")
        if type_ != "Bearer" or not token:
            raise Avslag(401, "MANGLER_TOKEN", "Authorization: Bearer mangler.")
        self._maskinporten.check(token)
        for header, fasit in (
            ("IntegrasjonId", self._innstillinger.integrasjon_id),
            ("IntegrasjonPassord", self._innstillinger.integrasjon_passord),
        ):
            verdi = foresporsel.headere.get(header.lower(), "")
            if not hmac.compare_digest(verdi.encode("latin-1"), fasit.encode()):
                raise Avslag(401, "UGYLDIG_INTEGRASJON", f"{header} mangler eller er feil.")

    def _authorize(self, foresporsel: Foresporsel) -> str:
        self._authenticate(foresporsel)
        konto = foresporsel.deler["konto"].lower()
        if not is_uuid(konto):
            raise Avslag(400, "VALIDERINGSFEIL", "kontoId er ikke en UUID.")
        if self._innstillinger.konto.lower() not in ("", konto):
            raise Avslag(403, "INGEN_TILGANG", "Integrasjonen har ikke tilgang til kontoen.")
        return konto


def _status_line(brev: Brev) -> dict[str, str]:
    endret, status = tidslinje.status(brev, tid.now())
    return {"id": brev.id, "status": status, "sisteStatusEndring": tid.iso(endret)}


def _metadata_line(brev: Brev) -> dict[str, str | None]:
    return {
        "id": brev.id,
        "dato": tid.iso(brev.mottatt),
        "avgivendeSystem": brev.forsendelse.get("avgivendeSystem"),
    }
