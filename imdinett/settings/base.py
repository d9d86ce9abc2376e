"""Safe for production as it stands; the other modules only differ."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from imdinett.settings import miljo
from imdinett.settings.regler import *  # noqa: F403

# Lets generic classes of Django be subscripted at run time, as the type checker wants.
django_stubs_ext.monkeypatch()

ROT = Path(__file__).resolve().parent.parent.parent
VERSJON = "2026.11"
OVINGSMILJO = False
DEBUG = False

SECRET_KEY = miljo.tekst("SECRET_KEY")
FERNET_NOKKEL = miljo.tekst("FERNET_NOKKEL")
# 32 bytes in base64: what the lists of heads of the access log are signed with (Ed25519).
LOGG_SIGNERINGSNOKKEL = miljo.tekst("LOGG_SIGNERINGSNOKKEL")
NETTADRESSE = miljo.tekst("NETTADRESSE")
ALLOWED_HOSTS = miljo.tekst("ALLOWED_HOSTS", "localhost").split(",")
CSRF_TRUSTED_ORIGINS = [NETTADRESSE]

INSTALLED_APPS = [
    "imdinett.apps.ImdinettConfig",
    "bosetting.apps.BosettingConfig",
    "tilskudd.apps.TilskuddConfig",
    "nir.apps.NirConfig",
    "imdinett.web.adminapp.ImdiAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "imdinett.web.middleware.kall",
    "imdinett.web.middleware.uten_okt",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "imdinett.web.middleware.sprak",
    "imdinett.web.middleware.okt",
    "imdinett.web.middleware.PorterMiddleware",
    "imdinett.web.middleware.FeilMiddleware",
]

ROOT_URLCONF = "imdinett.urls"
WSGI_APPLICATION = "imdinett.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "imdinett.web.kontekst.skall",
            ]
        },
    }
]
FORM_RENDERER = "imdinett.web.skjema.Renderer"

# The access log has a connection of its own: a rollback of the page must not take the line with it. Both are roles that
# can add to the logs and not change them; the tables' owner is in the environment of the migrations only.
DATABASES = {
    "default": {**miljo.database(miljo.tekst("DATABASE_URL"), pool=True), "ATOMIC_REQUESTS": True},
    "logg": miljo.database(miljo.tekst("LOGG_DATABASE_URL", miljo.tekst("DATABASE_URL")), pool=True),
}
_eier = miljo.tekst("EIER_DATABASE_URL", "")
EIER_DATABASE = miljo.database(_eier, pool=False) if _eier else None
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
)
DATABASES["logg"]["OPTIONS"]["options"] = "-c lock_timeout=5s"
DATABASE_ROUTERS = ["imdinett.hendelse.ruter.LoggRuter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": miljo.tekst("REDIS_URL")},
}

# ---- people and sessions
AUTH_USER_MODEL = "imdinett.Bruker"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("epost", "navn")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "hjem"
ACCOUNT_ADAPTER = "imdinett.forvaltning.adapter.Kontoadapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "epost"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  # a class
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Failures are counted per user and address together: a kommune behind one address cannot lock itself out (T12).
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/5m/key"}
PASSWORD_RESET_TIMEOUT = 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = miljo.tall("ANTALL_PROXYER", 0)
MFA_ADAPTER = "imdinett.forvaltning.adapter.Faktoradapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "IMDinett"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
# The address was proved by the invitation; we keep none of allauth's own address rows.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
INVITASJON_DAGER = 7
OKT_INAKTIV_MINUTTER = 30
OKT_MAKS_TIMER = 10

# ---- cookies, headers, content policy
SESSION_COOKIE_NAME = "__Host-okt"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "imdinett.web.feilsider.csrf"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# ---- language and time
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("bokmål")), ("nn", _("nynorsk"))]
LOCALE_PATHS = [ROT / "imdinett" / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
# Years and case numbers are numbers too: quantities are grouped by the filter `tall`.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "imdinett.formater"

# ---- files
STATIC_URL = "/static/"
STATIC_ROOT = ROT / "statisk"
STATICFILES_DIRS = [ROT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
OPPLASTING_MAPPE = Path(miljo.tekst("OPPLASTING_MAPPE", str(ROT / ".data" / "opplastinger")))
OPPLASTING_MAKS_BYTE = 20 * 1024 * 1024
OPPLASTING_MAKS_FILER_PER_SAK = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CLAMD_ADRESSE = miljo.tekst("CLAMD_ADRESSE", "127.0.0.1:3310")

# ---- mail and letters
vars().update(miljo.smtp(miljo.tekst("SMTP_URL")))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = miljo.tekst("AVSENDER_EPOST", "IMDinett <ikke-svar@imdinett.example>")
SVARUT_URL = miljo.tekst("SVARUT_URL")
SVARUT_KONTO = miljo.tekst("SVARUT_KONTO")
SVARUT_INTEGRASJON_ID = miljo.tekst("SVARUT_INTEGRASJON_ID")
SVARUT_INTEGRASJON_PASSORD = miljo.tekst("SVARUT_INTEGRASJON_PASSORD")
MASKINPORTEN_URL = miljo.tekst("MASKINPORTEN_URL")
MASKINPORTEN_KLIENT = miljo.tekst("MASKINPORTEN_KLIENT")
MASKINPORTEN_KID = miljo.tekst("MASKINPORTEN_KID")
MASKINPORTEN_NOKKEL = miljo.fil("MASKINPORTEN_NOKKEL_FIL")
PDF_FONTCONFIG_FIL = miljo.tekst("PDF_FONTCONFIG_FIL", str(ROT / "imdinett" / "brev" / "fonts.conf"))
# Seconds (decision 33: every wait is a setting; a test pins these values).
SVARUT_TIDSGRENSE_SEND = miljo.tall("SVARUT_TIDSGRENSE_SEND", 16 * 60)
SVARUT_TIDSGRENSE_ELLERS = miljo.tall("SVARUT_TIDSGRENSE_ELLERS", 30)
UTBOKS_SENDER_UKJENT_ETTER = miljo.tall("UTBOKS_SENDER_UKJENT_ETTER", 20 * 60)
UTBOKS_NY_SENDING_ETTER = miljo.tall("UTBOKS_NY_SENDING_ETTER", 30 * 60)
UTBOKS_AVKLARES_ETTER = miljo.tall("UTBOKS_AVKLARES_ETTER", 24 * 60 * 60)
UTBOKS_EPOST_FRIGIS_ETTER = miljo.tall("UTBOKS_EPOST_FRIGIS_ETTER", 60 * 60)
UTBOKS_VENT_FORST = miljo.tall("UTBOKS_VENT_FORST", 60)
UTBOKS_VENT_MAKS = miljo.tall("UTBOKS_VENT_MAKS", 60 * 60)
UTBOKS_ALARM_KLAR = miljo.tall("UTBOKS_ALARM_KLAR", 15 * 60)
UTBOKS_FEIER_HVERT = miljo.tall("UTBOKS_FEIER_HVERT", 60)
UTBOKS_TAPT_ETTER = miljo.tall("UTBOKS_TAPT_ETTER", 10 * 60)
SVARUT_STATUS_HVERT = miljo.tall("SVARUT_STATUS_HVERT", 300)

# ---- tasks
CELERY_BROKER_URL = miljo.tekst("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 18 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# One process more than there are cores on the smallest server that is measured (docs/maalinger).
CELERY_WORKER_CONCURRENCY = miljo.tall("ARBEIDERE", 3)
# So many tasks share a process's connections to the database; imdinett.celery looks at them between two.
CELERY_DB_REUSE_MAX = 1000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5, "socket_connect_timeout": 5}
# 0 goes first: an e-mail to somebody who waits for it does not stand behind the whole country's letters.
CELERY_TASK_ROUTES = {navn: {"priority": 6} for navn in ("brev.lever", "brev.lag_pdf", "brev.avklar")}
CELERY_TIMEZONE = TIME_ZONE
# No source says when: before the office day begins, and gone when half a year has passed.
VARSEL_OPPSUMMERING_TIME = 7
VARSEL_BEHOLDES_DAGER = 180
AVSTEMMING_PAAMINNES_TIME = 8
FORDELING_PAAMINNES_TIME = 8
LOGGKONTROLL_TIME = 5
LOGGKJEDE_KONTROLLERES_TIME = 2
INNSYNSLOGG_SLETTES_TIME = 4
LOGGKJEDE_HODER_SENDES_TIME = 6
CELERY_BEAT_SCHEDULE = {
    "utboks-feier": {"task": "utboks.fei", "schedule": UTBOKS_FEIER_HVERT},
    "brev-status": {"task": "brev.hent_status", "schedule": SVARUT_STATUS_HVERT},
    "brev-prover": {"task": "brev.tegn_prover", "schedule": 60},
    "opplasting-skann": {"task": "opplasting.skann_ventende", "schedule": 60},
    "varsel-daglig": {"task": "varsel.daglig", "schedule": crontab(hour=VARSEL_OPPSUMMERING_TIME, minute=0)},
    "avstemming-paaminn": {
        "task": "avstemming.paaminn",
        "schedule": crontab(hour=AVSTEMMING_PAAMINNES_TIME, minute=0),
    },
    "fordeling-paaminn": {
        "task": "fordeling.paaminn",
        "schedule": crontab(hour=FORDELING_PAAMINNES_TIME, minute=10),
    },
    "loggkontroll": {"task": "loggkontroll.lag_lister", "schedule": crontab(hour=LOGGKONTROLL_TIME, minute=0)},
    "loggkontroll-alarm": {"task": "loggkontroll.varsle_om_oppslag", "schedule": 300},
    "loggkontroll-slett": {
        "task": "loggkontroll.slett_utlopte",
        "schedule": crontab(hour=LOGGKONTROLL_TIME, minute=30),
    },
    "loggkjede-kontroll": {
        "task": "loggkjede.kontroller",
        "schedule": crontab(hour=LOGGKJEDE_KONTROLLERES_TIME, minute=30),
    },
    "loggkjede-hoder": {
        "task": "loggkjede.send_hoder",
        "schedule": crontab(hour=LOGGKJEDE_HODER_SENDES_TIME, minute=0),
    },
    "innsynslogg-slett": {
        "task": "innsynslogg.slett_utlopte",
        "schedule": crontab(hour=INNSYNSLOGG_SLETTES_TIME, minute=0),
    },
    "oppbevaring-slett": {
        "task": "oppbevaring.slett_utlopte",
        "schedule": crontab(hour=INNSYNSLOGG_SLETTES_TIME, minute=30),
    },
    "skjemautkast-slett": {"task": "skjemautkast.slett_utlopte", "schedule": 3600},
    "okter-slett": {"task": "okter.slett_utlopte", "schedule": 3600},
    "rapport-feier": {"task": "rapport.fei", "schedule": 60},
    "innsynskopi-feier": {"task": "innsynskopi.fei", "schedule": 60},
    "overtakelse-leser": {"task": "overtakelse.les_bestilte", "schedule": 60},
    "overtakelse-feier": {"task": "overtakelse.fei", "schedule": 3600},
}

# ---- the API of the kommuner's own systems
API_KALL_PER_MINUTT = 120
# Closed for a view that forgets to say; `tilgangsnokkel.ramme` opens to credentials, and nothing to sessions.
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "imdinett.tilgangsnokkel.ramme.problem_av",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "IMDinett",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["imdinett.tilgangsnokkel.openapi.med_problemer"],
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "linje": {
            "class": "imdinett.kjerne.loggvask.Vasket",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"konsoll": {"class": "logging.StreamHandler", "formatter": "linje"}},
    "root": {"handlers": ["konsoll"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
