"""The credentials of the kommune's systems: its administrator makes and revokes them, IMDi sees and revokes."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgangsnokkel import rules, services, visning
from imdinett.tilgangsnokkel.forms import Bekreft, Nokkelskjema
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.views import Imdiside, Liste, Side, Skjemaside

HJELP = "brukere-og-roller"
NOKKELSORTERING = {
    "navn": ("navn",),
    "utloper": ("utloper_tid",),
    "brukt": ("brukt_tid",),
    "laget": ("opprettet_tid",),
}


class Kommunens(Side):
    """For the administrator of the kommune acted for; IMDi has pages of its own."""

    rettighet = Rettighet.BRUKERE_SKRIV

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if tilgang.er_imdi(self.bruker):
            return redirect("imdi_tilgangsnokler")
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        super().krev_adgang()
        tilgang.krev(rules.kan_opprette(self.bruker, self.kommune.pk))

    def sti(self, *ledd: str) -> list[Lenke]:
        liste = Lenke(_("Tilgangsnøkler"), reverse("tilgangsnokler") if ledd else "")
        return [Lenke(_("Hjem"), "/"), liste, *(Lenke(tekst) for tekst in ledd)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kommune=self.kommune, hjelpetema=HJELP, **kwargs)


class Tilgangsnokler(Kommunens, Liste):
    grunnlag = Tilgangsnokkel.objects
    template_name = "imdinett/tilgangsnokkel/liste.html"
    sortering = Sortering(NOKKELSORTERING, standard="-laget")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(kommune=self.kommune).select_related("opprettet_av", "tilbakekalt_av")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        ny = Lenke(_("Ny tilgangsnøkkel"), reverse("tilgangsnokkel_ny"))
        return data | {"rader": visning.rader(data["page_obj"]), "ny": ny, "brodsmuler": self.sti()}


class NyNokkel(NyligBekreftet, Kommunens, Skjemaside):
    """The secret is in the answer to the form and nowhere else; loading that answer again makes no second key."""

    template_name = "imdinett/tilgangsnokkel/ny.html"
    form_class = Nokkelskjema

    def utfor(self, form: Nokkelskjema) -> HttpResponse:
        ny = services.opprett_nokkel(bruker=self.bruker, kommune=self.kommune, **form.cleaned_data)
        kontekst = {
            "kommune": self.kommune,
            "nokkel": ny.nokkel,
            "hemmelighet": ny.hemmelighet,
            "brodsmuler": self.sti(_("Ny tilgangsnøkkel")),
        }
        return render(self.request, "imdinett/tilgangsnokkel/laget.html", kontekst)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(brodsmuler=self.sti(_("Ny tilgangsnøkkel")), **kwargs)


class _Tilbakekall(NyligBekreftet, Skjemaside):
    form_class = Bekreft
    ramme = "base.html"
    listen: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        synlige = Tilgangsnokkel.objects.synlig_for(self.bruker).select_related("kommune")
        self.nokkel = get_object_or_404(synlige, uuid=kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)

    def utfor(self, form: Bekreft) -> str:
        services.tilbakekall_nokkel(bruker=self.bruker, nokkel_id=self.nokkel.pk)
        tekst = _("Tilgangsnøkkelen «%(navn)s» er kalt tilbake.") % {"navn": self.nokkel.navn}
        messages.success(self.request, tekst)
        return reverse(self.listen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            nokkel=self.nokkel,
            ramme=self.ramme,
            title=_("Kall tilbake tilgangsnøkkelen"),
            avbryt_url=reverse(self.listen),
            **kwargs,
        )


class Tilbakekall(Kommunens, _Tilbakekall):
    template_name = "imdinett/tilgangsnokkel/tilbakekall.html"
    listen = "tilgangsnokler"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(brodsmuler=self.sti(_("Kall tilbake")), **kwargs)


class ImdiTilgangsnokler(Imdiside, Liste):
    rettighet = Rettighet.KOMMUNEADMIN_SKRIV
    grunnlag = Tilgangsnokkel.objects
    template_name = "imdinett/tilgangsnokkel/imdi_liste.html"
    sortering = Sortering({**NOKKELSORTERING, "kommune": ("kommune__sortering",)}, standard="-laget")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("kommune", "opprettet_av", "tilbakekalt_av")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        return data | {
            "title": _("Tilgangsnøkler"),
            "rader": visning.rader(data["page_obj"]),
            "brodsmuler": [Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(_("Tilgangsnøkler"))],
        }


class ImdiTilbakekall(Imdiside, _Tilbakekall):
    rettighet = Rettighet.KOMMUNEADMIN_SKRIV
    template_name = "imdinett/tilgangsnokkel/tilbakekall.html"
    ramme = "admin/base_site.html"
    listen = "imdi_tilgangsnokler"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [
            Lenke(_("Arbeidsflate"), reverse("admin:index")),
            Lenke(_("Tilgangsnøkler"), reverse(self.listen)),
            Lenke(_("Kall tilbake")),
        ]
        return super().get_context_data(brodsmuler=sti, **kwargs)
