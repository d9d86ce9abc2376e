"""The frame of every address in the API: credential, scope, limit, pages, errors. Reads only."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework import exceptions, status
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView, set_rollback

from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.maskin import Maskinbruker
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgangsnokkel.autentisering import Nokkelautentisering
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.omfang import som_gir
from imdinett.web import problem

MINUTT: Final = 60


class HarOmfang(BasePermission):
    """The credential was made for what this address gives. The counterpart of the gate `rettighet` (B-002)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        nodvendig = getattr(view, "rettighet", None)
        if not isinstance(nodvendig, Rettighet):
            raise ImproperlyConfigured(f"{view} har ingen rettighet.")
        if not isinstance(request.user, Maskinbruker):
            return False
        omfang = som_gir(nodvendig)
        if omfang:
            self.message = _("Nøkkelen gjelder ikke for «%(omfang)s».") % {"omfang": omfang.label}
        return tilgang.har(request.user, nodvendig, request.user.kommune_id)


class PerNokkel(BaseThrottle):
    """So many calls in each minute of the clock, from wherever. Without Redis nothing is counted and nothing opened."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        assert isinstance(request.auth, Tilgangsnokkel)
        teller = f"api-{request.auth.pk}-{int(klokke.now().timestamp()) // MINUTT}"
        cache.add(teller, 0, 2 * MINUTT)
        return cache.incr(teller) <= settings.API_KALL_PER_MINUTT

    def wait(self) -> float:
        return MINUTT - klokke.now().timestamp() % MINUTT


class Apivisning(APIView):
    """One address for machines. `rettighet` is the right that opens it; what is read goes through `synlig_for`."""

    for_maskiner: ClassVar[bool] = True
    rettighet: ClassVar[Rettighet]
    http_method_names = ["get", "head"]
    authentication_classes = [Nokkelautentisering]
    permission_classes = [HarOmfang]
    throttle_classes = [PerNokkel]
    metadata_class = None

    @property
    def bruker(self) -> Maskinbruker:
        assert isinstance(self.request.user, Maskinbruker)
        return self.request.user

    @property
    def kommune(self) -> Kommune:
        """The one kommune that the credential is for."""
        assert isinstance(self.request.auth, Tilgangsnokkel)
        return self.request.auth.kommune


class Sidevis(CursorPagination):
    """Pages that never overlap, in the order that the view gives (`rekkefolge`). One query each."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "per_side"
    page_size_query_description = "Antall per side, høyst 100."
    cursor_query_param = "side"
    cursor_query_description = "Fra «neste» eller «forrige» i et svar."

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        rekkefolge: tuple[str, ...] = view.rekkefolge
        return rekkefolge

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"neste": self.get_next_link(), "forrige": self.get_previous_link(), "resultater": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        lenke = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["neste", "forrige", "resultater"],
            "properties": {"neste": lenke, "forrige": lenke, "resultater": schema},
        }


class Pdf(BaseRenderer):
    """For an address that answers with the bytes of a PDF: named so that it can be asked for."""

    media_type = "application/pdf"
    charset = None
    format = "pdf"

    def render(self, data: bytes, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return data


# ---- errors
def problem_av(feil: Exception, kontekst: dict[str, Any]) -> HttpResponse | None:
    """Every error that has an answer becomes a problem; the others are ours, and end as 500 (see `feilsider`)."""
    request = kontekst["request"]._request
    if isinstance(feil, Domenefeil):
        svar = problem.svar(request, feil.status, melding=feil.melding, kode=feil.kode)
    elif isinstance(feil, Http404 | exceptions.NotFound):
        svar = problem.svar(request, status.HTTP_404_NOT_FOUND)
    elif isinstance(feil, RedisError):
        svar = problem.svar(request, status.HTTP_503_SERVICE_UNAVAILABLE)
    elif isinstance(feil, exceptions.ValidationError):
        svar = problem.svar(request, status.HTTP_422_UNPROCESSABLE_ENTITY, feil=list(_feltfeil(feil)))
    elif isinstance(feil, PermissionDenied | exceptions.PermissionDenied):
        melding = str(feil.detail) if isinstance(feil, exceptions.PermissionDenied) else ""
        svar = problem.svar(request, status.HTTP_403_FORBIDDEN, melding=melding)
    elif isinstance(feil, exceptions.APIException):
        svar = problem.svar(request, feil.status_code, hode=_hode(feil))
    else:
        return None
    set_rollback()
    return svar


def _feltfeil(feil: exceptions.ValidationError) -> Iterator[dict[str, str]]:
    assert isinstance(feil.detail, dict)
    for felt, tekster in feil.detail.items():
        yield from ({"felt": str(felt), "melding": str(tekst)} for tekst in tekster)


def _hode(feil: exceptions.APIException) -> dict[str, str]:
    hode = {}
    if utfordring := getattr(feil, "auth_header", None):
        hode["WWW-Authenticate"] = utfordring
    if ventetid := getattr(feil, "wait", None):
        hode["Retry-After"] = str(int(ventetid))
    return hode
