"""What the shell around every page needs to know. Built when a template first asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import enhet, meny
from imdinett.web.komponent import Lenke
from imdinett.web.lister import naboer
from imdinett.web.skjemautkast.okt import Ventende, ventende

FARGEKAKE = "fargevalg"
FARGER = ("auto", "light", "dark")
VARSEL_SEKUNDER = 5 * 60
# Those who have something to find: the units have only their own lists.
SOKERE = (Rettighet.KOMMUNE_LES, Rettighet.SAK_LES)


@dataclass(frozen=True)
class Okt:
    sekunder: int
    varsel_sekunder: int
    forleng_url: str
    logg_ut_url: str
    lagre_url: str


@dataclass(frozen=True)
class Menyvalg:
    tekst: str
    url: str
    antall: int = 0
    aktiv: bool = False


@dataclass(frozen=True)
class Skall:
    sti: str
    adresse: str
    tid: datetime
    versjon: str
    ovingsmiljo: bool
    fargevalg: str
    fargevalgene: list[tuple[str, str]]
    fargevalg_url: str
    maalform_url: str
    bunnlenker: list[Lenke]
    innlogget: bool = False
    enhet: str = ""
    bytt_url: str = ""
    bruker_navn: str = ""
    bruker_lenker: list[Lenke] = field(default_factory=list)
    logg_ut_url: str = ""
    sok_url: str = ""
    varsler_url: str = ""
    varsler: int = 0
    meny: list[Menyvalg] = field(default_factory=list)
    okt: Okt | None = None
    skjemautkast: Ventende | None = None


def skall(request: HttpRequest) -> dict[str, Any]:
    return {"skall": SimpleLazyObject(lambda: _build(request)), "fra_listen": naboer.fra_listen(request)}


def _build(request: HttpRequest) -> Skall:
    innlogget = getattr(request, "user", None) is not None and request.user.is_authenticated
    return Skall(
        sti=request.path,
        adresse=request.get_full_path(),
        tid=klokke.now(),
        versjon=settings.VERSJON,
        ovingsmiljo=settings.OVINGSMILJO,
        fargevalg=fargevalg(request),
        fargevalgene=[("auto", _("Automatisk")), ("light", _("Lyst")), ("dark", _("Mørkt"))],
        fargevalg_url=adresse("fargevalg"),
        maalform_url=adresse("maalform"),
        bunnlenker=_footer(),
        **(_personal(request) if innlogget else {}),
    )


def _personal(request: HttpRequest) -> dict[str, Any]:
    assert request.user.is_authenticated
    varsler, venter = meny.varsler(), meny.ventetall(request.user, getattr(request, "aktiv_kommune", None))
    return {
        "innlogget": True,
        "enhet": _unit(request),
        "bytt_url": adresse("bytt_enhet") if getattr(request, "kan_bytte_enhet", False) else "",
        "bruker_navn": str(getattr(request.user, "navn", "") or request.user),
        "bruker_lenker": _links(("min_profil", _("Min profil")), ("usersessions_list", _("Innloggede økter"))),
        "logg_ut_url": adresse("account_logout"),
        "sok_url": adresse("sok") if any(tilgang.har(request.user, rett) for rett in SOKERE) else "",
        "varsler_url": adresse(varsler) if varsler else "",
        "varsler": venter.get(varsler, 0),
        "meny": list(_menu(request, venter)),
        "okt": Okt(
            settings.OKT_INAKTIV_MINUTTER * 60,
            VARSEL_SEKUNDER,
            adresse("forleng_okt"),
            adresse("account_logout"),
            adresse("skjemautkast_lagre"),
        ),
        "skjemautkast": ventende(request),
    }


def _unit(request: HttpRequest) -> str:
    assert request.user.is_authenticated
    kommune = getattr(request, "aktiv_kommune", None)
    if kommune:
        return _("%(kommune)s kommune") % {"kommune": kommune}
    return "IMDi" if tilgang.er_imdi(request.user) else enhet.enhetsnavn(request)


def _menu(request: HttpRequest, venter: Mapping[str, int]) -> Iterator[Menyvalg]:
    assert request.user.is_authenticated
    for punkt in meny.for_bruker(request.user):
        if url := adresse(punkt.url_name):
            aktiv = request.path == url or (url != "/" and request.path.startswith(url))
            yield Menyvalg(str(punkt.tekst), url, venter.get(punkt.url_name, 0), aktiv)


def _footer() -> list[Lenke]:
    return _links(
        ("hjelp", _("Hjelp")),
        ("tilgjengelighet", _("Tilgjengelighetserklæring")),
        ("personvern", _("Personvern")),
        ("kontakt", _("Kontakt")),
    )


def _links(*par: tuple[str, str]) -> list[Lenke]:
    return [Lenke(tekst, url) for navn, tekst in par if (url := adresse(navn))]


def fargevalg(request: HttpRequest) -> str:
    """The user's own choice when logged in, else the cookie's."""
    valgt = getattr(request.user, "farger", "") or request.COOKIES.get(FARGEKAKE, "")
    return valgt if valgt in FARGER else "auto"


def adresse(navn: str) -> str:
    """A page that comes in a later issue has no link yet (decision 41)."""
    try:
        return reverse(navn)
    except NoReverseMatch:
        return ""
