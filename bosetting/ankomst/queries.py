"""Overføringsflyktninger household by household: the window, the week agreed, and what the kommune has been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.ankomst.models import Ankomst
from bosetting.person.models import Husstand, Sak
from bosetting.person.states import BUNDET, FOR_FORDELING, Kategori, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad

UNDERVEIS = FOR_FORDELING | BUNDET


@dataclass(frozen=True)
class Reise:
    """A household on its way. `saker` are its members who have not come yet."""

    husstand: Husstand
    saker: Sequence[Sak]
    ankomst: Ankomst | None

    @property
    def forste(self) -> Sak:
        return self.saker[0]

    @property
    def fra(self) -> date | None:
        """B-065: the latest of the members' earliest arrivals."""
        return max((sak.tidligst_ankomst for sak in self.saker if sak.tidligst_ankomst), default=None)

    @property
    def til(self) -> date | None:
        """B-065: the earliest of the members' entry deadlines."""
        return min((sak.innreisefrist for sak in self.saker if sak.innreisefrist), default=None)

    @property
    def kan_meldes(self) -> bool:
        """The route is told when the decision stands for everybody."""
        return all(sak.tilstand == Sakstilstand.SOKT_UT for sak in self.saker)

    @property
    def uke(self) -> str:
        sak = self.forste
        if not (sak.bosettingsuke and sak.bosettingsuke_aar):
            return ""
        return norsk.uke_med_dager(klokke.mandag(sak.bosettingsuke_aar, sak.bosettingsuke))

    @property
    def merke(self) -> Merke | None:
        """B-066: aim two weeks ahead; a deadline that comes near is shown first."""
        if self.ankomst:
            dager = varslet_dager(self.ankomst)
            tekst = _("Meldt %(dager)d dager før") % {"dager": dager}
            return Merke(tekst, "success" if dager >= settings.ANKOMST_VARSLES_DAGER else "warning")
        if self.til and self.til < klokke.today():
            return Merke(_("Innreisefristen er gått ut"), "danger")
        return Merke(_("Mangler ankomstmelding"), "warning") if self.kan_meldes else None


def varslet_dager(ankomst: Ankomst) -> int:
    """How long before the arrival the kommune was told of it."""
    return (ankomst.dato - klokke.dag(ankomst.meldt_tid)).days


def reiser() -> list[Reise]:
    """The entry deadline that comes first, first; without those who are shielded (B-095). Two queries."""
    saker = Sak.objects.filter(kategori=Kategori.OVERFORINGSFLYKTNING, tilstand__in=UNDERVEIS).uten_skjermede()
    alle = _grupper(saker.select_related("husstand", "kommune", "person").order_by("husstand", "pk"))
    return sorted(alle, key=lambda reise: (reise.til or date.max, reise.husstand.pk))


def reise_for(nummer: str) -> Reise | None:
    saker = Sak.objects.filter(
        husstand__nummer=nummer, kategori=Kategori.OVERFORINGSFLYKTNING, tilstand__in=UNDERVEIS
    ).uten_skjermede()
    return next(iter(_grupper(saker.select_related("husstand", "kommune", "person").order_by("pk"))), None)


def _grupper(saker: object) -> list[Reise]:
    grupper: dict[int, list[Sak]] = {}
    for sak in saker:  # type: ignore[attr-defined]
        grupper.setdefault(sak.husstand_id, []).append(sak)
    meldt = {rad.husstand_id: rad for rad in Ankomst.objects.filter(husstand__in=grupper, gjelder=True)}
    return [Reise(egne[0].husstand, egne, meldt.get(pk)) for pk, egne in grupper.items()]


def ankomstrader(sak: Sak) -> list[Rad]:
    """What the folder shows, while the notice is for the kommune of the case. One query."""
    if sak.kategori != Kategori.OVERFORINGSFLYKTNING:
        return []
    rad = Ankomst.objects.filter(husstand=sak.husstand_id, kommune=sak.kommune_id, gjelder=True).first()
    if rad is None:
        return [Rad(_("Ankomst"), _("Reiseruten er ikke bekreftet ennå"))]
    tekst = _("%(dato)s, %(sted)s") % {"dato": norsk.dato(rad.dato), "sted": rad.sted}
    return [Rad(_("Ankomst"), tekst), Rad(_("Reiserute"), rad.reiserute)]
