"""Two colleagues at once: both answers side by side, and nothing typed is lost (ui.md 5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.fordeling import visning
from bosetting.fordeling.forms import Svarskjema, som_skjult
from bosetting.fordeling.models import Husstandssvar
from bosetting.fordeling.services import Lagring, Utkast
from imdinett.web.skjema import Feil

if TYPE_CHECKING:
    from bosetting.fordeling.views.kommune import Svarside

MITT, DERES = "mitt", "deres"
UTEN_VALG = gettext_lazy("Husstand %(bokstav)s: velg hvilket svar som skal gjelde.")


@dataclass(frozen=True)
class Konflikt:
    """One household with two answers. `skjult` carries what was typed on to the next try."""

    svar: Husstandssvar
    mitt: str
    deres: str
    skjult: list[tuple[str, str]]
    ubesvart: bool

    @property
    def felt(self) -> str:
        return f"{self.svar.bokstav}-valg"


def valgte_utkast(skjemaer: Sequence[Svarskjema], data: QueryDict) -> tuple[list[Utkast], list[Svarskjema]]:
    """The drafts to store: not what is untouched, nor where the colleague's is kept. And those without a choice."""
    utkast, uten_valg = [], []
    for skjema in skjemaer:
        bokstav = skjema.kort.bokstav
        valg = data.get(f"{bokstav}-valg", "")
        if f"{bokstav}-to" in data and valg not in (MITT, DERES):
            uten_valg.append(skjema)
        elif valg != DERES and not skjema.er_urort:
            utkast.append(skjema.som_utkast())
    return utkast, uten_valg


def konflikter_i(lagring: Lagring, uten_valg: Sequence[Svarskjema]) -> list[Konflikt]:
    konflikter = [_konflikt(rad, ett) for rad, ett in lagring.kollisjoner]
    return konflikter + [_konflikt(skjema.kort.svar, skjema.som_utkast(), ubesvart=True) for skjema in uten_valg]


def konfliktside(request: HttpRequest, side: "Svarside", konflikter: Sequence[Konflikt]) -> HttpResponse:
    """409 with both answers. From htmx there is a note at the household, whose button leads here."""
    kontekst = {
        "liste": side.liste,
        "konflikter": konflikter,
        "enhet": side.liste.kommune,
        "form": _feil(konflikter),
        "trykket": request.POST.get("handling", ""),
        "adresse": side.adresse,
        "hjelpetema": "svare-pa-fordelingsliste",
        "brodsmuler": side.brodsmuler(_("To svar")),
    }
    return render(request, "bosetting/fordeling/konflikt.html", kontekst, status=409)


def _konflikt(rad: Husstandssvar, utkast: Utkast, *, ubesvart: bool = False) -> Konflikt:
    aar, uke = utkast.uke_aar, utkast.uke
    mitt = Husstandssvar(
        bokstav=rad.bokstav,
        svar=utkast.svar,
        bosettingsuke_aar=aar,
        bosettingsuke=uke,
        avslagskode=utkast.avslagskode,
        begrunnelse=utkast.begrunnelse,
    )
    return Konflikt(rad, visning.svartekst(mitt), visning.svartekst(rad), som_skjult(rad, utkast), ubesvart)


def _feil(konflikter: Sequence[Konflikt]) -> "_Feilliste | None":
    feil = [
        Feil(
            _("Husstand %(bokstav)s: velg hvilket svar som skal gjelde.") % {"bokstav": k.svar.bokstav},
            f"id_{k.felt}_0",
        )
        for k in konflikter
        if k.ubesvart
    ]
    return _Feilliste(feil) if feil else None


class _Feilliste(list[Feil]):
    errors = True
