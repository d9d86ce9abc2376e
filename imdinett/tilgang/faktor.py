"""B-006: what counts as a second factor. Recovery codes alone do not: they are spare keys to one."""

from typing import TYPE_CHECKING, Final

from allauth.mfa.models import Authenticator

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker

FAKTORER: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def har_faktor(bruker: "Bruker") -> bool:
    return Authenticator.objects.filter(user=bruker, type__in=FAKTORER).exists()
