"""How the pages look and which language they speak: for the user when logged in, else in a cookie."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from imdinett.bruker import services
from imdinett.web.kontekst import FARGEKAKE, FARGER
from imdinett.web.porter import ALLE_INNLOGGEDE, APEN

ETT_AAR: Final = 365 * 24 * 3600
View = Callable[[HttpRequest], HttpResponse]


@require_POST
def maalform(request: HttpRequest) -> HttpResponse:
    valgt = request.POST.get("maalform", "")
    svar = redirect(neste(request))
    if valgt in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            services.velg_sprak(bruker=request.user, sprak=valgt)
        _set_cookie(svar, settings.LANGUAGE_COOKIE_NAME, valgt)
    return svar


@require_POST
def fargevalg(request: HttpRequest) -> HttpResponse:
    valgt = request.POST.get("farge", "")
    svar = redirect(neste(request))
    if valgt in FARGER:
        if request.user.is_authenticated:
            services.velg_farger(bruker=request.user, farger=valgt)
        _set_cookie(svar, FARGEKAKE, valgt)
    return svar


def forleng_okt(request: HttpRequest) -> HttpResponse:
    """Any request counts as activity; this one is for the warning's «Fortsett»."""
    return HttpResponse(status=204)


def neste(request: HttpRequest) -> str:
    """Back to the page one came from: same host, path only."""
    adresse = request.POST.get("neste", "/")
    trygg = adresse.startswith("/") and url_has_allowed_host_and_scheme(adresse, allowed_hosts=None)
    return adresse if trygg else "/"


def _set_cookie(svar: HttpResponse, navn: str, verdi: str) -> None:
    svar.set_cookie(navn, verdi, max_age=ETT_AAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


maalform.rettighet = APEN  # type: ignore[attr-defined]
fargevalg.rettighet = APEN  # type: ignore[attr-defined]
forleng_okt.rettighet = ALLE_INNLOGGEDE  # type: ignore[attr-defined]
