"""The suite: nothing leaves the machine, and the environment has a value for everything."""

import os
from datetime import date

_FASTE = {
    "SECRET_KEY": "test-" + "x" * 60,
    "FERNET_NOKKEL": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "LOGG_SIGNERINGSNOKKEL": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "NETTADRESSE": "http://localhost",
    "ALLOWED_HOSTS": "localhost,testserver,127.0.0.1",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SMTP_URL": "smtp://127.0.0.1:1",
    "SIKKERHETSANSVARLIG_EPOST": "sikkerhet@eksempel.example",
    "SVARUT_URL": "http://127.0.0.1:1/api",
    "SVARUT_KONTO": "11111111-1111-4111-8111-111111111111",
    "SVARUT_INTEGRASJON_ID": "22222222-2222-4222-8222-222222222222",
    "SVARUT_INTEGRASJON_PASSORD": "test",
    "MASKINPORTEN_URL": "http://127.0.0.1:1/",
    "MASKINPORTEN_KLIENT": "test",
    "MASKINPORTEN_KID": "test",
}
for _navn, _verdi in _FASTE.items():
    os.environ.setdefault(_navn, _verdi)

from imdinett.settings.local import *  # noqa: E402, F403
from imdinett.settings.local import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
for _base in DATABASES.values():
    _base["OPTIONS"].pop("pool", None)
DATABASES["logg"]["TEST"] = {"MIRROR": "default"}
WHITENOISE_AUTOREFRESH = True
OVINGSMILJO = True
# The walks read every file as the same user; the tests of the limit set their own.
UTTAK_MAKS_PER_DAG = {hvem: ((date(2026, 1, 1), 1_000_000),) for hvem in ("imdi", "andre")}
