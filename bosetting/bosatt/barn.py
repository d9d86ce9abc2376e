"""What Bufetat's pages show: enslige mindreårige below the limit, and how far each case has come (B-070, B-072)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.person.visning import personer
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Merke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Barn:
    sak: Sak

    @property
    def er_bosatt(self) -> bool:
        """Settled: the row stays with its number and date, the person does not."""
        return self.sak.tilstand == Sakstilstand.BOSATT

    @property
    def maal(self) -> Merke | None:
        return None if self.er_bosatt else maalmerke(self.sak.tillatelse_dato, er_em=True)

    @property
    def url(self) -> str:
        return reverse("barn_under_15", args=[self.sak.person.uuid])


def maalmerke(tillatelse: date | None, *, er_em: bool) -> Merke | None:
    """B-072: the goal as a mark; it stops nothing."""
    if tillatelse is None:
        return None
    maal = rules.maaldato(tillatelse, er_em=er_em)
    if maal < klokke.today():
        return Merke(_("Over målet %(dato)s") % {"dato": norsk.kortdato(maal)}, "danger")
    return Merke(_("Mål %(dato)s") % {"dato": norsk.kortdato(maal)}, "neutral")


def barn(bruker: "tilgang.Hvem") -> list[Barn]:
    """Those who wait first, longest wait first. One query."""
    saker = Sak.objects.bufetats_for(bruker).select_related("person", "kommune", "mottak")
    ordnet = sorted(saker, key=lambda sak: (sak.tilstand == Sakstilstand.BOSATT, sak.tillatelse_dato or date.max))
    return [Barn(sak) for sak in ordnet]


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """For Bufetat: who is søkt ut and has no bosettingsdato. One query."""
    if kommune is not None or not tilgang.enhet_ider(bruker, Rettighet.EM_SKRIV):
        return []
    saker = Sak.objects.bufetats_for(bruker).uten_bosettingsdato().order_by("utsokingsdato")
    datoer = list(saker.values_list("utsokingsdato", flat=True))
    if not datoer:
        return []
    return [Oppgave(_("Registrer bosettingsdato"), reverse("barn_liste"), personer(len(datoer)), alder=datoer[0])]
