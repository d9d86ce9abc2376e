from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from bosetting.person.querysets import synlig_person

if TYPE_CHECKING:
    from bosetting.innlesing.models import Importrad  # noqa: F401
    from imdinett.tilgang import tilgang


class ImportradQuerySet(QuerySet["Importrad"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """security.md §5: a row about a protected person is there for the group only."""
        return self.filter(Q(person=None) | synlig_person(bruker))

    def ubehandlet(self) -> Self:
        return self.filter(behandlet_tid=None)
