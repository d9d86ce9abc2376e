from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from bosetting.person.querysets import synlig_person

if TYPE_CHECKING:
    from bosetting.bosatt.models import Bosetting  # noqa: F401
    from imdinett.tilgang import tilgang


class BosettingQuerySet(QuerySet["Bosetting"]):
    def gjeldende(self) -> Self:
        return self.filter(gjelder=True)

    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        return self.exclude(synlig_person(bruker, "sak__person"))
