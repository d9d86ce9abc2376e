from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from bosetting.person.querysets import synlig_person
from bosetting.vedtak.states import Bosettingsvedtakstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.vedtak.models import Bosettingsvedtak  # noqa: F401


class BosettingsvedtakQuerySet(QuerySet["Bosettingsvedtak"]):
    def gjeldende(self) -> Self:
        return self.filter(tilstand=Bosettingsvedtakstilstand.GJELDER)

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, and of protected persons the group's only (B-095)."""
        return tilgang.avgrens(self.filter(synlig_person(bruker, "sak__person")), bruker, Rettighet.SAK_LES)

    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        return self.exclude(synlig_person(bruker, "sak__person"))
