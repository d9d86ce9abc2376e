"""Maskinporten's token endpoint: a signed assertion in, a short-lived access token out."""

import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import jwt

from simulator import disk, tid
from simulator.http_typer import Avslag, Foresporsel, OAuthAvslag, Svar, json_svar
from simulator.innstillinger import Innstillinger

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LENGSTE_LEVETID = 120
KLOKKESLINGRING = 10
PAAKREVDE = ["aud", "iss", "scope", "iat", "exp", "jti"]


class Maskinporten:
    def __init__(self, innstillinger: Innstillinger, utsteder: str) -> None:
        self._innstillinger = innstillinger
        self._utsteder = utsteder
        self._hemmelighet = _secret(innstillinger.mappe / "tokenhemmelighet")
        self._laas = threading.Lock()
        self._brukte: dict[str, float] = {}

    def token(self, foresporsel: Foresporsel) -> Svar:
        felter = parse_qs(foresporsel.kropp.decode("ascii", "replace"))
        if felter.get("grant_type") != [GRANT]:
            raise OAuthAvslag(400, "unsupported_grant_type", f"grant_type må være {GRANT}.")
        if len(felter.get("assertion", [])) != 1:
            raise OAuthAvslag(400, "invalid_request", "Forespørselen må ha én assertion.")
        krav = self._verify(felter["assertion"][0])
        self._check_claims(krav)
        self._use_once(krav)
        return self._issue(krav["scope"])

    def check(self, token: str) -> None:
        """Refuse a call whose bearer token is not a living one of ours."""
        try:
            krav = jwt.decode(token, self._hemmelighet, ["HS256"], options={"require": ["exp", "scope"]})
        except jwt.PyJWTError as feil:
            raise Avslag(401, "UGYLDIG_TOKEN", f"Tokenet er ugyldig eller utløpt: {feil}") from feil
        if self._innstillinger.scope not in krav["scope"].split():
            raise Avslag(403, "MANGLER_SCOPE", "Tokenet mangler scope.")

    def clear(self) -> None:
        with self._laas:
            self._brukte.clear()

    def _verify(self, assertion: str) -> dict[str, Any]:
        try:
            hode = jwt.get_unverified_header(assertion)
            krav: dict[str, Any] = jwt.decode(
                assertion,
                self._innstillinger.nokkel,
                ["RS256"],
                audience=self._utsteder,
                issuer=self._innstillinger.klient,
                options={"require": PAAKREVDE, "verify_iat": False},
            )
        except jwt.PyJWTError as feil:
            raise _invalid(str(feil)) from feil
        if not hode.get("kid") and not hode.get("x5c"):
            raise _invalid("kid or x5c is missing in the header")
        return krav

    def _check_claims(self, krav: Mapping[str, Any]) -> None:
        iat, exp = krav["iat"], krav["exp"]
        if not isinstance(iat, int | float) or abs(iat - tid.now().timestamp()) > KLOKKESLINGRING:
            raise _invalid(f"iat is more than {KLOKKESLINGRING} seconds off")
        if exp - iat > LENGSTE_LEVETID:
            raise _invalid(f"exp is more than {LENGSTE_LEVETID} seconds after iat")
        if krav["scope"] != self._innstillinger.scope:
            raise OAuthAvslag(400, "invalid_scope", f"Klienten har ikke tilgang til scope {krav['scope']}.")

    def _use_once(self, krav: Mapping[str, Any]) -> None:
        naa = tid.now().timestamp()
        with self._laas:
            self._brukte = {jti: exp for jti, exp in self._brukte.items() if exp > naa}
            if krav["jti"] in self._brukte:
                raise _invalid("jti is already used")
            self._brukte[krav["jti"]] = krav["exp"]

    def _issue(self, scope: str) -> Svar:
        sekunder = self._innstillinger.token_sekunder
        krav = {"scope": scope, "exp": tid.now().timestamp() + sekunder, "jti": str(uuid4())}
        token = jwt.encode(krav, self._hemmelighet, "HS256")
        return json_svar({"access_token": token, "token_type": "Bearer", "expires_in": sekunder, "scope": scope})


def _invalid(hvorfor: str) -> OAuthAvslag:
    return OAuthAvslag(400, "invalid_grant", f"Invalid assertion: {hvorfor}")


def _secret(sti: Path) -> str:
    """Kept on disk so that a token given out outlives a restart, as it does in real life."""
    if not sti.exists():
        disk.write_atomic(sti, secrets.token_hex(32).encode())
        sti.chmod(0o600)
    return sti.read_text()
