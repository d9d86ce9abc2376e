"""IMDi's page on overføringsflyktninger, and the notice of arrival. No names."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.ankomst import queries, services, uttrekk
from bosetting.ankomst.forms import Ankomstskjema
from bosetting.person.views.felles import Registreringslesing
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdiside, Sidedelt, Skjemaside, Tekstside


class Reiseside(Imdiside):
    rettighet = Rettighet.SAK_SKRIV

    def sti(self, *lenker: Lenke) -> list[Lenke]:
        liste = Lenke(_("Overføringsflyktninger"), reverse("imdi_overforing") if lenker else "")
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), liste, *lenker]


class Overforing(Registreringslesing, Reiseside, MedUttrekk, Sidedelt, Tekstside):
    template_name = "bosetting/ankomst/liste.html"
    listefil = uttrekk.REISER
    detaljnokkel = ("husstand__nummer", "kan_meldes")
    sortering = Sortering(
        {
            "husstand": ("husstand__nummer",),
            "status": ("forste__tilstand",),
            "kommune": ("forste__kommune__sortering",),
            "fra": ("fra",),
            "til": ("til",),
        },
        standard="til",
        i_minnet=True,
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        nummer, kan_meldes = nokkel
        return reverse("imdi_ankomst", args=[nummer]) if kan_meldes and self.kan_skrive else ""

    def radene(self) -> list[queries.Reise]:
        return queries.reiser()

    def filrader(self) -> list[queries.Reise]:
        """Nobody here is protected: the query says so."""
        return queries.reiser()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Overføringsflyktninger")
        return super().get_context_data(title=tittel, reiser=self.ordnede_rader(), brodsmuler=self.sti(), **kwargs)


class MeldAnkomst(Reiseside, Skjemaside):
    form_class = Ankomstskjema
    template_name = "bosetting/ankomst/meld.html"
    reise: queries.Reise

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reise = queries.reise_for(kwargs["nummer"])
        if reise is None:
            raise Http404
        self.reise = reise
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        meldt = self.reise.ankomst
        return {"dato": meldt.dato, "sted": meldt.sted, "reiserute": meldt.reiserute} if meldt else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reise = self.reise
        tittel = _("Ankomst for husstand %(nummer)s") % {"nummer": reise.husstand.nummer}
        return super().get_context_data(
            title=tittel,
            fakta=[
                Rad(_("Saker"), ", ".join(sak.nummer for sak in reise.saker)),
                Rad(_("Kommune"), reise.forste.kommune),
                Rad(_("Tidligst mulig ankomst"), norsk.dato(reise.fra) if reise.fra else None),
                Rad(_("Innreisefrist"), norsk.dato(reise.til) if reise.til else None),
                Rad(_("Ønsket bosettingsuke"), reise.uke),
            ],
            reise=reise,
            avbryt_url=reverse("imdi_overforing"),
            brodsmuler=self.sti(Lenke(tittel)),
            **kwargs,
        )

    def utfor(self, form: Ankomstskjema) -> str:
        services.meld_ankomst(bruker=self.bruker, husstand=self.reise.husstand, ny=form.ny())
        messages.success(self.request, _("Ankomsten er meldt til kommunen."))
        return reverse("imdi_overforing")
