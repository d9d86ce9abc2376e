"""IMDi's pages on applications from those who live privately. Case and household numbers only, no names."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from bosetting.person.models import Husstand, Sak
from bosetting.person.states import Kategori
from bosetting.person.views.felles import Registreringslesing
from bosetting.soknad import forms, queries, services, uttrekk
from bosetting.soknad.forms import Behandlingsskjema, Soknadsskjema
from bosetting.soknad.models import Privatsoknad
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.uttrekk import Uttrekk
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdiside, Sidedelt, Skjemaside, Tekstside


class Soknadsside(Imdiside):
    rettighet = Rettighet.SAK_SKRIV

    def sti(self, *lenker: Lenke) -> list[Lenke]:
        liste = Lenke(_("Søknader fra privatboende"), reverse("imdi_soknader") if lenker else "")
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), liste, *lenker]


class Soknader(Registreringslesing, Soknadsside, MedUttrekk, Sidedelt, Tekstside):
    template_name = "bosetting/soknad/liste.html"
    lagres = ("vis",)
    detaljnokkel = ("url",)
    sortering = Sortering(
        {"husstand": ("soknad__husstand__nummer",), "mottatt": ("soknad__mottatt_dato",), "frist": ("frist",)},
        standard="mottatt",
        i_minnet=True,
    )
    uten_soknad = Sortering(
        {"husstand": ("nummer",), "personer": ("personer",), "fikk_vite": ("fikk_vite",), "frist": ("dag",)},
        standard="frist",
        i_minnet=True,
    )

    def sorteringen(self) -> Sortering:
        return self.uten_soknad if self.har_ikke_sokt else self.sortering

    def detaljadresse(self, *nokkel: Any) -> str:
        (adresse,) = nokkel
        return str(adresse)

    def radene(self) -> list[Any]:
        return self.filrader()

    @cached_property
    def filter(self) -> forms.Soknadsfilter:
        return forms.Soknadsfilter(self.request.GET)

    @property
    def har_ikke_sokt(self) -> bool:
        return self.filter.valgt == queries.UTEN

    @property
    def listefil(self) -> Uttrekk[Any]:
        return uttrekk.UTEN_SOKNAD if self.har_ikke_sokt else uttrekk.SOKNADER

    def filrader(self) -> list[Any]:
        """Nobody here is protected: the queries say so."""
        return queries.frister() if self.har_ikke_sokt else queries.rader(self.filter.valgt)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=_("Søknader fra privatboende"),
            faner=self.filter.faner(reverse("imdi_soknader")),
            rader=[] if self.har_ikke_sokt else self.ordnede_rader(),
            frister=self.ordnede_rader() if self.har_ikke_sokt else None,
            brodsmuler=self.sti(),
            **kwargs,
        )


class Ensoknad(Soknadsside):
    """The household in the address; not one that does not live privately (404)."""

    husstand: Husstand

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        skjulte = Sak.objects.all().skjult_for(self.bruker)
        private = Husstand.objects.filter(saker__kategori=Kategori.PRIVATBOENDE).exclude(saker__in=skjulte).distinct()
        self.husstand = get_object_or_404(private, nummer=kwargs["nummer"])
        soknad = Privatsoknad.objects.filter(husstand=self.husstand).order_by("pk").last()
        self.rad = queries.med_saker([soknad])[0] if soknad else None
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Søknad fra husstand %(nummer)s") % {"nummer": self.husstand.nummer}
        return super().get_context_data(
            title=tittel,
            brodsmuler=self.sti(Lenke(tittel)),
            husstand=self.husstand,
            rad=self.rad,
            avbryt_url=reverse("imdi_husstand", args=[self.husstand.nummer]),
            **kwargs,
        )


class NySoknad(Ensoknad, Skjemaside):
    form_class = Soknadsskjema
    template_name = "bosetting/soknad/ny.html"

    def utfor(self, form: Soknadsskjema) -> str:
        mottatt = form.cleaned_data["mottatt_dato"]
        services.registrer_soknad(bruker=self.bruker, husstand=self.husstand, mottatt_dato=mottatt)
        messages.success(self.request, _("Søknaden er registrert."))
        return reverse("imdi_soknad", args=[self.husstand.nummer])


class Soknad(Registreringslesing, Ensoknad, Skjemaside):
    """What is known of it, and the answer when it can be given. Who may register one is sent on when there is none."""

    form_class = Behandlingsskjema
    template_name = "bosetting/soknad/soknad.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.rad is None and self.kan_skrive:
            return redirect("imdi_soknad_ny", self.husstand.nummer)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "utfall": queries.mulige_utfall(self.rad) if self.rad else []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fakta=self._fakta(), **kwargs)

    def _fakta(self) -> list[Rad]:
        if self.rad is None:
            return []
        rad = self.rad
        return [
            Rad(_("Status"), "", rad.merke),
            Rad(_("Søknaden mottatt"), norsk.dato(rad.soknad.mottatt_dato)),
            Rad(_("Fikk vite om tillatelsen"), norsk.dato(rad.fikk_vite) if rad.fikk_vite else None),
            Rad(_("Siste dag for å søke"), norsk.dato(rad.frist) if rad.frist else None),
            Rad(_("Saker"), ", ".join(sak.nummer for sak in rad.saker)),
        ]

    def utfor(self, form: Behandlingsskjema) -> str:
        if self.rad is None:
            raise Http404
        tjeneste = {
            forms.INNVILG: services.innvilg_soknad,
            forms.AVVIS: services.avvis_soknad,
            forms.TREKK: services.trekk_soknad,
        }[form.cleaned_data["utfall"]]
        tjeneste(bruker=self.bruker, soknad=self.rad.soknad)
        messages.success(self.request, _("Søknaden er behandlet."))
        return reverse("imdi_husstand", args=[self.husstand.nummer])
