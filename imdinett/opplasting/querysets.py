from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.opplasting.models import Opplasting  # noqa: F401


class OpplastingQuerySet(QuerySet["Opplasting"]):
    def venter(self) -> Self:
        return self.filter(tilstand=Filtilstand.VENTER)

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Each file names the right that reads it; it is read in its own kommune only (B-001)."""
        vilkaar = Q(pk__in=())
        for rettighet in Rettighet:
            ider = tilgang.kommune_ider(bruker, rettighet)
            if ider is tilgang.ALLE:
                vilkaar |= Q(rettighet=rettighet.value)
            elif ider:
                vilkaar |= Q(rettighet=rettighet.value, kommune_id__in=ider)
        return self.filter(vilkaar)
