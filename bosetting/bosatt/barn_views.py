"""Bufetat's pages: its own list and its own dates (B-046, B-070)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import barn, services
from bosetting.bosatt.models import Kilde
from bosetting.person import visning
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.person.views.mottak import Enhetsside
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.felt import Datofelt
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.skjema import Skjema
from imdinett.web.views import Sidedelt, Skjemaside, Tekstside


class Barneside(Enhetsside):
    rettighet = Rettighet.EM_SKRIV
    formaal = gettext_lazy("Bosetting av enslige mindreårige under 15 år")
    hjelpetema = "barn-under-15"

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Barn under 15 år"))]


class Barneliste(Barneside, Sidedelt, Tekstside):
    tittel = gettext_lazy("Barn under 15 år")
    del_av = "barn under 15 år"
    template_name = "bosetting/bosatt/barn/liste.html"
    detaljnokkel = ("url", "er_bosatt")
    # Of a settled child the number and the date stay, so neither name nor birth is in the order.
    sortering = Sortering(
        {
            "sak": ("sak__nummer",),
            "kommune": ("sak__kommune__sortering",),
            "status": ("sak__tilstand",),
            "bosatt": ("sak__bosettingsdato",),
        },
        i_minnet=True,
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        adresse, er_bosatt = nokkel
        return "" if er_bosatt else str(adresse)

    @cached_property
    def barna(self) -> list[barn.Barn]:
        return barn.barn(self.bruker)

    def radene(self) -> list[barn.Barn]:
        return self.barna

    def viste(self) -> list[Sak]:
        return [rad.sak for rad in self.barna if not rad.er_bosatt]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rader=self.ordnede_rader(), **kwargs)


class Datoskjema(Skjema):
    dato = Datofelt(label=gettext_lazy("Bosettingsdato"))
    bekreft = forms.BooleanField(label=gettext_lazy("Barnet har flyttet inn i kommunen"))


class EttBarn(Barneside):
    """One child, until settled (404 afterwards)."""

    del_av = "barn under 15 år"
    sak: Sak

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        saker = Sak.objects.bufetats_for(self.bruker).exclude(tilstand=Sakstilstand.BOSATT)
        sak = saker.select_related("person", "kommune", "mottak").filter(person__uuid=kwargs["uuid"]).first()
        if sak is None:
            raise Http404
        self.sak = sak
        return super().dispatch(request, *args, **kwargs)

    def viste(self) -> list[Sak]:
        return [self.sak]

    def sti(self) -> list[Lenke]:
        liste = Lenke(_("Barn under 15 år"), reverse("barn_liste"))
        return [liste, Lenke(_("Sak %(nummer)s") % {"nummer": self.sak.nummer})]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        maal = barn.Barn(self.sak).maal
        return super().get_context_data(
            sak=self.sak,
            identitet=visning.identitet(self.sak),
            merker=[visning.merke(self.sak), *([maal] if maal else [])],
            **kwargs,
        )


class Barnet(EttBarn, Skjemaside):
    """The facts, and the date when the case is søkt ut (B-043)."""

    form_class = Datoskjema
    template_name = "bosetting/bosatt/barn/barn.html"

    def viste(self) -> list[Sak]:
        return [self.sak, *self._folgepersoner()]

    def _folgepersoner(self) -> list[Sak]:
        """Who came with the child is settled with the child."""
        andre = Sak.objects.filter(husstand=self.sak.husstand_id, er_folgeperson=True).uten_skjermede()
        return list(andre.select_related("person").order_by("pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tittel=_("Sak %(nummer)s") % {"nummer": self.sak.nummer},
            opphold=visning.opphold(self.sak),
            folgepersoner=[sak.person.navn for sak in self._folgepersoner()],
            kan_registreres=self.sak.tilstand == Sakstilstand.SOKT_UT,
            avbryt_url=reverse("barn_liste"),
            **kwargs,
        )

    def utfor(self, form: Datoskjema) -> str:
        try:
            services.registrer_bosettingsdato(
                bruker=self.bruker, sak_id=self.sak.pk, dato=form.cleaned_data["dato"], kilde=Kilde.BUFETAT
            )
        except Domenefeil as feil:
            feil.felt = "dato" if feil.felt else None
            raise
        messages.success(self.request, _("Bosettingsdatoen for sak %(nummer)s er lagret.") % {"nummer": self.sak})
        return reverse("barn_liste")
