"""Logs in as a demo user over HTTP, both factors, as a browser would: the proof that log-in works."""

import http.client
import http.cookiejar
import re
import urllib.parse
import urllib.request

from oppsett.engangskode import Bruker, totp
from oppsett.feil import Oppsettfeil

CSRF = re.compile(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"')


def logg_inn(adresse: str, bruker: Bruker) -> str:
    """The page after log-in."""
    nettleser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    url, side = _apne(nettleser, f"{adresse}/")
    url, side = _send(nettleser, url, side, login=bruker.epost, password=bruker.passord)
    if 'name="code"' not in side:
        raise Oppsettfeil(f"Etter passordet kom ikke siden som spør om engangskode, men {url}.")
    url, side = _send(nettleser, url, side, code=totp(bruker.hemmelighet))
    if 'name="code"' in side or 'name="password"' in side:
        raise Oppsettfeil(f"Innloggingen av {bruker.epost} stoppet på {url}.")
    return side


def _send(nettleser: urllib.request.OpenerDirector, url: str, side: str, **felt: str) -> tuple[str, str]:
    treff = CSRF.search(side)
    if not treff:
        raise Oppsettfeil(f"{url} har ikke noe skjema.")
    kropp = urllib.parse.urlencode(felt | {"csrfmiddlewaretoken": treff[1]}).encode()
    return _apne(nettleser, urllib.request.Request(url, kropp, {"Referer": url}))


def _apne(nettleser: urllib.request.OpenerDirector, hva: str | urllib.request.Request) -> tuple[str, str]:
    try:
        with nettleser.open(hva, timeout=20) as svar:
            return svar.geturl(), svar.read().decode()
    except (OSError, http.client.HTTPException) as feil:
        raise Oppsettfeil(f"{hva if isinstance(hva, str) else hva.full_url} svarte ikke: {feil}") from None
