"""A small client of the simulator; the product's own client is tested elsewhere."""

import functools
import json
import time
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from simulator.server import Simulator

KONTO = "22222222-2222-4222-8222-222222222222"
INTEGRASJON_ID = "11111111-1111-4111-8111-111111111111"
INTEGRASJON_PASSORD = "prøvepassord"
KLIENT_ID = "klient-for-proving"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
PDF = b"%PDF-1.7\r\n--ikke-et-skille\r\n\x00\xff\r\n%%EOF\r\n"


@functools.cache
def _lest(privat: bytes) -> PrivateKeyTypes:
    """Reading a key tries whether it is a good one, which takes longer than to sign with it."""
    return load_pem_private_key(privat, password=None)


def forsendelse(**endringer) -> dict:
    return {
        "tittel": "Anmodning om bosetting av flyktninger i 2027",
        "mottaker": {"navn": "Prøve kommune", "digitalId": "313001008"},
        "avgivendeSystem": "Bosettingsportal",
        "eksternReferanse": "brev-1",
        "dokumenter": [{"filnavn": "anmodning.pdf", "mimeType": "application/pdf"}],
        **endringer,
    }


def parts(data: dict, innhold: bytes = PDF) -> list:
    filer = [(f"filer_{nr}", (dok["filnavn"], innhold)) for nr, dok in enumerate(data["dokumenter"])]
    return [("forsendelse", (None, json.dumps(data))), *filer]


@dataclass
class Klient:
    simulator: Simulator
    privat: bytes
    http: httpx.Client = field(init=False)
    token: str = ""
    stoppet: bool = False

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.simulator.url, timeout=5, verify=False, trust_env=False)

    def stop(self) -> None:
        if not self.stoppet:
            self.stoppet = True
            self.http.close()
            self.simulator.stop()

    def assertion(self, *, hode: dict | None = None, **endringer) -> str:
        naa = int(time.time())
        krav = {
            "aud": f"{self.simulator.url}/",
            "iss": KLIENT_ID,
            "scope": "ks:fiks",
            "iat": naa,
            "exp": naa + 120,
            "jti": str(uuid4()),
            **endringer,
        }
        krav = {navn: verdi for navn, verdi in krav.items() if verdi is not None}
        return jwt.encode(krav, _lest(self.privat), "RS256", headers={"kid": "nokkel-1"} if hode is None else hode)

    def get_token(self, assertion: str | None = None, grant: str = GRANT) -> httpx.Response:
        return self.http.post("/token", data={"grant_type": grant, "assertion": assertion or self.assertion()})

    def headers(self, **endringer) -> dict[str, str]:
        self.token = self.token or self.get_token().json()["access_token"]
        alle = {
            "Authorization": f"Bearer {self.token}",
            "IntegrasjonId": INTEGRASJON_ID,
            "IntegrasjonPassord": INTEGRASJON_PASSORD.encode(),
            **endringer,
        }
        return {navn: verdi for navn, verdi in alle.items() if verdi is not None}

    def send(self, data: dict | None = None, *, konto: str = KONTO, deler=None, **headere) -> httpx.Response:
        deler = parts(data or forsendelse()) if deler is None else deler
        return self.http.post(f"/api/v2/kontoer/{konto}/forsendelser", files=deler, headers=self.headers(**headere))

    def statuses(self, ider, *, konto: str = KONTO, **headere) -> httpx.Response:
        sti = f"/api/v2/kontoer/{konto}/forsendelser/status-sok"
        return self.http.post(sti, json={"forsendelseIds": ider}, headers=self.headers(**headere))

    def look_up(self, ref: str, *, konto: str = KONTO, metadata: bool = False, **headere) -> httpx.Response:
        sti = f"/api/v2/kontoer/{konto}/forsendelser" + ("/metadata" if metadata else "")
        return self.http.get(sti, params={"eksternRef": ref}, headers=self.headers(**headere))

    def hendelser(self, brev_id: str, **headere) -> httpx.Response:
        return self.http.get(f"/api/v2/forsendelser/{brev_id}/hendelser", headers=self.headers(**headere))

    def fault(self, **feil) -> None:
        self.http.post("/_kontroll/feil", json=feil).raise_for_status()

    def count(self) -> dict:
        return self.http.get("/_kontroll/telling").json()
