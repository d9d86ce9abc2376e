from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from bosetting.person.states import BUNDET, MAPPE_APEN, Gradering, Sakstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.person.models import Husstand, Sak  # noqa: F401
    from imdinett.kommune.models import Kommune

# B-095: shown in counts only, and on no list.
SKJERMET = Q(person__skjermet_identitet=True) | ~Q(person__gradering=Gradering.INGEN)


class SakQuerySet(QuerySet["Sak"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, B-042, B-095: IMDi all; a kommune its own while the folder is open, and never a protected person."""
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return self
        return tilgang.avgrens(self.filter(tilstand__in=MAPPE_APEN).uten_skjermede(), bruker, Rettighet.SAK_LES)

    def i_tilstand(self, *tilstander: Sakstilstand) -> Self:
        return self.filter(tilstand__in=tilstander)

    def bundet(self, kommune: "Kommune", aar: int) -> Self:
        """B-028: what holds a place of the year."""
        return self.filter(kommune=kommune, plassaar=aar, tilstand__in=BUNDET)

    def bosatt_i(self, kommune: "Kommune", aar: int) -> Self:
        """B-028, decision 22: what has used a place of the year of the bosettingsdato."""
        return self.filter(kommune=kommune, tilstand=Sakstilstand.BOSATT, bosettingsdato__year=aar)

    def uten_skjermede(self) -> Self:
        return self.exclude(SKJERMET)

    def uten_bosettingsdato(self) -> Self:
        return self.filter(tilstand=Sakstilstand.SOKT_UT)


class HusstandQuerySet(QuerySet["Husstand"]):
    def bosettingsklare(self) -> Self:
        """B-030, B-032, B-033, B-095: those that can be put on a list.

        Somebody waits; everybody else is ready too, or IMDi has said why the family is divided; nobody is shielded.
        """
        ikke_klar = Q(tilstand__in=(Sakstilstand.REGISTRERT, Sakstilstand.TIL_KARTLEGGING))
        saker = self.model._meta.get_field("saker").related_model
        assert isinstance(saker, type)
        alle = saker._default_manager.filter(husstand=OuterRef("pk"))
        return self.filter(
            Exists(alle.filter(tilstand=Sakstilstand.BOSETTINGSKLAR)),
            ~Exists(alle.filter(SKJERMET)),
            ~Q(overstyring="") | ~Exists(alle.filter(ikke_klar)),
        )
