"""W-15: IMDi's pages for the translations of letters to persons. Nobody's letter is shown here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.brev import oversettelsesvisning, oversetting, rules
from imdinett.brev.forms import Oversettelsesgodkjenning, Oversettelsesskjema, Oversettelsestrekk
from imdinett.brev.models import Oversettelse
from imdinett.brev.oversettbar import Oversettbart, finn, norsk
from imdinett.brev.sprak import SPRAK, Sprak
from imdinett.brev.states import Oversettelsestilstand
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser, nedlasting
from imdinett.web.views import Imdiside, Skjemaside, Tekstside


class Oversettelser(Imdiside, Tekstside):
    """Every letter in every language: what is there, what is missing, what is out of date."""

    rettighet = Rettighet.BREVKO_SKRIV
    template_name = "imdinett/brev/oversettelser.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aapne = Oversettelse.objects.all().synlig_for(self.bruker).apne()
        return super().get_context_data(
            title=_("Oversettelser av brev"), **oversettelsesvisning.oversikt(aapne), **kwargs
        )


class _Oversettelsesside(Imdiside):
    """One letter in one language; 404 where there is no such letter or language."""

    rettighet = Rettighet.BREVKO_SKRIV
    slag: Oversettbart
    sprak: Sprak

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        slag, sprak = finn(self.kwargs["slag"]), SPRAK.get(self.kwargs["sprak"])
        if slag is None or sprak is None:
            raise Http404
        self.slag, self.sprak = slag, sprak
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def versjoner(self) -> list[Oversettelse]:
        rader = Oversettelse.objects.all().synlig_for(self.bruker).av(self.slag.kode, self.sprak.kode)
        return list(rader.defer("prove").select_related("skrevet_av", "godkjent_av", "trukket_av"))

    def i_tilstand(self, tilstand: Oversettelsestilstand) -> Oversettelse | None:
        return next((en for en in self.versjoner if en.tilstand == tilstand), None)

    @property
    def utkast(self) -> Oversettelse | None:
        return self.i_tilstand(Oversettelsestilstand.UTKAST)

    @property
    def i_bruk(self) -> Oversettelse | None:
        return self.i_tilstand(Oversettelsestilstand.GODKJENT)

    @property
    def trukket(self) -> Oversettelse | None:
        """The last one that was in use, when it was taken back and nothing has taken its place."""
        nyeste = next((en for en in self.versjoner if en.tilstand != Oversettelsestilstand.UTKAST), None)
        return nyeste if nyeste and nyeste.tilstand == Oversettelsestilstand.TRUKKET else None

    @property
    def adresse(self) -> str:
        return reverse("oversettelse", args=[self.slag.kode, self.sprak.kode])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        navn = {"brev": self.slag.navn, "sprak": self.sprak.tekst}
        egne = {"title": _("%(brev)s på %(sprak)s") % navn, "slag": self.slag, "sprak": self.sprak}
        egne |= {"norsk": norsk(self.slag.kode), "adresse": self.adresse}
        return super().get_context_data(**{**kwargs, **egne})


class EnOversettelse(_Oversettelsesside, Tekstside):
    template_name = "imdinett/brev/oversettelse.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utkast, i_bruk, trukket = self.utkast, self.i_bruk, self.trukket
        egne = Oversettelse.objects.all().synlig_for(self.bruker)
        nyeste = utkast or i_bruk or trukket
        return super().get_context_data(
            utkast=oversettelsesvisning.vist(utkast, self.slag) if utkast else None,
            i_bruk=oversettelsesvisning.vist(i_bruk, self.slag) if i_bruk else None,
            trukket=oversettelsesvisning.vist(trukket, self.slag) if trukket else None,
            versjoner=self.versjoner,
            har_prove=egne.med_prove(self.slag.kode, self.sprak.kode),
            kan_godkjenne=utkast is not None and rules.kan_godkjenne(self.bruker, utkast),
            kan_trekke=i_bruk is not None and rules.kan_trekke(self.bruker, i_bruk),
            hendelser=hendelser.panel(nyeste, self.bruker) if nyeste else [],
            **kwargs,
        )


class Skriv(_Oversettelsesside, Skjemaside):
    template_name = "imdinett/brev/oversettelse_skriv.html"
    form_class = Oversettelsesskjema

    def get_initial(self) -> dict[str, Any]:
        """The draft, or what is or was in use; else the Norwegian text to write over."""
        kilde = self.utkast or self.i_bruk or self.trukket
        revisjon = self.utkast.revisjon if self.utkast else 0
        if kilde is None:
            return {"tekst": norsk(self.slag.kode).tekst, "revisjon": revisjon}
        return {navn: getattr(kilde, navn) for navn in ("tittel", "forbehold", "tekst")} | {"revisjon": revisjon}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.skriv_paa(self.sprak)
        return form

    def utfor(self, form: Oversettelsesskjema) -> str:
        hva = {"slag": self.slag.kode, "sprak": self.sprak.kode}
        revisjon = form.cleaned_data["revisjon"] or 0
        oversetting.skriv(bruker=self.bruker, **hva, ny=form.innhold(), revisjon=revisjon)
        messages.success(self.request, _("Utkastet er lagret. En annen må lese og godkjenne det."))
        return self.adresse


class Godkjenn(_Oversettelsesside, Skjemaside):
    template_name = "imdinett/brev/oversettelse_godkjenn.html"
    form_class = Oversettelsesgodkjenning

    def get_initial(self) -> dict[str, Any]:
        return {"revisjon": self.utkast.revisjon if self.utkast else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utkast, egne = self.utkast, Oversettelse.objects.all().synlig_for(self.bruker)
        return super().get_context_data(
            utkast=oversettelsesvisning.vist(utkast, self.slag) if utkast else None,
            har_prove=egne.med_prove(self.slag.kode, self.sprak.kode),
            kan_godkjenne=utkast is not None and rules.kan_godkjenne(self.bruker, utkast),
            **kwargs,
        )

    def utfor(self, form: Oversettelsesgodkjenning) -> str:
        hva = {"slag": self.slag.kode, "sprak": self.sprak.kode}
        oversetting.godkjenn(bruker=self.bruker, **hva, revisjon=form.cleaned_data["revisjon"])
        messages.success(self.request, _("Oversettelsen er godkjent og følger med nye brev."))
        return self.adresse


class Trekk(_Oversettelsesside, Skjemaside):
    template_name = "imdinett/brev/oversettelse_trekk.html"
    form_class = Oversettelsestrekk

    def get_initial(self) -> dict[str, Any]:
        return {"versjon": self.i_bruk.versjon if self.i_bruk else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        i_bruk, egne = self.i_bruk, Oversettelse.objects.all().synlig_for(self.bruker)
        return super().get_context_data(
            i_bruk=oversettelsesvisning.vist(i_bruk, self.slag) if i_bruk else None,
            har_prove=egne.med_prove(self.slag.kode, self.sprak.kode),
            kan_trekke=i_bruk is not None and rules.kan_trekke(self.bruker, i_bruk),
            **kwargs,
        )

    def utfor(self, form: Oversettelsestrekk) -> str:
        oversetting.trekk(bruker=self.bruker, slag=self.slag.kode, sprak=self.sprak.kode, **form.cleaned_data)
        messages.success(self.request, _("Oversettelsen er trukket tilbake og følger ikke med nye brev."))
        return self.adresse


class Prove(_Oversettelsesside):
    """The letter with example values, as it was drawn."""

    def get(self, request: HttpRequest, versjon: int, **kwargs: Any) -> HttpResponse:
        rader = Oversettelse.objects.all().synlig_for(self.bruker).av(self.slag.kode, self.sprak.kode)
        rad = get_object_or_404(rader.exclude(prove=None), versjon=versjon)
        hode = nedlasting.hode(f"prove-{self.slag.kode}-{self.sprak.kode}-{versjon}.pdf", vises=True)
        return HttpResponse(bytes(rad.prove or b""), content_type="application/pdf", headers=hode)
