"""Static files under names that hold their checksum, in statisk/."""

import os

from oppsett.kommando import les
from oppsett.si import si
from oppsett.stempel import Stempel, avtrykk
from oppsett.stier import PYTHON, ROT

STATISK = ROT / "statisk"
# Only to let the settings load: nothing is reached.
BYGGEMILJO = {
    "DJANGO_SETTINGS_MODULE": "imdinett.settings.base",
    "DATABASE_URL": "postgres://bygg",
    "REDIS_URL": "redis://bygg",
    "SMTP_URL": "smtp://bygg",
    "NETTADRESSE": "https://bygg.example",
} | dict.fromkeys(
    (
        "SECRET_KEY",
        "FERNET_NOKKEL",
        "LOGG_SIGNERINGSNOKKEL",
        "SVARUT_URL",
        "SVARUT_KONTO",
        "SVARUT_INTEGRASJON_ID",
        "SVARUT_INTEGRASJON_PASSORD",
        "MASKINPORTEN_URL",
        "MASKINPORTEN_KLIENT",
        "MASKINPORTEN_KID",
    ),
    "bygg",
)


def samle() -> None:
    kilder = [fil for fil in (ROT / "static").rglob("*") if fil.is_file()]
    oppsett = [ROT / "requirements.lock", ROT / "imdinett" / "settings" / "base.py"]
    stempel = Stempel("statisk", avtrykk([*kilder, *oppsett]))
    if stempel.ferskt() and (STATISK / "staticfiles.json").exists():
        return
    si("samler statiske filer")
    argv = ("manage.py", "collectstatic", "--noinput", "--clear", "-v", "0")
    les(PYTHON, *argv, miljo=dict(os.environ) | BYGGEMILJO)
    stempel.sett()
