"""Reading the environment: the only module that does."""

import base64
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def tekst(navn: str, standard: str | None = None) -> str:
    """The variable's value; without one and without `standard` the start fails with its name."""
    verdi = os.environ.get(navn, standard)
    if verdi is None:
        raise ImproperlyConfigured(f"Miljøvariabelen {navn} mangler.")
    return verdi


def tall(navn: str, standard: int) -> int:
    return int(os.environ.get(navn, standard))


def ja(navn: str, *, standard: bool = False) -> bool:
    return os.environ.get(navn, "1" if standard else "0") == "1"


def fil(navn: str) -> str:
    """The contents of the file that the variable names, or an empty string."""
    sti = os.environ.get(navn)
    return Path(sti).read_text() if sti else ""


def er_nokkel(verdi: str) -> bool:
    """32 bytes in base64."""
    try:
        return len(base64.b64decode(verdi, validate=True)) == 32
    except ValueError:
        return False


def database(url: str, *, pool: bool) -> dict[str, Any]:
    deler = urlsplit(url)
    valg: dict[str, Any] = {"application_name": "imdinett"}
    if pool:
        valg["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": deler.path.lstrip("/"),
        "USER": unquote(deler.username or ""),
        "PASSWORD": unquote(deler.password or ""),
        "HOST": deler.hostname or "",
        "PORT": str(deler.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": valg,
    }


def smtp(url: str) -> dict[str, Any]:
    deler = urlsplit(url)
    return {
        "EMAIL_HOST": deler.hostname or "",
        "EMAIL_PORT": deler.port or 25,
        "EMAIL_HOST_USER": unquote(deler.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(deler.password or ""),
        "EMAIL_USE_TLS": deler.scheme == "smtp+tls",
    }
