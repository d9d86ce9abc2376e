"""How translations are shown to those who write and approve them (W-15)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.brev import oversettbar, oversettelser
from imdinett.brev.models import Oversettelse
from imdinett.brev.oversettbar import Oversettbart
from imdinett.brev.sprak import SPRAK, Sprak
from imdinett.brev.states import Oversettelsestilstand
from imdinett.web.komponent import Merke


@dataclass(frozen=True)
class Celle:
    """`navn` is read out: the status alone says neither which letter nor which language."""

    merke: Merke
    navn: str
    url: str


def oversikt(aapne: Iterable[Oversettelse]) -> dict[str, Any]:
    """A row for each language and a column for each letter. One query."""
    finnes: dict[tuple[str, str], list[Oversettelse]] = {}
    for en in aapne:
        finnes.setdefault((en.slag, en.sprak), []).append(en)
    slag = oversettbar.alle()
    sprak = sorted(SPRAK.values(), key=lambda ett: str(ett.tekst))
    return {"slag": slag, "rader": [(ett, [_celle(finnes, en, ett) for en in slag]) for ett in sprak]}


def _celle(finnes: Mapping[tuple[str, str], list[Oversettelse]], slag: Oversettbart, sprak: Sprak) -> Celle:
    merke = _merke(finnes.get((slag.kode, sprak.kode), []))
    hva = {"status": merke.tekst, "brev": slag.navn, "sprak": sprak.tekst}
    navn = _("%(status)s: %(brev)s på %(sprak)s") % hva
    return Celle(merke, navn, reverse("oversettelse", args=[slag.kode, sprak.kode]))


def _merke(versjoner: list[Oversettelse]) -> Merke:
    """What is in use counts before a draft, a draft before one taken back; out of date is not in use."""
    i_bruk = next((en for en in versjoner if en.tilstand == Oversettelsestilstand.GODKJENT), None)
    if i_bruk and not oversettelser.er_utdatert(i_bruk):
        return Merke(_("I bruk"), "success")
    if i_bruk:
        return Merke(_("Utdatert"), "warning")
    if any(en.tilstand == Oversettelsestilstand.UTKAST for en in versjoner):
        return Merke(_("Utkast"), "info")
    return Merke(_("Trukket tilbake"), "danger") if versjoner else Merke(_("Mangler"), "neutral")


@dataclass(frozen=True)
class Vist:
    """A version as it is read in the letter, with example values."""

    rad: Oversettelse
    merke: Merke
    er_utdatert: bool
    innhold: dict[str, Any]


def vist(rad: Oversettelse, slag: Oversettbart) -> Vist:
    return Vist(rad, _merke([rad]), oversettelser.er_utdatert(rad), oversettelser.frys(rad, slag.verdier))
