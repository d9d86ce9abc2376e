from typing import TYPE_CHECKING, Self

from django.db.models import F, Q, QuerySet

from bosetting.person.querysets import synlig_person
from bosetting.person.states import MAPPE_APEN
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.bosatt.models import Bosetting, Mappedokument, Notat  # noqa: F401


class BosettingQuerySet(QuerySet["Bosetting"]):
    def gjeldende(self) -> Self:
        return self.filter(gjelder=True)

    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        return self.exclude(synlig_person(bruker, "sak__person"))


class MappeinnholdQuerySet(QuerySet["Notat | Mappedokument"]):
    """What is written in a folder. `kommune` says whose it is; what IMDi has put there carries none."""

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, B-042: IMDi all; a kommune its own, in a folder that is open to it now."""
        synlige = self.filter(synlig_person(bruker, "sak__person"))
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return synlige
        return tilgang.avgrens(synlige.filter(sak__tilstand__in=MAPPE_APEN), bruker, Rettighet.SAK_LES).filter(
            kommune=F("sak__kommune")
        )

    def delt_med(self, bruker: "tilgang.Hvem") -> Self:
        """As `synlig_for`, and what IMDi has put in the folder for the kommune to read."""
        synlige = self.filter(synlig_person(bruker, "sak__person"))
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return synlige
        apne = synlige.filter(sak__tilstand__in=MAPPE_APEN).filter(Q(kommune=None) | Q(kommune=F("sak__kommune")))
        return tilgang.avgrens(apne, bruker, Rettighet.SAK_LES, "sak__kommune_id")
