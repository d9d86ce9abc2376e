"""The drafts as the session sees them: it knows on which pages there is one, so that no other page asks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from imdinett.bruker.models import Bruker
from imdinett.web.skjemautkast import rules, services
from imdinett.web.skjemautkast.models import Skjemautkast
from imdinett.web.skjemautkast.rules import Skrevet

NOKKEL: Final = "skjemautkast"


@dataclass(frozen=True)
class Ventende:
    """What the page says at the top. `avbrutt`: in a session that has ended."""

    tid: datetime
    avbrutt: bool
    url: str
    felt_url: str
    forkast_url: str


# ---- which page a request comes from
def side(request: HttpRequest) -> str:
    """The address to come back to: the page itself, or the page that the form or the bit of htmx stood on."""
    if request.method == "POST" or getattr(request, "htmx", False):
        kilde = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
        if url_has_allowed_host_and_scheme(kilde, allowed_hosts={request.get_host()}):
            deler = urlsplit(kilde)
            adresse = deler._replace(scheme="", netloc="", fragment="").geturl()
            if rules.er_egen_adresse(adresse) and not rules.er_konto(adresse):
                return adresse
    return "/" if er_lagring(request) else request.get_full_path()


def er_lagring(request: HttpRequest) -> bool:
    """The script's own saving: no sign that anybody is there, so it does not make the session longer."""
    return request.path == reverse("skjemautkast_lagre")


# ---- in
def fra_utlopt(request: HttpRequest) -> bool:
    """A form that came after the session had ended, while it is still known whose it was. Is it kept?"""
    assert isinstance(request.user, Bruker)
    if request.method != "POST" or not _fra_egen_side(request):
        return False
    adresse, skrevet = lest(request) if er_lagring(request) else (side(request), [_sendt(request)])
    return services.ta_vare_paa(bruker=request.user, adresse=adresse, skrevet=skrevet) is not None


def _fra_egen_side(request: HttpRequest) -> bool:
    """The check of the token comes with the view, and this is before it."""

    def _svar(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    return CsrfViewMiddleware(_svar).process_view(request, _svar, (), {}) is None


def _sendt(request: HttpRequest) -> Skrevet:
    return Skrevet(request.path, tuple((navn, str(verdi)) for navn, rad in request.POST.lists() for verdi in rad))


def lest(request: HttpRequest) -> tuple[str, list[Skrevet]]:
    """What the script sends: the page, and its forms that somebody has written in."""
    try:
        return request.POST.get("adresse", ""), list(_skjemaer(json.loads(request.POST.get("skjemaer", ""))))
    except (TypeError, ValueError):
        return "", []


def _skjemaer(rader: list[tuple[str, list[tuple[str, str]]]]) -> Iterator[Skrevet]:
    for til, felt in rader:
        yield Skrevet(rules.sti_i(str(til)), tuple((str(navn), str(verdi)) for navn, verdi in felt))


def merk(request: HttpRequest, utkast: Skjemautkast) -> None:
    request.session[NOKKEL] = {**request.session.get(NOKKEL, {}), utkast.adresse: utkast.mottakere}


def ved_innlogging(request: HttpRequest, bruker: Bruker) -> None:
    rader = Skjemautkast.objects.all().synlig_for(bruker).values_list("adresse", "mottakere")
    if kjente := dict(rader):
        request.session[NOKKEL] = kjente


# ---- on the page
def ventende(request: HttpRequest) -> Ventende | None:
    """Asks the database only on a page that the session says there is a draft of."""
    adresse = request.get_full_path()
    if request.method != "GET" or adresse not in request.session.get(NOKKEL, {}):
        return None
    assert isinstance(request.user, Bruker)
    utkast = Skjemautkast.objects.all().synlig_for(request.user).filter(adresse=adresse).only("uuid", "tid").first()
    if utkast is None:
        return None
    start = datetime.fromisoformat(request.session["okt_start"])
    return Ventende(
        tid=utkast.tid,
        avbrutt=utkast.tid < start,
        url=reverse("skjemautkast", args=[utkast.uuid]),
        felt_url=reverse("skjemautkast_felt", args=[utkast.uuid]),
        forkast_url=reverse("skjemautkast_forkast", args=[utkast.uuid]),
    )


# ---- out
def etter_sending(request: HttpRequest, svar: HttpResponseBase) -> None:
    """The form was taken: what was kept of it is done with. A check page or an error is not that yet."""
    kjente = request.session.get(NOKKEL)
    if not kjente or request.method != "POST" or not _er_tatt_imot(svar):
        return
    egne = [adresse for adresse, mottakere in kjente.items() if request.path in mottakere]
    if (fra := side(request)) in egne:
        egne = [fra]
    if egne:
        assert isinstance(request.user, Bruker)
        services.forkast(bruker=request.user, adresser=egne)
        glem(request, egne)


def glem(request: HttpRequest, adresser: list[str]) -> None:
    kjente = request.session.get(NOKKEL, {})
    request.session[NOKKEL] = {adresse: rad for adresse, rad in kjente.items() if adresse not in adresser}


def _er_tatt_imot(svar: HttpResponseBase) -> bool:
    videre = svar.headers.get("Location") or svar.headers.get("HX-Redirect") or ""
    return bool(videre) and svar.status_code < 400 and not rules.er_konto(videre)
