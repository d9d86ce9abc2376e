"""The files of a folder as its tab and the enhet's own page show them: where each is from, and which plans are in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.bosatt import rules
from bosetting.bosatt.models import Mappedokument
from bosetting.bosatt.states import BUFETATS_PLANER, EM_PLANER, Dokumentslag
from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from imdinett.opplasting.states import Filtilstand


@dataclass(frozen=True)
class Dokumentrad:
    """`url` is empty until the file has been found clean."""

    dokument: Mappedokument
    url: str
    kilde: str


def rader(dokumenter: Sequence[Mappedokument], adressenavn: str, sak: Sak) -> list[Dokumentrad]:
    return [_rad(ett, adressenavn, sak) for ett in dokumenter]


def _rad(dokument: Mappedokument, adressenavn: str, sak: Sak) -> Dokumentrad:
    ren = dokument.opplasting.tilstand == Filtilstand.REN
    url = reverse(adressenavn, args=[sak.person.uuid, dokument.pk]) if ren else ""
    return Dokumentrad(dokument, url, str(dokument.kommune or dokument.enhet or "IMDi"))


@dataclass(frozen=True)
class Plan:
    """One of the plans that follow an enslig mindreårig: who writes it, and the days of those that are in."""

    navn: str
    ansvar: str
    dokumenter: list[Mappedokument]


def planer(sak: Sak, dokumenter: Sequence[Mappedokument]) -> list[Plan]:
    """Those that the child should have today, and what was written while the child was somebody else's (B-070)."""
    ventet = set(rules.planslag(sak, klokke.today()))
    funnet = {Dokumentslag(ett.slag) for ett in dokumenter} & EM_PLANER
    return [_plan(slag, dokumenter) for slag in Dokumentslag if slag in ventet | funnet]


def _plan(slag: Dokumentslag, dokumenter: Sequence[Mappedokument]) -> Plan:
    ansvar = _("Bufetat") if slag in BUFETATS_PLANER else _("Mottaket")
    return Plan(str(slag.label), ansvar, [ett for ett in dokumenter if ett.slag == slag])
