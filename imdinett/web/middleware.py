"""Every request: who is asking, in which language, and the gates of security.md §4 in their order."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from redis.exceptions import RedisError

from imdinett.kjerne import klokke, kontekst
from imdinett.kjerne.feil import Domenefeil
from imdinett.web import enhet, feilsider, grensefil, porter, problem
from imdinett.web.skjemautkast import okt as skjemautkast

AKTIV_HVERT = timedelta(minutes=1)
# static/imdinett/js/app.js puts it on what nobody has asked for.
AV_SEG_SELV = "X-Av-Seg-Selv"
Neste = Callable[[HttpRequest], HttpResponseBase]


def kall(neste: Neste) -> Neste:
    """A reference number for the request, in the logs, the error pages and the answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        kilde = "api" if problem.er_api(request) else "web"
        with kontekst.med_kall(kontekst.Kall(request_id, request.META.get("REMOTE_ADDR"), kilde)):
            svar = neste(request)
        svar.headers["X-Request-ID"] = request_id
        return svar

    return middleware


def uten_okt(neste: Neste) -> Neste:
    """A machine has a credential and nothing else: its cookies are not read, its answers are in bokmål and not kept.

    The borders of the kommuner are the same for everybody: no session is opened for them, and they are kept.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if grensefil.er_grenser(request):
            request.COOKIES = {}
            svar = neste(request)
            if svar.status_code == 200:
                svar.headers["Vary"] = "Accept-Encoding"
            return svar
        if not problem.er_api(request):
            return neste(request)
        request.COOKIES = {}
        request.META["HTTP_ACCEPT_LANGUAGE"] = "nb"
        svar = neste(request)
        svar.headers["Cache-Control"] = "no-store, private"
        return svar

    return middleware


def sprak(neste: Neste) -> Neste:
    """The user's own choice of bokmål or nynorsk, else the kommune's målform (språklova § 14)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.aktiv_kommune = enhet.aktiv_kommune(request)  # type: ignore[attr-defined]
        valgt = enhet.sprak_for(request)
        if valgt:
            translation.activate(valgt)
            request.LANGUAGE_CODE = valgt
        return neste(request)

    return middleware


def okt(neste: Neste) -> Neste:
    """End a session that has been idle or has lasted too long (security.md 6.A); what was written is kept."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            if _utlopt(request):
                tatt_vare_paa = skjemautkast.fra_utlopt(request)
                logout(request)
                if tatt_vare_paa and skjemautkast.er_lagring(request):
                    return HttpResponse(status=204)
                return _til_innlogging(request)
            if not _av_seg_selv(request):
                _merk_aktiv(request)
        svar = neste(request)
        if request.user.is_authenticated:
            skjemautkast.etter_sending(request, svar)
            add_never_cache_headers(svar)
            svar.headers["Cache-Control"] = "no-store, private"
        return svar

    return middleware


def _utlopt(request: HttpRequest) -> bool:
    naa = klokke.now()
    start = request.session.setdefault("okt_start", naa.isoformat())
    sist = request.session.get("okt_sist", start)
    return naa - datetime.fromisoformat(start) > timedelta(
        hours=settings.OKT_MAKS_TIMER
    ) or naa - datetime.fromisoformat(sist) > timedelta(minutes=settings.OKT_INAKTIV_MINUTTER)


def _av_seg_selv(request: HttpRequest) -> bool:
    """No sign that anybody is there: what the script saves at the warning, and what asks whether a job is done.

    The header can only make a session shorter, so it is taken at its word.
    """
    return skjemautkast.er_lagring(request) or AV_SEG_SELV in request.headers


def _merk_aktiv(request: HttpRequest) -> None:
    """Note the activity, in the session and in the user's list of sessions, at most once a minute."""
    naa, sist = klokke.now(), request.session.get("okt_sist")
    if sist is None or naa - datetime.fromisoformat(sist) >= AKTIV_HVERT:
        request.session["okt_sist"] = naa.isoformat()
        UserSession.objects.create_from_request(request)


def _til_innlogging(request: HttpRequest) -> HttpResponse:
    neste = QueryDict(mutable=True)
    neste["next"] = skjemautkast.side(request)
    adresse = f"{reverse(settings.LOGIN_URL)}?{neste.urlencode(safe='/')}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=401, headers={"HX-Redirect": adresse})
    return redirect(adresse)


class PorterMiddleware:
    """Closed unless opened: login, second factor, open account, agreement, role. Then the view."""

    def __init__(self, neste: Neste) -> None:
        self.neste = neste

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.neste(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if porter.er_apen(request, view) or porter.er_for_maskiner(view):
            return None
        if not request.user.is_authenticated:
            return _til_innlogging(request)
        for port in porter.PORTER:
            svar = port(request, view)
            if svar is not None:
                return svar
        return None


class FeilMiddleware:
    """Domain errors become pages in one place; the request's transaction is rolled back by then."""

    def __init__(self, neste: Neste) -> None:
        self.neste = neste

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.neste(request)

    def process_exception(self, request: HttpRequest, feil: Exception) -> HttpResponseBase | None:
        if isinstance(feil, Domenefeil):
            return feilsider.domenefeil(request, feil)
        if isinstance(feil, RedisError):
            return feilsider.uten_teller(request)
        return None
