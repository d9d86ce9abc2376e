"""W-14: what a list asks of the kommune's services, counted from the frozen facts (B-034). No queries."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from bosetting.fordeling.visning import Husstandskort
from bosetting.person.rules import MYNDIG
from bosetting.person.visning import personer
from imdinett.kjerne import klokke
from imdinett.web.komponent import Rad

# Opplæringslova: school begins in the year of the sixth birthday and lasts ten years.
SKOLESTART, UTGANG, ELDRE = 6, 16, 67
Fakta = dict[str, Any]


def behov(kortene: Sequence[Husstandskort]) -> list[Rad]:
    """W-14: the needs in short, so that what it takes is known before the answer. Only what somebody has."""
    alle = [fakta for kort in kortene for fakta in kort.fakta]
    i_aar = klokke.today().year
    aldre = [i_aar - fakta["fodselsaar"] for fakta in alle]
    rader = [
        Rad(_("Barn under skolealder"), _persons(sum(alder < SKOLESTART for alder in aldre))),
        Rad(_("Barn i grunnskolealder"), _persons(sum(SKOLESTART <= alder < UTGANG for alder in aldre))),
        Rad(_("Unge på 16 og 17 år"), _persons(sum(UTGANG <= alder < MYNDIG for alder in aldre))),
        Rad(_("Voksne"), _persons(sum(MYNDIG <= alder < ELDRE for alder in aldre))),
        Rad(_("67 år og eldre"), _persons(sum(alder >= ELDRE for alder in aldre))),
        Rad(_("Språk det kan trengs tolk i"), ", ".join(sorted({fakta["tolkesprak"] for fakta in alle} - {""}))),
        Rad(_("Tilretteleggingsbehov"), _persons(_count(alle, lambda fakta: fakta["behov"]))),
        Rad(_("Behov for helsetjenester"), _persons(_count(alle, lambda fakta: fakta["helse"]))),
        Rad(_("Ikke ferdig kartlagt"), _persons(_count(alle, lambda fakta: fakta.get("mangler")))),
    ]
    return [rad for rad in rader if rad.verdi]


def _count(alle: Sequence[Fakta], har: Callable[[Fakta], Any]) -> int:
    return sum(bool(har(fakta)) for fakta in alle)


def _persons(antall: int) -> str:
    return personer(antall) if antall else ""
