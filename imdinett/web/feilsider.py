"""What happened, what was saved, what to do, and a reference number (ui.md 2.15)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, roller_med
from imdinett.web import problem

_SIDER = frozenset({400, 403, 404, 409, 410, 422, 429, 500, 503})


def domenefeil(request: HttpRequest, feil: Domenefeil) -> HttpResponse:
    """The page of a domain error, with the rule's own message."""
    return _side(request, feil.status, melding=feil.melding, kode=feil.kode)


def ikke_tilgang(request: HttpRequest, rettigheter: Iterable[Rettighet]) -> HttpResponse:
    """403 with words on which role is needed."""
    roller = sorted({str(ROLLER[rolle]) for en in rettigheter for rolle in roller_med(en)})
    return _side(request, 403, roller=roller)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _side(request, 403, melding=_("Skjemaet er for gammelt. Last siden på nytt og prøv igjen."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _side(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _side(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _side(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth's rate limits end here: the address configuration names it as `handler429`."""
    return _side(request, 429)


def uten_teller(request: HttpRequest) -> HttpResponse:
    """Attempts cannot be counted, so none is let through: the limits on log-in fail closed (security.md 6.A)."""
    return _side(request, 503, melding=_("Vi får ikke telt forsøkene på å logge inn. Da slipper vi ingen inn."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the shell's data: the database may be what failed."""
    return _side(request, 500)


def _side(request: HttpRequest, status: int, **data: Any) -> HttpResponse:
    if problem.er_api(request):
        return problem.svar(request, status, melding=str(data.get("melding", "")), kode=data.get("kode", ""))
    kjent = status if status in _SIDER else 400
    referanse = getattr(request, "request_id", "")[:12]
    return render(request, f"feil/{kjent}.html", {"referanse": referanse, **data}, status=status)
