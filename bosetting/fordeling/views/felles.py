"""What the kommune's pages of one list share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.fordeling import rules
from bosetting.fordeling.models import Fordelingsliste
from imdinett.kjerne.feil import Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Side, Skjemaside

HJELP = "svare-pa-fordelingsliste"


class MedListe(Side):
    """One list of a kommune where the user has the right; IMDi has pages of its own, and never sees drafts."""

    liste: Fordelingsliste

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        qs = Fordelingsliste.objects.synlig_for(self.bruker).hos_kommunen()
        qs = qs.select_related("kommune", "besvart_av", "trukket_av")
        self.liste = get_object_or_404(qs, nummer=kwargs["nummer"])
        if tilgang.har_imdi(self.bruker, Rettighet.FORDELING_LES):
            return redirect("imdi_fordelingsliste", self.liste.nummer)
        return super().dispatch(request, *args, **kwargs)

    @property
    def adresse(self) -> str:
        return reverse("fordelingsliste", args=[self.liste.nummer])

    @property
    def kvittering(self) -> str:
        return reverse("fordelingsliste_kvittering", args=[self.liste.nummer])

    @property
    def annen_enhet(self) -> bool:
        """The list is another kommune's than the one the user acts for right now."""
        return self.kommune.pk != self.liste.kommune_id

    def krev_kan_besvare(self) -> None:
        tilgang.krev(rules.kan_besvare(self.bruker, self.liste))
        if self.annen_enhet:
            raise Kollisjon(
                "annen_enhet",
                _("Listen gjelder %(kommune)s, men du arbeider for %(enhet)s. Bytt kommune øverst på siden først.")
                % {"kommune": self.liste.kommune, "enhet": self.kommune},
            )

    def brodsmuler(self, *ledd: str) -> list[Lenke]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Fordelingslister"), reverse("fordelingslister"))]
        return [*sti, Lenke(self.liste.nummer, self.adresse), *(Lenke(tekst) for tekst in ledd)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(liste=self.liste, enhet=self.liste.kommune, hjelpetema=HJELP, **kwargs)


class Besvarside(MedListe, Skjemaside):
    """A step on the way to the answer, for those who may give it."""

    rettighet = Rettighet.FORDELING_BESVAR

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.krev_kan_besvare()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.krev_kan_besvare()
        return super().post(request, *args, **kwargs)

    def tilbake(self, bokstav: str) -> str:
        return f"{self.adresse}#husstand-{bokstav}"
