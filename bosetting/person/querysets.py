from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from bosetting.person.states import BUNDET, MAPPE_APEN, Sakstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.person.models import Husstand, Sak  # noqa: F401
    from imdinett.kommune.models import Kommune


class SakQuerySet(QuerySet["Sak"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, B-042: IMDi all; a kommune its own, and only while the folder is open."""
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return self
        return tilgang.avgrens(self.filter(tilstand__in=MAPPE_APEN), bruker, Rettighet.SAK_LES)

    def i_tilstand(self, *tilstander: Sakstilstand) -> Self:
        return self.filter(tilstand__in=tilstander)

    def bundet(self, kommune: "Kommune", aar: int) -> Self:
        """B-028: what holds a place of the year."""
        return self.filter(kommune=kommune, plassaar=aar, tilstand__in=BUNDET)

    def bosatt_i(self, kommune: "Kommune", aar: int) -> Self:
        """B-028, decision 22: what has used a place of the year of the bosettingsdato."""
        return self.filter(kommune=kommune, tilstand=Sakstilstand.BOSATT, bosettingsdato__year=aar)

    def uten_bosettingsdato(self) -> Self:
        return self.filter(tilstand=Sakstilstand.SOKT_UT)


class HusstandQuerySet(QuerySet["Husstand"]):
    def bosettingsklare(self) -> Self:
        """B-030, B-032, B-033: households with a person who waits and nobody who is not ready."""
        return (
            self.filter(saker__tilstand=Sakstilstand.BOSETTINGSKLAR)
            .exclude(saker__tilstand__in=(Sakstilstand.REGISTRERT, Sakstilstand.TIL_KARTLEGGING))
            .distinct()
        )
