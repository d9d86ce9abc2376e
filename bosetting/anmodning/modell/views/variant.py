"""One variant: its numbers kommune by kommune, its weights, what is said of one kommune, and into the round."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.anmodning.modell import queries, rules, visning
from bosetting.anmodning.modell.forms import Brukskjema, Kommuneskjema, Vektskjema
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.modell.views.side import Envariant
from bosetting.anmodning.views.enrunde import adresse
from imdinett.kommune.models import Kommune
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Rad
from imdinett.web.views import Skjemaside, Tekstside


class Variantside(Envariant, Tekstside):
    """W-12: each criterion's part, the computed number, and what goes into the round."""

    rettighet = Rettighet.IMDI_ADMIN
    krever_utkast = False
    template_name = "bosetting/anmodning/modell/variant.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regnet = queries.regn(queries.rundedata(self.runde), [self.variant])[0]
        kontekst = super().get_context_data(
            regnet=regnet,
            merker=visning.variantmerker(self.variant),
            tall=visning.nokkeltall(regnet),
            merknader=visning.merknader(regnet),
            deloverskrifter=visning.deloverskrifter(regnet),
            rader=visning.kommunerader(regnet),
            kan_slette=self.er_utkast and rules.kan_slette(self.bruker, self.variant),
            **kwargs,
        )
        return {**kontekst, "title": str(self.variant)}


class Vektside(Envariant, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Vektskjema
    undertittel = gettext_lazy("Endre vektene")
    template_name = "bosetting/anmodning/modell/vekter.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kriterier": self.runde.rundekriterier.all()}

    def get_initial(self) -> dict[str, Any]:
        return Vektskjema.verdier(self.variant, self.variant.vekter.all())

    def utfor(self, form: Vektskjema) -> str:
        varianter.endre_vekter(
            bruker=self.bruker, variant=self.variant, endret_nr=form.cleaned_data["endret_nr"], valg=form.valg()
        )
        return self.variantadresse()


class Kommunevalgside(Envariant, Skjemaside):
    """Left out, asked for EM, or a number by hand; the computed one stands beside."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Kommuneskjema
    template_name = "bosetting/anmodning/modell/kommune.html"

    @cached_property
    def kommune_valgt(self) -> Kommune:
        kommune: Kommune = get_object_or_404(Kommune.objects.gyldige(), nummer=self.kwargs["nummer"])
        return kommune

    def get_initial(self) -> dict[str, Any]:
        return Kommuneskjema.verdier(self.variant, self.variant.valg.filter(kommune=self.kommune_valgt).first())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regnet = queries.regn(queries.rundedata(self.runde), [self.variant])[0]
        rad = regnet.beregning.rader[self.kommune_valgt.nummer] if regnet.beregning else None
        fakta = [
            Rad(_("Beregnet av modellen nå"), visning.antall(rad.antall, rad.em) if rad else _("Ikke beregnet")),
            Rad(_("Folketall"), norsk.tall(self.kommune_valgt.folketall)),
        ]
        kontekst = super().get_context_data(fakta=fakta, feil=regnet.feil, **kwargs)
        return {**kontekst, "title": str(self.kommune_valgt)}

    def utfor(self, form: Kommuneskjema) -> str:
        varianter.endre_kommune(
            bruker=self.bruker,
            variant=self.variant,
            endret_nr=form.cleaned_data["endret_nr"],
            kommune=self.kommune_valgt,
            valg=form.valg(),
        )
        messages.success(self.request, _("Valget for %(kommune)s er lagret.") % {"kommune": self.kommune_valgt})
        return self.variantadresse()


class Brukside(Envariant, Skjemaside):
    """The check page before the draft's numbers are replaced by the variant's."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Brukskjema
    undertittel = gettext_lazy("Bruk i runden")
    template_name = "bosetting/anmodning/modell/bruk.html"

    def get_initial(self) -> dict[str, Any]:
        return {"endret_nr": self.variant.endret_nr}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regnet = queries.regn(queries.rundedata(self.runde), [self.variant])[0]
        return super().get_context_data(
            regnet=regnet,
            tall=visning.nokkeltall(regnet),
            merknader=visning.merknader(regnet),
            har_tall=self.runde.anmodninger.exists(),
            **kwargs,
        )

    def utfor(self, form: Brukskjema) -> str:
        antall = varianter.bruk_variant(
            bruker=self.bruker, variant=self.variant, endret_nr=form.cleaned_data["endret_nr"]
        )
        tekst = ngettext(
            "Runden er fylt fra varianten. Tallet for %(n)d kommune ble endret.",
            "Runden er fylt fra varianten. Tallene for %(n)d kommuner ble endret.",
            antall,
        )
        messages.success(self.request, tekst % {"n": antall})
        return adresse("anmodningsrunde", self.runde)


class Slettside(Envariant, Skjemaside):
    """The check page before one's own variant is gone."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Brukskjema
    undertittel = gettext_lazy("Slett varianten")
    template_name = "bosetting/anmodning/modell/slett.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        varianter.krev_kan_slettes(self.bruker, self.variant)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"endret_nr": self.variant.endret_nr}

    def utfor(self, form: Brukskjema) -> str:
        varianter.slett_variant(bruker=self.bruker, variant=self.variant, endret_nr=form.cleaned_data["endret_nr"])
        messages.success(self.request, _("Varianten «%(navn)s» er slettet.") % {"navn": self.variant.navn})
        return adresse("anmodningsmodell", self.runde)
