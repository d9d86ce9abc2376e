"""A TOTP code opens one door once, for as long as it would be accepted.

allauth accepts a code in `2 * MFA_TOTP_TOLERANCE + 1` periods and remembers a used one for a single period:
somebody who reads the code over a shoulder could use it again. We remember it for the whole window, in the
cache that all processes share (integrations.md 3.2).
"""

import hashlib

from allauth.mfa import app_settings
from django.core.cache import cache


def vindu() -> int:
    """Seconds in which one code is accepted."""
    perioder = 2 * app_settings.TOTP_TOLERANCE + 1
    return int(perioder * app_settings.TOTP_PERIOD)


def bruk(bruker_id: int, kode: str) -> bool:
    """Mark the code as used; False when it was already. Atomic, so of two at once only one gets True."""
    siffer = "".join(tegn for tegn in kode if tegn.isdigit())
    avtrykk = hashlib.sha256(f"{bruker_id}:{siffer}".encode()).hexdigest()
    # One period more than the window: the mark must never go before the code does.
    return bool(cache.add(f"totp-brukt:{avtrykk}", 1, timeout=vindu() + app_settings.TOTP_PERIOD))
