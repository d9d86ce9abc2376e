"""The kommune sees its quarters, goes through one, and confirms the numbers or says what they should be."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.avstemming import queries, rules, services, visning
from bosetting.avstemming.forms import Bekreftskjema, Stemmerikkeskjema
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.queries import Kvartalsrad
from bosetting.innmelding.views.felles import Innmeldingsside
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside, Tekstside

VIST = 25


class Avstemmingsside(Innmeldingsside):
    """Of cases only the number is shown, so there is no line in the access log."""

    hjelpetema = "avstemme"
    synlig_med = Rettighet.BOSETTINGSDATO_LES

    def sti(self) -> list[Lenke]:
        return [
            Lenke(_("Hjem"), "/"),
            Lenke(self.valgt.visningsnavn, reverse("kommune", args=[self.valgt.nummer])),
            Lenke(_("Avstemming"), reverse("avstemminger", args=[self.valgt.nummer])),
        ]


class Avstemminger(Avstemmingsside, Tekstside):
    rettighet = Rettighet.BOSETTINGSDATO_LES
    template_name = "bosetting/avstemming/liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = [(rad, visning.merke(rad)) for rad in queries.kvartalsrader(self.valgt)]
        return super().get_context_data(rader=rader, **kwargs)


class _EttKvartal(Avstemmingsside, Skjemaside):
    rad: Kvartalsrad

    def finn(self) -> None:
        kvartal = Kvartal(self.kwargs["aar"], self.kwargs["nr"])
        if kvartal not in ferdige():
            raise Http404
        self.rad = queries.kvartalsrad(self.valgt, kvartal)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_svare(self.bruker, self.valgt.pk))
        return super().post(request, *args, **kwargs)

    def adresse(self, navn: str = "avstemming") -> str:
        return reverse(navn, args=[self.valgt.nummer, self.rad.kvartal.aar, self.rad.kvartal.nr])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rad": self.rad}

    def form_valid(self, form: Bekreftskjema) -> HttpResponse:
        """Another number than the one that was seen is shown first, and not answered (409)."""
        if form.er_sett():
            return super().form_valid(form)
        form.vis_paa_nytt()
        return self.render_to_response(self.get_context_data(form=form, endret_imens=True), status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rad=self.rad, maaneder=visning.maaneder(self.rad), summen=visning.sum_(self.rad), **kwargs
        )


class Avstemming(_EttKvartal):
    """W-02: number per month, who is søkt ut without a date, what does not add up; and one button."""

    rettighet = Rettighet.BOSETTINGSDATO_LES
    template_name = "bosetting/avstemming/avstemming.html"
    form_class = Bekreftskjema

    def sti(self) -> list[Lenke]:
        return [*super().sti(), Lenke(str(self.rad.kvartal))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uten_dato = queries.uten_dato(self.bruker, self.valgt, self.rad.kvartal)
        avstemming = self.rad.avstemming
        return super().get_context_data(
            merker=[visning.merke(self.rad)],
            uten_dato=list(uten_dato[:VIST]),
            avvik=list(queries.med_avvik(self.bruker, self.valgt, self.rad.kvartal)[:VIST]),
            kan_svare=rules.kan_svare(self.bruker, self.valgt.pk),
            stemmer_ikke_url=self.adresse("avstemming_stemmer_ikke"),
            hendelser=hendelser.panel(avstemming, self.bruker) if avstemming else [],
            **kwargs,
        )

    def utfor(self, form: Bekreftskjema) -> str:
        services.bekreft_avstemming(
            bruker=self.bruker, kommune=self.valgt, kvartal=self.rad.kvartal, avtrykk=form.cleaned_data["avtrykk"]
        )
        messages.success(self.request, _("Tallene for %(kvartal)s er bekreftet.") % {"kvartal": self.rad.kvartal})
        return self.adresse()


class StemmerIkke(_EttKvartal):
    rettighet = Rettighet.BOSETTINGSDATO_SKRIV
    tittel = gettext_lazy("Tallene stemmer ikke")
    template_name = "bosetting/avstemming/stemmer_ikke.html"
    form_class = Stemmerikkeskjema

    def finn(self) -> None:
        super().finn()
        tilgang.krev(rules.kan_svare(self.bruker, self.valgt.pk))

    def sti(self) -> list[Lenke]:
        return [*super().sti(), Lenke(str(self.rad.kvartal), self.adresse())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=self.adresse(), **kwargs)

    def utfor(self, form: Stemmerikkeskjema) -> str:  # type: ignore[override]
        svar = services.meld_avstemming(
            bruker=self.bruker,
            kommune=self.valgt,
            kvartal=self.rad.kvartal,
            avtrykk=form.cleaned_data["avtrykk"],
            egne=form.egne(),
        )
        assert svar.henvendelse is not None
        tekst = _("IMDi har fått tallene deres i henvendelse %(nummer)s, og svarer der.")
        messages.success(self.request, tekst % {"nummer": svar.henvendelse.nummer})
        return self.adresse()
