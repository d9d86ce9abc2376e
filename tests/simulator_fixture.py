"""The SvarUT, Maskinporten and SMTP simulator for tests: real sockets on free ports, and the settings that lead there.

Import the fixtures in the conftest of the folder that wants them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from imdinett.brev import maskinporten, svarut
from simulator.innstillinger import Innstillinger
from simulator.server import Simulator

KONTO = "11111111-1111-4111-8111-111111111111"
INTEGRASJON_ID = "22222222-2222-4222-8222-222222222222"
PASSORD = "prøvepassord"
KLIENT = "imdinett-test"


@lru_cache(maxsize=1)
def nokkelpar() -> tuple[str, bytes]:
    """(private, public), made once per process."""
    nokkel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    privat = nokkel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    offentlig = nokkel.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return privat.decode(), offentlig


@dataclass(frozen=True)
class Simulatorhjelp:
    """What a test asks of the simulator."""

    url: str
    smtp_port: int
    http: httpx.Client

    def feil(self, hva: str, **resten: Any) -> None:
        """Plan a fault for the coming calls (see simulator/README.md)."""
        self.http.post("/_kontroll/feil", json={"hva": hva, **resten}).raise_for_status()

    def slipp(self) -> None:
        """Forget planned faults and let go of held calls."""
        self.http.delete("/_kontroll/feil")

    def telling(self) -> dict[str, Any]:
        return self.http.get("/_kontroll/telling").json()

    def aksepterte(self) -> int:
        return self.telling()["aksepterte"]

    def per_ref(self) -> dict[str, int]:
        return self.telling()["per_ref"]

    def brev(self) -> list[dict[str, Any]]:
        return self.http.get("/_kontroll/brev").json()

    def ett_brev(self, brev_id: str) -> dict[str, Any]:
        return self.http.get(f"/_kontroll/brev/{brev_id}").json()

    def pdf(self, brev_id: str) -> bytes:
        return self.http.get(f"/_kontroll/brev/{brev_id}.pdf").content

    def sett_status(self, brev_id: str, status: str) -> None:
        self.http.post("/_kontroll/status", json={"id": brev_id, "status": status}).raise_for_status()

    def epost(self, til: str | None = None) -> list[dict[str, Any]]:
        return self.http.get("/_kontroll/epost", params={"til": til} if til else None).json()

    def nullstill(self) -> None:
        self.http.post("/_kontroll/nullstill").raise_for_status()

    def miljo(self) -> dict[str, str]:
        """The same addresses as environment variables, for processes of their own (the key goes by file)."""
        return {
            "SVARUT_URL": f"{self.url}/api",
            "SVARUT_KONTO": KONTO,
            "SVARUT_INTEGRASJON_ID": INTEGRASJON_ID,
            "SVARUT_INTEGRASJON_PASSORD": PASSORD,
            "MASKINPORTEN_URL": f"{self.url}/",
            "MASKINPORTEN_KLIENT": KLIENT,
            "MASKINPORTEN_KID": "test",
            "SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}",
        }


@pytest.fixture
def simulator(tmp_path: Path, settings: Any) -> Iterator[Simulatorhjelp]:
    """A running simulator that stands still on MOTTATT, and the product's settings pointing to it."""
    privat, offentlig = nokkelpar()
    valg = Innstillinger(
        mappe=tmp_path / "simulator",
        nokkel=offentlig,
        klient=KLIENT,
        integrasjon_id=INTEGRASJON_ID,
        integrasjon_passord=PASSORD,
        konto=KONTO,
        tempo=0.0,
    )
    with (
        Simulator(valg) as server,
        httpx.Client(base_url=server.url, timeout=30, verify=False, trust_env=False) as http,
    ):
        hjelp = Simulatorhjelp(server.url, server.smtp_port, http)
        for navn, verdi in hjelp.miljo().items():
            if navn != "SMTP_URL":
                setattr(settings, navn, verdi)
        settings.MASKINPORTEN_NOKKEL = privat
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.smtp_port, False
        _glem_forbindelser()
        yield hjelp
        hjelp.slipp()
        _glem_forbindelser()


def _glem_forbindelser() -> None:
    """The product keeps a client and a token per process; each test has a simulator of its own."""
    if svarut._klient.cache_info().currsize:
        svarut._klient().close()
    svarut._klient.cache_clear()
    maskinporten.glem()
