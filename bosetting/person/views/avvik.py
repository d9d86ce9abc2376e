"""Avvik at IMDi: the queue, the oldest first, one avvik and the case it is about, and what is done with it (W-06).

Support clears avvik too and has no right to persons, so these pages name cases by number, never anybody by name.
"""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import queries, services, uttrekk, visning
from bosetting.person.avviksskjema import Lukkskjema, Nyttavvik
from bosetting.person.forms import Avviksfilter
from bosetting.person.models import Avvik, Sak
from bosetting.person.states import Avviksslag
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdilesing, Sidedelt, Skjemaside, Tekstside


class Avviksside(Imdilesing):
    rettighet = imdi_rettighet = Rettighet.AVVIK_LES
    skriverett = Rettighet.AVVIK_SKRIV

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            brodsmuler=[Lenke(_("Arbeidsflate"), reverse("admin:index")), *self.sti()],
            personopplysninger=True,
            **kwargs,
        )

    def sti(self, *ledd: Lenke) -> list[Lenke]:
        return [Lenke(_("Avvik"), reverse("imdi_avvik") if ledd else ""), *ledd]


class Avvikskoen(Avviksside, MedUttrekk, Sidedelt, Tekstside):
    """Cases by number, never by name: no look to log but when they are taken out."""

    template_name = "bosetting/person/avvik_ko.html"
    lagres = ("vis",)
    listefil = uttrekk.AVVIK
    detaljside, detaljnokkel = "imdi_avviket", ("pk",)
    sortering = Sortering(
        {
            "sak": ("sak__nummer",),
            "kommune": ("kommune__sortering",),
            "slag": ("slag",),
            "apnet": ("aapnet_tid",),
            "ansvarlig": ("ansvarlig__navn",),
        }
    )

    def radene(self) -> QuerySet[Avvik]:
        return queries.avvik_i_ko(self.bruker, self.filter.valgt)

    @cached_property
    def filter(self) -> Avviksfilter:
        return Avviksfilter(self.request.GET)

    def filrader(self) -> QuerySet[Avvik]:
        return self.radene().filter(sak__in=Sak.objects.uten_skjermede())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vis = self.filter.valgt
        side = self.side_av(self.radene())
        rader = [(en, uttrekk.dager_siden(en)) for en in side]
        faner = self.filter.faner(reverse("imdi_avvik"))
        return super().get_context_data(
            title=self.listetittel(), side=side, rader=rader, vis=vis, faner=faner, **kwargs
        )


class _Ettavvik(Avviksside):
    avvik: Avvik

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rader = queries.avvik_i_ko(self.bruker, "alle").select_related("sak__person", "sak__mottak", "sak__kommune")
        self.avvik = get_object_or_404(rader, pk=self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class Avviket(_Ettavvik, Tekstside):
    """The avvik, and how far its case has come. One case's facts on a page of their own are a look, so it is logged."""

    template_name = "bosetting/person/avviket.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.LESE,
            person_id=self.avvik.sak.person_id,
            saksnummer=self.avvik.sak.nummer,
            kommune_id=self.avvik.sak.kommune_id,
            del_av=_("Avvik"),
            gradering=self.avvik.sak.person.gradering,
            formaal=_("Avvik i saken"),
            beskrivelse=_("Åpnet et avvik i saken."),
        )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.tittel(),
            avvik=self.avvik,
            om_avviket=visning.avviksrader(self.avvik),
            om_saken=visning.avvikssak(self.avvik.sak),
            leser_saker=tilgang.har_imdi(self.bruker, Rettighet.SAK_LES),
            er_min=self.avvik.ansvarlig_id == self.bruker.pk,
            **kwargs,
        )

    def tittel(self) -> str:
        return _("Avvik i sak %(sak)s") % {"sak": self.avvik.sak}

    def sti(self, *ledd: Lenke) -> list[Lenke]:
        return super().sti(Lenke(self.tittel()))


class NyttAvvik(Avviksside, Skjemaside):
    """On a case by its number: a protected person's is as unknown here as one that does not exist (B-095)."""

    rettighet = Rettighet.AVVIK_SKRIV
    form_class = Nyttavvik
    template_name = "bosetting/person/avvik_nytt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Åpne avvik"), avbryt_url=reverse("imdi_avvik"), **kwargs)

    def sti(self, *ledd: Lenke) -> list[Lenke]:
        return super().sti(Lenke(_("Åpne avvik")))

    def utfor(self, form: Nyttavvik) -> str:
        data = form.cleaned_data
        sak = queries.avvikssak(data["saksnummer"], self.bruker)
        if sak is None:
            raise Domenefeil("ukjent_sak", _("Vi finner ingen sak med dette nummeret."), felt="saksnummer")
        avvik = services.apne_avvik(
            bruker=self.bruker, sak=sak, beskrivelse=data["beskrivelse"], slag=Avviksslag(data["slag"])
        )
        messages.success(self.request, _("Avviket i sak %(sak)s er åpnet.") % {"sak": sak})
        return reverse("imdi_avviket", args=[avvik.pk])


class TaAvvik(_Ettavvik):
    rettighet = Rettighet.AVVIK_SKRIV

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        services.ta_avvik(bruker=self.bruker, avvik_id=pk)
        messages.success(request, _("Du er ansvarlig for avviket i sak %(sak)s.") % {"sak": self.avvik.sak})
        return redirect("imdi_avvik")


class LukkAvvik(_Ettavvik, Skjemaside):
    rettighet = Rettighet.AVVIK_SKRIV
    tittel = gettext_lazy("Lukk avviket")
    form_class = Lukkskjema
    template_name = "bosetting/person/avvik_lukk.html"

    def sti(self, *ledd: Lenke) -> list[Lenke]:
        return super().sti(Lenke(str(self.tittel)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.tittel, avvik=self.avvik, avbryt_url=reverse("imdi_avvik"), **kwargs)

    def utfor(self, form: Lukkskjema) -> str:
        services.lukk_avvik(bruker=self.bruker, avvik=self.avvik, grunn=form.cleaned_data["grunn"])
        messages.success(self.request, _("Avviket i sak %(sak)s er lukket.") % {"sak": self.avvik.sak})
        return reverse("imdi_avvik")
