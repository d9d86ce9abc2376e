"""The computation of one round: its criteria, its variants, and two or more of them side by side."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning.modell import queries, visning
from bosetting.anmodning.modell.forms import Kriterieskjema, Variantskjema
from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.modell.services import varianter, verdier
from bosetting.anmodning.views.enrunde import Enrunde, adresse
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.skjema import Skjema
from imdinett.web.views import Skjemaside, Tekstside


class Modellunderside(Enrunde):
    """A page below the computation of the round."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        sti = kontekst["brodsmuler"]
        if kontekst["avbryt_url"] == adresse("anmodningsrunde", self.runde):
            kontekst["avbryt_url"] = adresse("anmodningsmodell", self.runde)
        lenke = Lenke(_("Beregning"), adresse("anmodningsmodell", self.runde))
        kontekst["brodsmuler"] = [*sti[:3], lenke, *sti[3:]]
        return kontekst


class Envariant(Modellunderside):
    """The variant in the address."""

    @cached_property
    def variant(self) -> Variant:
        variant: Variant = get_object_or_404(
            self.runde.varianter.select_related("opprettet_av", "brukt_av"), pk=self.kwargs["pk"]
        )
        variant.runde = self.runde
        return variant

    def variantadresse(self, navn: str = "anmodningsvariant") -> str:
        return reverse(navn, args=[self.runde.aar, self.runde.versjon, self.variant.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(variant=self.variant, **kwargs)
        sti = kontekst["brodsmuler"]
        kontekst["brodsmuler"] = [*sti[:4], Lenke(str(self.variant), self.variantadresse()), *sti[4:]]
        kontekst["avbryt_url"] = self.variantadresse()
        return kontekst


class Modellside(Enrunde, Tekstside):
    """The criteria with their values, and the variants with their sums."""

    rettighet = Rettighet.IMDI_ADMIN
    krever_utkast = False
    undertittel = gettext_lazy("Beregning")
    template_name = "bosetting/anmodning/modell/side.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = queries.rundedata(self.runde)
        rader = [
            {"regnet": en, "merker": visning.variantmerker(en.variant)}
            for en in queries.regn(data, list(self.runde.varianter.select_related("opprettet_av")))
        ]
        return super().get_context_data(kriterier=visning.kriterierader(data), varianter=rader, **kwargs)


class NyVariant(Modellunderside, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Variantskjema
    undertittel = gettext_lazy("Ny variant")
    template_name = "bosetting/anmodning/modell/ny_variant.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "varianter": self.runde.varianter.all()}

    def utfor(self, form: Variantskjema) -> str:
        variant = varianter.lag_variant(
            bruker=self.bruker, runde=self.runde, navn=form.cleaned_data["navn"], fra=form.cleaned_data.get("fra")
        )
        return reverse("anmodningsvariant", args=[self.runde.aar, self.runde.versjon, variant.pk])


class HentVerdier(Modellunderside, Skjemaside):
    """The figures that the product holds, as they are today."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Skjema
    http_method_names = ["post"]

    def utfor(self, form: Skjema) -> str:
        verdier.hent_verdier(bruker=self.bruker, runde=self.runde)
        messages.success(self.request, _("Folketall og forrige anmodning er hentet på nytt."))
        return adresse("anmodningsmodell", self.runde)


class NyttKriterium(Modellunderside, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Kriterieskjema
    undertittel = gettext_lazy("Nytt kriterium")
    template_name = "bosetting/anmodning/modell/nytt_kriterium.html"

    def utfor(self, form: Kriterieskjema) -> str:
        kriterium = verdier.legg_til_kriterium(bruker=self.bruker, runde=self.runde, nytt=form.nytt())
        return reverse("anmodningsmodell_verdier", args=[self.runde.aar, self.runde.versjon, kriterium.kode])


class Sammenligning(Modellunderside, Tekstside):
    """W-12, what-if: the stored variants that were ticked, side by side; all of them when none was."""

    rettighet = Rettighet.IMDI_ADMIN
    krever_utkast = False
    undertittel = gettext_lazy("Sammenlign varianter")
    template_name = "bosetting/anmodning/modell/sammenlign.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = list(self.runde.varianter.all())
        onsket = set(self.request.GET.getlist("variant"))
        valgte = [en for en in alle if str(en.pk) in onsket] or alle
        regnede = queries.regn(queries.rundedata(self.runde), valgte)
        return super().get_context_data(
            regnede=regnede,
            alle=[{"variant": en, "valgt": en in valgte} for en in alle],
            rader=visning.sammenlign(regnede),
            vekter=visning.vektrader(regnede),
            **kwargs,
        )
