"""Refuses to start on a missing or default secret, and on the tables' owner as the application's role."""

from django.core.exceptions import ImproperlyConfigured

from imdinett.settings import miljo
from imdinett.settings.base import *  # noqa: F403
from imdinett.settings.base import (
    DATABASES,
    EIER_DATABASE,
    FERNET_NOKKEL,
    LOGG_SIGNERINGSNOKKEL,
    MASKINPORTEN_NOKKEL,
    SECRET_KEY,
    SVARUT_INTEGRASJON_PASSORD,
)

if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("lokal"):
    raise ImproperlyConfigured("SECRET_KEY må være minst 50 tegn og ikke en standardverdi.")
if FERNET_NOKKEL.startswith("lokal") or len(FERNET_NOKKEL) != 44:
    raise ImproperlyConfigured("FERNET_NOKKEL må være en Fernet-nøkkel på 44 tegn.")
if not miljo.er_nokkel(LOGG_SIGNERINGSNOKKEL):
    raise ImproperlyConfigured("LOGG_SIGNERINGSNOKKEL må være 32 tilfeldige byte i base64.")
if SVARUT_INTEGRASJON_PASSORD in ("", "demo") or not MASKINPORTEN_NOKKEL:
    raise ImproperlyConfigured("SvarUt-passord og Maskinporten-nøkkel må være satt.")
miljo.tekst("LOGG_DATABASE_URL")
_roller = [DATABASES["default"]["USER"], DATABASES["logg"]["USER"]]
if EIER_DATABASE:
    _roller.append(EIER_DATABASE["USER"])
if len(set(_roller)) != len(_roller):
    raise ImproperlyConfigured(
        "DATABASE_URL, LOGG_DATABASE_URL og EIER_DATABASE_URL må ha hver sin bruker i databasen."
    )
