"""Demo and development on one machine, over http://localhost. The environment comes from `oppsett`."""

from imdinett.settings.base import *  # noqa: F403

OVINGSMILJO = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME = "okt"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PASSWORD_HASHERS = ["imdinett.bruker.passord.LettArgon2"]
