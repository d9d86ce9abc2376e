"""A token from Maskinporten: JWT bearer grant, kept in memory until 30 seconds before it ends (integrations.md §2)."""

import threading
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from uuid import uuid4

import httpx
import jwt
from django.conf import settings

from imdinett.kjerne import klokke

SCOPE: Final = "ks:fiks"
GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LEVETID: Final = 120
FORNY_FOR: Final = 30


class IngenToken(Exception):
    """Maskinporten did not give a token: nothing has been sent to anybody."""


@dataclass(frozen=True)
class Token:
    verdi: str
    kilde: tuple[str, str]
    brukes_til: float


_laas = threading.Lock()
_token: Token | None = None


def hent(klient: httpx.Client) -> str:
    """The token in hand while it lasts, else a new one. Monotonic time: a moved clock does no harm."""
    global _token
    kilde = (settings.MASKINPORTEN_URL, settings.MASKINPORTEN_KLIENT)
    with _laas:
        if _token is None or _token.kilde != kilde or time.monotonic() >= _token.brukes_til:
            _token = _be_om(klient, kilde)
        return _token.verdi


def glem() -> None:
    """After a 401: the next call asks again."""
    global _token
    with _laas:
        _token = None


def _be_om(klient: httpx.Client, kilde: tuple[str, str]) -> Token:
    start = time.monotonic()
    try:
        svar = klient.post(
            urljoin(settings.MASKINPORTEN_URL, "token"),
            data={"grant_type": GRANT, "assertion": _assertion()},
            timeout=settings.SVARUT_TIDSGRENSE_ELLERS,
        )
        data = svar.raise_for_status().json()
        verdi, sekunder = str(data["access_token"]), float(data["expires_in"])
    except httpx.HTTPStatusError as feil:
        raise IngenToken(f"Maskinporten svarte {feil.response.status_code}.") from feil
    except (httpx.HTTPError, jwt.PyJWTError, ValueError, KeyError, TypeError) as feil:
        raise IngenToken(f"Fikk ikke token fra Maskinporten: {type(feil).__name__}.") from feil
    return Token(verdi, kilde, start + sekunder - FORNY_FOR)


def _assertion() -> str:
    naa = int(klokke.now().timestamp())
    krav = {
        "aud": settings.MASKINPORTEN_URL,
        "iss": settings.MASKINPORTEN_KLIENT,
        "scope": SCOPE,
        "iat": naa,
        "exp": naa + LEVETID,
        "jti": str(uuid4()),
    }
    return jwt.encode(krav, settings.MASKINPORTEN_NOKKEL, "RS256", headers={"kid": settings.MASKINPORTEN_KID})
