"""The user's own list, and what comes by e-mail besides (W-01)."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.varsel import queries, services, temaer
from imdinett.varsel.forms import Valgskjema
from imdinett.varsel.models import Brukervarsel
from imdinett.varsel.states import Epost
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.porter import ALLE_INNLOGGEDE
from imdinett.web.views import Liste, Side, Skjemaside

HJELP = "varsler"


class Varsler(Liste):
    rettighet = ALLE_INNLOGGEDE
    grunnlag = Brukervarsel.objects
    template_name = "imdinett/varsel/varsler.html"
    adressevalg = ("utvalg",)
    sortering = Sortering({"kommune": ("kommune__sortering",), "tid": ("tid",)}, standard="-tid")

    @property
    def alle(self) -> bool:
        return self.request.GET.get("utvalg") == "alle"

    def get_queryset(self) -> QuerySet[Any]:
        egne: Any = super().get_queryset()
        return (egne if self.alle else egne.uleste()).select_related("kommune")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        adresse = reverse("varsler")
        return data | {
            "rader": [(en, temaer.navn(en.tema)) for en in data["page_obj"]],
            "siste": Brukervarsel.objects.all().synlig_for(self.bruker).uleste().aggregate(pk=Max("pk"))["pk"],
            "alle": self.alle,
            "faner": [
                Fane(_("Uleste"), adresse, not self.alle),
                Fane(_("Alle"), f"{adresse}?utvalg=alle", self.alle),
            ],
            "hjelpetema": HJELP,
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Varsler"))],
        }


class Les(Side):
    """The button on a line: marks it as read and goes to what it is about."""

    rettighet = ALLE_INNLOGGEDE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rad = services.les(bruker=self.bruker, varsel_id=pk)
        if rad is None:
            raise Http404
        return redirect(rad.lenke or "varsler")


class LesAlle(Side):
    rettighet = ALLE_INNLOGGEDE
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        siste = request.POST.get("siste", "")
        antall = services.les_alle(bruker=self.bruker, til_og_med=int(siste)) if siste.isdecimal() else 0
        tekst = ngettext("%(antall)d varsel er merket som lest.", "%(antall)d varsler er merket som lest.", antall)
        messages.success(request, tekst % {"antall": antall})
        return redirect("varsler")


class Valg(Skjemaside):
    rettighet = ALLE_INNLOGGEDE
    template_name = "imdinett/varsel/valg.html"
    form_class = Valgskjema
    engangs = False

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "temaer": temaer.for_bruker(self.bruker)}

    def get_initial(self) -> dict[str, Any]:
        kjente = queries.valgene(self.bruker)
        return {tema.kode: kjente.get(tema.kode, Epost.STRAKS) for tema in temaer.for_bruker(self.bruker)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            hjelpetema=HJELP,
            avbryt_url=reverse("varsler"),
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Varsler"), reverse("varsler")), Lenke(_("E-post"))],
            **kwargs,
        )

    def utfor(self, form: Valgskjema) -> str:
        services.velg(bruker=self.bruker, valg=form.cleaned_data)
        messages.success(self.request, _("Valgene er lagret. De gjelder nye varsler."))
        return reverse("varsler")
