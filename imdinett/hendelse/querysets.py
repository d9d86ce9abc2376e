from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from imdinett.hendelse.typer import BRUKERHENDELSER
from imdinett.tilgang import tilgang
from imdinett.tilgang.gjelder import GjelderQuerySet
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.skjerming import skjulte_personer, uten_skjulte

if TYPE_CHECKING:
    from imdinett.hendelse.models import Hendelse, Innsyn  # noqa: F401


class HendelseQuerySet(GjelderQuerySet["Hendelse"]):
    def _synlige(self, bruker: "tilgang.Hvem", typer: Collection[str] | None) -> Self:
        """Decision 18: events of data to skriv and les, those on users and roles to administrators."""
        brukertyper = Q(type__in=BRUKERHENDELSER)
        data = tilgang.avgrens(self.filter(~brukertyper), bruker, Rettighet.HENDELSE_LES)
        brukere = tilgang.avgrens(self.filter(brukertyper), bruker, Rettighet.BRUKERHENDELSE_LES)
        return uten_skjulte(data | brukere, bruker, typer=typer)


class InnsynQuerySet(QuerySet["Innsyn"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Decision 18: the kommune's own administrator, and IMDi's log reader.

        Looks at a protected person are kept from the administrator; IMDi's log reader controls those too.
        """
        if tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES):
            return self
        egne = tilgang.avgrens(self, bruker, Rettighet.INNSYNSLOGG_LES)
        # The log is read on a connection of its own, so the keys are fetched on the other.
        return egne.exclude(person_id__in=list(skjulte_personer(bruker).order_by().values_list("pk", flat=True)))
