"""B-006: what counts as a second factor. Recovery codes alone do not: they are spare keys to one."""

from typing import TYPE_CHECKING, Final

from allauth.mfa.models import Authenticator

from imdinett.kjerne.sporring import Plass, Sporring

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker

FAKTORER: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def har_faktor(bruker: "Bruker") -> bool:
    return bool(_FAKTORENE.rader(bruker=bruker.pk))


_FAKTORENE: Final = Sporring(
    lambda: Authenticator.objects.filter(user=Plass("bruker"), type__in=FAKTORER).values_list("pk")[:1]
)
