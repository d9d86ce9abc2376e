"""The kommuner: a list for those who follow several, and an overview of one."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bosetting.rapport import kommuneuttrekk
from bosetting.rapport.queries import kommuner as queries
from bosetting.rapport.queries.kommuner import Oversikt
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.kommune.queries import UkjentKommune, kommune_med
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import diagram, norsk
from imdinett.web.diagram import Plassbar
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.skjema import Skjema
from imdinett.web.views import Liste, Tekstside


class Kommunefilter(Skjema):
    sok = forms.CharField(required=False, max_length=60)
    fylke = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, fylker: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sok"].label = _("Navn eller nummer")
        felt = self.fields["fylke"]
        assert isinstance(felt, forms.ChoiceField)
        felt.label, felt.choices = _("Fylke"), [("", _("Alle")), *fylker]


class Kommuner(MedUttrekk, Liste):
    """Those with one kommune go straight to it."""

    rettighet = Rettighet.KOMMUNE_LES
    template_name = "bosetting/rapport/kommuner.html"
    lagres = ("fylke",)
    listefil = kommuneuttrekk.KOMMUNER
    # The name of a kommune is nobody's.
    adressevalg = ("sok",)
    detaljside, detaljnokkel = "kommune", ("nummer",)
    sortering = Sortering(
        {"kommune": ("sortering",), "nummer": ("nummer",), "fylke": ("fylke__navn",)}, standard="kommune"
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        synlige = queries.synlige_kommuner(self.bruker)[:2]
        if len(synlige) == 1:
            return redirect("kommune", synlige[0].nummer)
        return super().get(request, *args, **kwargs)

    @cached_property
    def filter(self) -> Kommunefilter:
        fylker = queries.synlige_kommuner(self.bruker).order_by("fylke").values_list("fylke_id", "fylke__navn")
        return Kommunefilter(self.request.GET, fylker=list(fylker.distinct()))

    def filrader(self) -> list[queries.Listerad]:
        return queries.liste(list(self.ordnede_rader()[: settings.LISTEUTTREKK_MAKS_RADER + 1]), self.bruker)

    def get_queryset(self) -> Any:
        qs = queries.synlige_kommuner(self.bruker)
        if self.filter.is_valid():
            if sok := self.filter.cleaned_data["sok"].strip():
                qs = queries.med_navn(qs, sok)
            if fylke := self.filter.cleaned_data["fylke"]:
                qs = qs.filter(fylke=fylke)
        return qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "filter": self.filter,
            "rader": queries.liste(list(kontekst["object_list"]), self.bruker),
            "aar": str(klokke.today().year),
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Kommuner"))],
        }


class Kommuneoversikt(Tekstside):
    """Outside the reader's kommuner is 404. An old number leads to the kommune of today."""

    rettighet = Rettighet.KOMMUNE_LES
    template_name = "bosetting/rapport/kommune.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nummer = self.kwargs["nummer"]
        kommune = queries.synlige_kommuner(self.bruker).filter(nummer=nummer).first()
        if kommune is None:
            return redirect("kommune", self._of_today(nummer).nummer)
        return self.render_to_response(self.get_context_data(oversikt=queries.oversikt(kommune, self.bruker)))

    def _of_today(self, nummer: str) -> Kommune:
        synlige = queries.synlige_kommuner(self.bruker)
        try:
            pk = kommune_med(nummer).pk
        except UkjentKommune:
            pk = 0
        return get_object_or_404(synlige.exclude(nummer=nummer), pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        oversikt: Oversikt = kwargs["oversikt"]
        kommune = oversikt.kommune
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Kommuner"), reverse("kommuner")), Lenke(str(kommune))]
        kan_skrive = tilgang.har(self.bruker, Rettighet.KONTAKT_SKRIV, kommune.pk)
        return super().get_context_data(
            brodsmuler=sti,
            aar=str(klokke.today().year),
            fakta=facts(kommune),
            kontaktrader=contact(oversikt.kontakt) if oversikt.kontakt else None,
            plasser=places(oversikt),
            kontakt_url=_address("kommune_kontakt", kommune),
            kontakt_tekst=_("Rett kontaktinformasjonen") if kan_skrive else _("Se historikken"),
            lenker=self._links(kommune),
            **kwargs,
        )

    def _links(self, kommune: Kommune) -> list[Lenke]:
        ut = []
        if tilgang.har(self.bruker, Rettighet.ANMODNING_LES, kommune.pk):
            ut.append(Lenke(_("Anmodninger, vedtak og plasser"), _address("kommune_anmodninger", kommune)))
        if tilgang.har(self.bruker, Rettighet.INNMELDING_LES, kommune.pk):
            ut.append(Lenke(_("Innmeldinger"), _address("kommune_innmeldinger", kommune)))
            aar, _uke = klokke.isouke(klokke.today())
            ut.append(Lenke(_("Antall plasser uke for uke"), reverse("antall_plasser", args=[kommune.nummer, aar])))
            ut.append(Lenke(_("Når kommer flyktningene?"), reverse("kommune_status", args=[kommune.nummer])))
        if tilgang.har(self.bruker, Rettighet.BOSETTINGSDATO_LES, kommune.pk):
            ut.append(Lenke(_("Avstemming av bosatte"), _address("avstemminger", kommune)))
        ut.append(Lenke(_("Skole, helse og arbeid"), _address("kommuneprofil", kommune)))
        ut.append(Lenke(_("Avtalt selvbosetting"), _address("selvbosettingsregel", kommune)))
        if tilgang.har(self.bruker, Rettighet.RAPPORT_LES):
            ut.append(Lenke(_("Rapport for alle kommuner"), reverse("rapport_anmodning_vedtak")))
        return [lenke for lenke in ut if lenke.url]


def _address(navn: str, kommune: Kommune) -> str:
    """A page that is not there has no link (decision 41)."""
    try:
        return reverse(navn, args=[kommune.nummer])
    except NoReverseMatch:
        return ""


def facts(kommune: Kommune) -> list[Rad]:
    folketall = None
    if kommune.folketall is not None and kommune.folketall_dato is not None:
        tall = {"antall": norsk.tall(kommune.folketall), "dato": norsk.dato(kommune.folketall_dato)}
        folketall = _("%(antall)s per %(dato)s") % tall
    nettsted = ""
    if kommune.nettsted:
        nettsted = format_html('<a class="ds-link" href="https://{0}" rel="noopener">{0}</a>', kommune.nettsted)
    return [
        Rad(_("Offisielt navn"), kommune.navn_offisielt or kommune.navn),
        Rad(_("Kommunenummer"), kommune.nummer),
        Rad(_("Fylke"), str(kommune.fylke or "")),
        Rad(_("Organisasjonsnummer"), norsk_orgnr(kommune.orgnr)),
        Rad(_("Målform"), kommune.get_maalform_display()),
        Rad(_("Folketall"), folketall),
        Rad(_("Nettsted"), nettsted),
    ]


def norsk_orgnr(orgnr: str) -> str:
    """944 496 394"""
    return norsk.HARDT.join(filter(None, (orgnr[:3], orgnr[3:6], orgnr[6:])))


def contact(kontakt: Kontaktinformasjon) -> list[Rad]:
    epost = format_html('<a class="ds-link" href="mailto:{0}">{0}</a>', kontakt.postmottak)
    return [
        Rad(_("Postadresse"), f"{kontakt.adresselinje}, {kontakt.postnummer} {kontakt.poststed}"),
        Rad(_("Postmottak"), epost),
        Rad(_("Telefon"), kontakt.telefon),
        Rad(_("Kontakt for bosetting"), kontakt.kontaktperson),
        Rad(_("Sist oppdatert"), norsk.dato(kontakt.registrert_tid)),
    ]


def places(oversikt: Oversikt) -> Plassbar | None:
    regnskap = oversikt.regnskap
    if regnskap is None or not oversikt.ser_plasser:
        return None
    tittel = _("Plasser i %(aar)d") % {"aar": regnskap.aar}
    return diagram.plassbar(tittel=tittel, vedtatt=regnskap.plasser, brukt=regnskap.brukt, bundet=regnskap.bundet)
