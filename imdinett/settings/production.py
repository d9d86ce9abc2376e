"""Refuses to start on a missing or default secret."""

from django.core.exceptions import ImproperlyConfigured

from imdinett.settings.base import *  # noqa: F403
from imdinett.settings.base import FERNET_NOKKEL, MASKINPORTEN_NOKKEL, SECRET_KEY, SVARUT_INTEGRASJON_PASSORD

if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("lokal"):
    raise ImproperlyConfigured("SECRET_KEY må være minst 50 tegn og ikke en standardverdi.")
if FERNET_NOKKEL.startswith("lokal") or len(FERNET_NOKKEL) != 44:
    raise ImproperlyConfigured("FERNET_NOKKEL må være en Fernet-nøkkel på 44 tegn.")
if SVARUT_INTEGRASJON_PASSORD in ("", "demo") or not MASKINPORTEN_NOKKEL:
    raise ImproperlyConfigured("SvarUt-passord og Maskinporten-nøkkel må være satt.")
