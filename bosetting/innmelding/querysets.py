from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet

from bosetting.innmelding.states import GJELDENDE, Innmeldingstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


class InnmeldingQuerySet(QuerySet[Any]):
    """For every kind of report."""

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, B-085: the kommune its own, IMDi all."""
        return tilgang.avgrens(self, bruker, Rettighet.INNMELDING_LES)

    def sendt(self) -> Self:
        """Waits for IMDi."""
        return self.filter(tilstand=Innmeldingstilstand.SENDT)

    def gjeldende(self) -> Self:
        return self.filter(tilstand__in=GJELDENDE)


class BestemtPersonQuerySet(InnmeldingQuerySet):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Names and DUF numbers (D3): at IMDi only those who may read cases."""
        if tilgang.har_imdi(bruker, Rettighet.INNMELDING_LES) and not tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return self.none()
        return super().synlig_for(bruker)


class VersjonQuerySet(QuerySet[Any]):
    """What a kommune says of itself, version by version."""

    def gjeldende(self) -> Self:
        """The newest of each kommune."""
        nyeste = self.model._default_manager.order_by("kommune_id", "-registrert_tid", "-pk").distinct("kommune_id")
        return self.filter(pk__in=nyeste.values("pk"))

    def gjeldende_for(self, kommune: "Kommune") -> Any:
        return self.filter(kommune=kommune).order_by("-registrert_tid", "-pk").first()


class SelvbosettingsregelQuerySet(VersjonQuerySet):
    """W-17: published; whoever may read about kommuner may read the rules of all of them."""

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        return self if tilgang.har(bruker, Rettighet.KOMMUNE_LES) else self.none()


class KommuneprofilQuerySet(VersjonQuerySet):
    """W-18: for the kommune itself and IMDi."""

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        return tilgang.avgrens(self, bruker, Rettighet.KOMMUNE_LES)
