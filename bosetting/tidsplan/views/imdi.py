"""IMDi asks for tidsplaner, sees who has answered, and reminds the others."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning.views.purreside import Purreside
from bosetting.tidsplan import queries, rules, services
from bosetting.tidsplan.forms import Foresporselskjema, Purreskjema
from bosetting.tidsplan.models import Tidsplanforesporsel
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke, Merke, Nokkeltall
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.views import BareImdi, Sidedelt, Skjemaside, Tekstside


class Imdileser(BareImdi):
    """What a page writes it names in `rettighet`."""

    imdi_rettighet = Rettighet.INNMELDING_LES

    def brodsmuler(self, *ledd: Lenke) -> list[Lenke]:
        hjem = Lenke(_("Arbeidsflate"), reverse("admin:index"))
        return [hjem, Lenke(_("Tidsplaner"), reverse("imdi_tidsplaner") if ledd else ""), *ledd]


class Tidsplaner(Imdileser, Tekstside):
    """Everything that was ever asked, newest first."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/tidsplan/imdi/liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=_("Tidsplaner"),
            brodsmuler=self.brodsmuler(),
            rader=[(en, periode(en)) for en in queries.foresporsler()],
            kan_skrive=rules.kan_be_om_tidsplan(self.bruker),
            **kwargs,
        )


class NyTidsplan(Imdileser, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    template_name = "bosetting/tidsplan/imdi/ny.html"
    form_class = Foresporselskjema

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Be om tidsplan")
        return super().get_context_data(
            title=tittel, brodsmuler=self.brodsmuler(Lenke(tittel)), avbryt_url=reverse("imdi_tidsplaner"), **kwargs
        )

    def utfor(self, form: Foresporselskjema) -> str:
        ny = form.ny()
        foresporsel = services.be_om_tidsplan(bruker=self.bruker, ny=ny)
        antall = len(ny.kommune_ider)
        tekst = ngettext("%(n)d kommune er bedt om tidsplan.", "%(n)d kommuner er bedt om tidsplan.", antall)
        messages.success(self.request, tekst % {"n": antall})
        return reverse("imdi_tidsplan", args=[foresporsel.pk])


class _EnTidsplan(Imdileser):
    foresporsel: Tidsplanforesporsel

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.foresporsel = get_object_or_404(Tidsplanforesporsel, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def adresse(self) -> str:
        return reverse("imdi_tidsplan", args=[self.foresporsel.pk])


class EnTidsplan(_EnTidsplan, Sidedelt, Tekstside):
    """Who has answered, and how many they have planned for."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/tidsplan/imdi/svar.html"
    sortering = Sortering(
        {
            "kommune": ("svar__kommune__sortering",),
            "fylke": ("svar__kommune__fylke__navn",),
            "meldt": ("meldt",),
            "svart": ("svar__besvart_tid",),
            "purret": ("svar__purret_tid",),
        },
        standard="kommune",
        i_minnet=True,
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = queries.svarene(self.foresporsel)
        besvart = sum(rad.svar.besvart_tid is not None for rad in rader)
        tittel = _("Svar om tidsplan")
        return super().get_context_data(
            title=tittel,
            brodsmuler=self.brodsmuler(Lenke(tittel)),
            foresporsel=self.foresporsel,
            periode=periode(self.foresporsel),
            tall=[
                Nokkeltall(norsk.tall(len(rader)), _("kommuner spurt")),
                Nokkeltall(norsk.tall(besvart), _("har svart")),
                Nokkeltall(norsk.tall(sum(rad.meldt for rad in rader)), _("plasser meldt inn i perioden")),
            ],
            rader=[(rad, _merke(rad)) for rad in self.sortert(rader)],
            alle_valgt=self.request.GET.get("velg") == "alle",
            kan_skrive=rules.kan_be_om_tidsplan(self.bruker) and besvart < len(rader),
            **kwargs,
        )


class Purring(_EnTidsplan, Purreside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Purreskjema
    felt = "svar"
    template_name = "bosetting/anmodning/purring.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "foresporsel": self.foresporsel}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Purr kommunene")
        sti = self.brodsmuler(Lenke(_("Svar om tidsplan"), self.adresse), Lenke(tittel))
        return super().get_context_data(title=tittel, brodsmuler=sti, avbryt_url=self.adresse, **kwargs)

    def sett_over(self, valgte: Any) -> dict[str, Any]:
        return {"valgte": list(valgte), "undertittel": ""}

    def utfor(self, form: Purreskjema) -> str:
        ider = [rad.pk for rad in form.cleaned_data["svar"]]
        purret = services.purr(bruker=self.bruker, foresporsel=self.foresporsel, svar_ider=ider)
        self.si_fra(len(purret))
        if uten := len(ider) - len(purret):
            tekst = ngettext(
                "%(n)d kommune har ingen brukere å varsle.", "%(n)d kommuner har ingen brukere å varsle.", uten
            )
            messages.warning(self.request, tekst % {"n": uten})
        return self.adresse


def periode(foresporsel: Tidsplanforesporsel) -> str:
    fra, til = (norsk.uke_med_dager(dag) for dag in (foresporsel.fra_mandag, foresporsel.til_mandag))
    return _("%(fra)s til %(til)s") % {"fra": fra, "til": til.lower()}


def _merke(rad: queries.Svarrad) -> Merke:
    if rad.svar.besvart_tid:
        return Merke(_("Har svart"), "success")
    return Merke(_("Over fristen"), "danger") if rad.er_sen else Merke(_("Venter på svar"), "info")
