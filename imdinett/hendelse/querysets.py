from typing import TYPE_CHECKING, Self

from django.db.models import Model, Q, QuerySet

from imdinett.hendelse.typer import BRUKERHENDELSER
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.hendelse.models import Hendelse, Innsyn  # noqa: F401


class HendelseQuerySet(QuerySet["Hendelse"]):
    def gjelder(self, obj: Model) -> Self:
        return self.filter(gjelder_type=obj._meta.model_name, gjelder_id=str(obj.pk))

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Decision 18: events of data to skriv and les, those on users and roles to administrators."""
        brukertyper = Q(type__in=BRUKERHENDELSER)
        data = tilgang.avgrens(self.filter(~brukertyper), bruker, Rettighet.HENDELSE_LES)
        brukere = tilgang.avgrens(self.filter(brukertyper), bruker, Rettighet.BRUKERHENDELSE_LES)
        return data | brukere


class InnsynQuerySet(QuerySet["Innsyn"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Decision 18: the kommune's own administrator, and IMDi's log reader."""
        return tilgang.avgrens(self, bruker, Rettighet.INNSYNSLOGG_LES)
