"""The gates of security.md §4, one function each. The first that answers decides."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from imdinett.bruker.models import Bruker
from imdinett.tilgang import tilgang
from imdinett.tilgang.faktor import har_faktor
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import feilsider

View = Callable[..., Any]

ALLE_INNLOGGEDE: Final = "alle_innloggede"
ALLE_MED_ROLLE: Final = "alle_med_rolle"
APEN: Final = "apen"

# allauth's own pages that must be reached before login, and those that set up the second factor.
_FOR_INNLOGGING = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
_FAKTOROPPSETT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


def krav(view: View) -> Any:
    """What a view says it needs: rights, ALLE_INNLOGGEDE, ALLE_MED_ROLLE or APEN; None when it says nothing."""
    return getattr(getattr(view, "view_class", view), "rettighet", None)


def er_apen(request: HttpRequest, view: View) -> bool:
    """Reached without login."""
    treff = request.resolver_match
    return krav(view) == APEN or (treff is not None and treff.url_name in _FOR_INNLOGGING)


def er_for_maskiner(view: View) -> bool:
    """Has gates of its own, for credentials; no session opens it (imdinett/tilgangsnokkel/ramme.py)."""
    return getattr(getattr(view, "view_class", view), "for_maskiner", False) is True


def to_faktorer(request: HttpRequest, view: View) -> HttpResponse | None:
    """B-006: nothing but setting up the second factor before it is there."""
    treff = request.resolver_match
    assert isinstance(request.user, Bruker)
    if har_faktor(request.user) or (treff is not None and treff.url_name in _FAKTOROPPSETT):
        return None
    return redirect("mfa_activate_totp")


def apen_konto(request: HttpRequest, view: View) -> HttpResponse | None:
    assert request.user.is_authenticated
    if request.user.er_stengt:
        return render(request, "feil/stengt_konto.html", status=403)
    return None


def avtale_og_rolle(request: HttpRequest, view: View) -> HttpResponse | None:
    """B-005, B-007: without a role, or with roles only where the agreement is missing, a page says so."""
    grunnlag = tilgang.grunnlag(request.user)
    egen_side = krav(view) == ALLE_INNLOGGEDE or _er_allauth(request)
    if not grunnlag.tomt or egen_side:
        return None
    mal = "feil/ingen_avtale.html" if grunnlag.uten_avtale else "feil/ingen_rolle.html"
    return render(request, mal, status=403)


def rettighet(request: HttpRequest, view: View) -> HttpResponse | None:
    """The role gives the function (B-002, B-007)."""
    nodvendig = krav(view)
    if nodvendig in (ALLE_INNLOGGEDE, ALLE_MED_ROLLE) or _er_allauth(request):
        return None
    if _er_admin(request):
        nodvendig = Rettighet.IMDI_ADMIN
    if nodvendig is None:
        raise ImproperlyConfigured(f"{view} har ingen rettighet.")
    if har_rett(request.user, nodvendig):
        return None
    return feilsider.ikke_tilgang(request, (nodvendig,) if isinstance(nodvendig, Rettighet) else nodvendig)


def har_rett(bruker: "tilgang.Hvem", nodvendig: Rettighet | tuple[Rettighet, ...] | str) -> bool:
    """Any of several rights will do; a word stands for no right in particular."""
    if isinstance(nodvendig, str) and not isinstance(nodvendig, Rettighet):
        return True
    alternativer = (nodvendig,) if isinstance(nodvendig, Rettighet) else nodvendig
    return any(tilgang.har(bruker, en) for en in alternativer)


def _er_allauth(request: HttpRequest) -> bool:
    treff = request.resolver_match
    navn = (treff.url_name or "") if treff else ""
    return navn.startswith(("account_", "mfa_", "usersessions_"))


def _er_admin(request: HttpRequest) -> bool:
    treff = request.resolver_match
    return treff is not None and "admin" in treff.namespaces


PORTER: tuple[Callable[[HttpRequest, View], HttpResponse | None], ...] = (
    to_faktorer,
    apen_konto,
    avtale_og_rolle,
    rettighet,
)
