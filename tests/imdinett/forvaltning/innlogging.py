"""Logging in as a browser does it: password, then the code of an app whose secret the test knows."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from imdinett.bruker.models import Bruker

PASSORD = "en-lang-ovingssetning"
HEMMELIG = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def kode(forskyvning: int = 0, hemmelig: str = HEMMELIG) -> str:
    """What the app shows now, or so many periods from now."""
    return format_hotp_value(hotp_value(hemmelig, int(time.time()) // 30 + forskyvning))


def med_passord(bruker: Bruker) -> Bruker:
    bruker.set_password(PASSORD)
    bruker.save(update_fields=["password"])
    return bruker


def med_app(bruker: Bruker) -> Bruker:
    TOTP.activate(bruker, HEMMELIG)
    return med_passord(bruker)


def klient() -> Client:
    return Client(headers={"accept-language": "nb"})


def passord(nettleser: Client, bruker: Bruker, tekst: str = PASSORD) -> Any:
    return nettleser.post(reverse("account_login"), {"login": bruker.epost, "password": tekst})


def engangskode(nettleser: Client, tekst: str) -> Any:
    return nettleser.post(reverse("mfa_authenticate"), {"code": tekst})


def logg_helt_inn(bruker: Bruker, nettleser: Client | None = None) -> Client:
    nettleser = nettleser or klient()
    passord(nettleser, bruker)
    svar = engangskode(nettleser, kode())
    assert svar.status_code == 302, svar.content.decode()[:2000]
    return nettleser


def er_inne(nettleser: Client) -> bool:
    """Does the session answer as a user?"""
    return nettleser.get(reverse("min_profil")).status_code == 200
