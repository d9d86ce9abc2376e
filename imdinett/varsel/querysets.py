from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Q, QuerySet

from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.varsel.states import Epost

if TYPE_CHECKING:
    from imdinett.varsel.models import Brukervarsel  # noqa: F401


class BrukervarselQuerySet(QuerySet["Brukervarsel"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """One's own, while one still has a role in the kommune. Like the e-mail it says nothing of persons (B-038)."""
        egne = self.filter(bruker_id=bruker.pk)
        if tilgang.er_imdi(bruker):
            return egne
        return egne.filter(Q(kommune=None) | Q(kommune_id__in=tilgang.grunnlag(bruker).kommuner))

    def uleste(self) -> Self:
        return self.filter(lest_tid=None)

    def utlopt(self) -> Self:
        return self.filter(tid__lt=klokke.now() - timedelta(days=settings.VARSEL_BEHOLDES_DAGER))

    def til_oppsummering(self) -> Self:
        return self.filter(epost=Epost.DAGLIG, oppsummert_tid=None)
