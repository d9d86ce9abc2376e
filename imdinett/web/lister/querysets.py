from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from imdinett.web.lister import rules

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang
    from imdinett.web.lister.models import Lagretutvalg  # noqa: F401


class LagretutvalgQuerySet(QuerySet["Lagretutvalg"]):
    def synlig_for(self, bruker: "tilgang.Hvem", kommune: "Kommune | None") -> Self:
        """One's own; and what is shared in the kommune acted for (B-001), or in IMDi.

        The list itself asks for its right: nobody comes to a saved filter but through its list.
        """
        egne = Q(eier=bruker.pk)
        if rules.kan_dele(bruker, kommune):
            egne |= Q(delt=True, kommune=kommune) if kommune else Q(delt=True, kommune__isnull=True)
        return self.filter(egne)

    def paa(self, side: str) -> Self:
        return self.filter(side=side)

    def med_standard(self, bruker: "tilgang.Hvem") -> Self:
        """Which of them the user's list starts with."""
        valgte = self.model._meta.get_field("standard_for").related_model
        assert isinstance(valgte, type)
        return self.annotate(
            er_standard=Exists(valgte._default_manager.filter(bruker=bruker.pk, utvalg=OuterRef("pk")))
        )
