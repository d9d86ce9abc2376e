"""Who asks in the API: the bearer of a credential that works now, and nobody else."""

import logging

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from imdinett.tilgang.maskin import Maskinbruker
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.omfang import rettigheter
from imdinett.tilgangsnokkel.services import finn_nokkel, merk_brukt

logg = logging.getLogger(__name__)


class Nokkelautentisering(BaseAuthentication):
    """`Authorization: Bearer imdinett_…`. Unknown, expired, revoked and without agreement get the same answer."""

    def authenticate(self, request: Request) -> tuple[Maskinbruker, Tilgangsnokkel] | None:
        ord_ = get_authorization_header(request).split()
        if not ord_ or ord_[0].lower() != b"bearer":
            return None
        nokkel = finn_nokkel(ord_[1].decode("latin-1")) if len(ord_) == 2 else None
        if nokkel is None:
            logg.warning("Avvist tilgangsnøkkel fra %s", request.META.get("REMOTE_ADDR"))
            raise AuthenticationFailed
        merk_brukt(nokkel)
        return som_bruker(nokkel), nokkel

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="IMDinett"'


def som_bruker(nokkel: Tilgangsnokkel) -> Maskinbruker:
    data = {"navn": nokkel.navn, "kjennetegn": nokkel.kjennetegn}
    navn = _("Tilgangsnøkkel «%(navn)s» (%(kjennetegn)s…)") % data
    return Maskinbruker(navn, nokkel.kommune_id, rettigheter(nokkel.omfang))
