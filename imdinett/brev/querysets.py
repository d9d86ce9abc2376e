from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet

from imdinett.brev import rules
from imdinett.brev.states import Oversettelsestilstand

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang


class OversettelseQuerySet(QuerySet[Any]):
    """Of `Oversettelse` (W-15)."""

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """No person in it: whoever may write them reads them all."""
        return self if rules.kan_oversette(bruker) else self.none()

    def av(self, slag: str, sprak: str) -> Self:
        """The versions of one, the newest first."""
        return self.filter(slag=slag, sprak=sprak).order_by("-versjon")

    def godkjent(self, slag: Iterable[str], sprak: Iterable[str]) -> Self:
        return self.filter(slag__in=set(slag), sprak__in=set(sprak), tilstand=Oversettelsestilstand.GODKJENT)

    def med_prove(self, slag: str, sprak: str) -> set[int]:
        """The versions that are drawn, without the sheets themselves."""
        return set(self.av(slag, sprak).exclude(prove=None).values_list("versjon", flat=True))

    def apne(self) -> Self:
        """The draft, the one that is in use and those taken back; without the drawn sheets."""
        return self.exclude(tilstand=Oversettelsestilstand.ERSTATTET).defer("prove")

    def uten_prove(self) -> Self:
        ute = (Oversettelsestilstand.ERSTATTET, Oversettelsestilstand.TRUKKET)
        return self.filter(prove=None).exclude(tilstand__in=ute)
