"""Secrets of the demo: made on this machine at the first start, readable by its owner only."""

import base64
import secrets
from pathlib import Path

from oppsett.kommando import les
from oppsett.stier import PYTHON

LAG_NOKKELPAR = """
import os, sys
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import rsa
os.umask(0o077)
nokkel = rsa.generate_private_key(public_exponent=65537, key_size=3072)
privat, offentlig = sys.argv[1:]
open(offentlig, "wb").write(nokkel.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))
open(privat, "wb").write(nokkel.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()))
"""


class Nokler:
    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe / "nokler"
        self.mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.privat = self.mappe / "maskinporten.pem"
        self.offentlig = self.mappe / "maskinporten-offentlig.pem"

    def miljo(self) -> dict[str, str]:
        return {
            "SECRET_KEY": self._tekst("secret_key", secrets.token_urlsafe(64)),
            "FERNET_NOKKEL": self._tekst("fernet", base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()),
            "LOGG_SIGNERINGSNOKKEL": self._tekst("logg", base64.b64encode(secrets.token_bytes(32)).decode()),
            "SVARUT_INTEGRASJON_PASSORD": self._tekst("svarut", secrets.token_urlsafe(24)),
            "MASKINPORTEN_NOKKEL_FIL": str(self._nokkelpar()),
            "MASKINPORTEN_KID": "demo-1",
        }

    def _tekst(self, navn: str, ny: str) -> str:
        fil = self.mappe / navn
        if not fil.exists():
            fil.touch(mode=0o600)
            fil.write_text(ny)
        return fil.read_text()

    def _nokkelpar(self) -> Path:
        if not self.privat.exists():
            les(PYTHON, "-c", LAG_NOKKELPAR, self.privat, self.offentlig)
        return self.privat
