from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet

from imdinett.kjerne import klokke
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.opplasting.models import Opplasting  # noqa: F401


class OpplastingQuerySet(QuerySet["Opplasting"]):
    def venter(self) -> Self:
        return self.filter(tilstand=Filtilstand.VENTER)

    def uten_eier(self) -> Self:
        """Nothing points to it. The models themselves are asked, so that none that keeps files can be forgotten."""
        koblinger = self.model._meta.get_fields(include_hidden=True)
        uten = self
        for rel in (kobling for kobling in koblinger if isinstance(kobling, ManyToOneRel)):
            uten = uten.filter(~Exists(rel.related_model._base_manager.filter(**{rel.field.attname: OuterRef("pk")})))
        return uten

    def utlopt(self) -> Self:
        """Scanned, and taken into use by nobody in the time of the setting. One that waits is the scanner's first."""
        timer = klokke.fra_dato(settings.OPPLASTING_UTEN_EIER_TIMER, klokke.today())
        gamle = self.filter(lastet_opp_tid__lt=klokke.now() - timedelta(hours=timer))
        return gamle.exclude(tilstand=Filtilstand.VENTER).uten_eier()

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
