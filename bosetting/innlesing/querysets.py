from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Q, QuerySet

from bosetting.person.querysets import synlig_person
from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bosetting.innlesing.models import Folkeregisterside, Importrad, Lestrad  # noqa: F401
    from imdinett.tilgang import tilgang


class ImportradQuerySet(QuerySet["Importrad"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """security.md §5: a row about a protected person is there for the group only."""
        return self.filter(Q(person=None) | synlig_person(bruker))

    def ubehandlet(self) -> Self:
        return self.filter(behandlet_tid=None)

    def utlopt(self) -> Self:
        """Dealt with a while ago; or left for so long that nobody will."""
        behandlet = Q(behandlet_tid__lt=_siden(settings.IMPORTRAD_BEHANDLET_DAGER))
        ubehandlet = Q(behandlet_tid=None, kjoring__kjort_tid__lt=_siden(settings.IMPORTRAD_UBEHANDLET_DAGER))
        return self.filter(behandlet | ubehandlet)


class FolkeregistersideQuerySet(QuerySet["Folkeregisterside"]):
    def utlopt(self) -> Self:
        return self.filter(kjoring__kjort_tid__lt=_siden(settings.FOLKEREGISTERSIDE_DAGER))


class LestradQuerySet(QuerySet["Lestrad"]):
    def utlopt(self) -> Self:
        return self.filter(lest_tid__lt=_siden(settings.LESTRAD_DAGER))


def _siden(dager: "Iterable[tuple[date, int]]") -> datetime:
    """What is older than the dated setting of today says."""
    return klokke.now() - timedelta(days=klokke.fra_dato(dager, klokke.today()))
