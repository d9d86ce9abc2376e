"""W-14: the kommune asks about a household before it answers; IMDi has the questions in a queue, and answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.fordeling import rules, services, uttrekk, visning
from bosetting.fordeling.forms import Sporsmaalsskjema, Sporsmaalssvar, Tomt
from bosetting.fordeling.models import Fordelingslinje, Sporsmaal
from bosetting.fordeling.views.felles import Besvarside
from bosetting.fordeling.views.imdi import Fordelingsside
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Liste, Skjemaside


# ---- the kommune
class NyttSporsmaal(Besvarside):
    """About one household that waits for an answer; another has no such page."""

    template_name = "bosetting/fordeling/sporsmaal_ny.html"
    form_class = Sporsmaalsskjema

    def kort(self) -> visning.Husstandskort:
        for kort in visning.husstandskort(self.liste, self.bruker):
            if kort.bokstav == self.kwargs["bokstav"] and kort.kan_besvares:
                return kort
        raise Http404

    def utfor(self, form: Sporsmaalsskjema) -> str:
        kort = self.kort()
        services.still_sporsmaal(bruker=self.bruker, svar_id=kort.svar.pk, tekst=form.cleaned_data["tekst"])
        messages.success(self.request, _("Spørsmålet er sendt til IMDi. Dere får e-post når svaret er her."))
        return self.tilbake(kort.bokstav)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kort = self.kort()
        return super().get_context_data(
            kort=kort,
            siste_dag=rules.pause_slutt(klokke.today()),
            avbryt_url=self.tilbake(kort.bokstav),
            brodsmuler=self.brodsmuler(_("Be om mer informasjon")),
            **kwargs,
        )


class TrekkSporsmaal(Besvarside):
    template_name = "bosetting/fordeling/sporsmaal_trekk.html"
    form_class = Tomt

    def sporsmaal(self) -> Sporsmaal:
        rader = Sporsmaal.objects.synlig_for(self.bruker).filter(svar__liste=self.liste).select_related("svar")
        return get_object_or_404(rader, pk=self.kwargs["pk"])

    def utfor(self, form: Tomt) -> str:
        sporsmaal = services.trekk_sporsmaal(bruker=self.bruker, sporsmaal_id=self.sporsmaal().pk)
        frist = {"frist": norsk.ukedag(sporsmaal.svar.frist)} if sporsmaal.svar.frist else {}
        messages.success(self.request, _("Spørsmålet er trukket. Svarfristen for husstanden er %(frist)s.") % frist)
        return self.tilbake(sporsmaal.svar.bokstav)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sporsmaal = self.sporsmaal()
        return super().get_context_data(
            sporsmaal=sporsmaal,
            avbryt_url=self.tilbake(sporsmaal.svar.bokstav),
            brodsmuler=self.brodsmuler(_("Trekk spørsmålet")),
            **kwargs,
        )


# ---- IMDi
class Sporsmaalsko(Fordelingsside, MedUttrekk, Liste):
    """What waits for an answer, the oldest first."""

    template_name = "bosetting/fordeling/imdi/sporsmaalsko.html"
    listefil = uttrekk.SPORSMAAL
    detaljnokkel = ("pk", "svar__liste__nummer")
    sortering = Sortering(
        {
            "liste": ("svar__liste__nummer",),
            "kommune": ("kommune__sortering",),
            "spurt": ("spurt_tid",),
            "ansvarlig": ("svar__liste__ansvarlig__navn",),
        },
        standard="spurt",
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        """The question, for those who answer it; else the list that it is about."""
        pk, nummer = nokkel
        if rules.kan_fordele(self.bruker):
            return reverse("imdi_sporsmaal", args=[pk])
        return reverse("imdi_fordelingsliste", args=[nummer])

    def get_queryset(self) -> QuerySet[Any]:
        aapne = Sporsmaal.objects.synlig_for(self.bruker).aapne()
        return aapne.select_related("svar__liste__ansvarlig", "kommune").order_by("spurt_tid", "pk")

    def filrader(self) -> QuerySet[Any]:
        skjermede = Fordelingslinje.objects.all().skjult_for(AnonymousUser()).order_by()
        return self.get_queryset().exclude(svar__in=skjermede.values("husstandssvar"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "faner": self.faner("imdi_sporsmaalsko"),
            "rader": [(ett, ett.pause_til) for ett in kontekst["page_obj"]],
            "brodsmuler": self.brodsmuler(Lenke(_("Spørsmål"))),
        }


class BesvarSporsmaal(Fordelingsside, Skjemaside):
    """The household as the kommune sees it, what was asked, and the answer."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/sporsmaal.html"
    form_class = Sporsmaalssvar
    sporsmaal: Sporsmaal

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rader = Sporsmaal.objects.synlig_for(self.bruker).select_related("svar__liste__kommune", "spurt_av")
        self.sporsmaal = get_object_or_404(rader, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def utfor(self, form: Sporsmaalssvar) -> str:
        services.besvar_sporsmaal(bruker=self.bruker, sporsmaal_id=self.sporsmaal.pk, svar=form.cleaned_data["svar"])
        messages.success(self.request, _("Svaret er sendt til kommunen, og svarfristen løper igjen."))
        return reverse("imdi_sporsmaalsko")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        liste = self.sporsmaal.svar.liste
        kort = visning.husstandskort_uten_utkast(liste, self.bruker)
        sti = [
            Lenke(_("Spørsmål"), reverse("imdi_sporsmaalsko")),
            Lenke(_("Svar på spørsmål")),
        ]
        return super().get_context_data(
            liste=liste,
            sporsmaal=self.sporsmaal,
            kort=next(ett for ett in kort if ett.svar.pk == self.sporsmaal.svar_id),
            siste_dag=self.sporsmaal.pause_til,
            avbryt_url=reverse("imdi_sporsmaalsko"),
            brodsmuler=self.brodsmuler(*sti),
            **kwargs,
        )
