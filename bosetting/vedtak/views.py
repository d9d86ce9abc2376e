"""IMDi's pages: households with a yes to decide, the check page, the letters on their way, and taking it back.

No names here: cases are named by number, and the names are in the folder, where each look is logged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.person.models import Sak
from bosetting.vedtak import queries, services, uttrekk
from bosetting.vedtak.forms import Fattskjema, Opphevskjema, Takketneiskjema
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.brev.queries import brevrad
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.web.komponent import Brevrad, Fane
from imdinett.web.lister.bekreft import Bekreftside
from imdinett.web.lister.merking import MedValg
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdilesing, Imdiside, Sidedelt, Skjemaside, Tekstside

MAKS_VALGT = 200
UNDERVEIS = frozenset({Tilstand.KLAR, Tilstand.SENDER, Tilstand.UKJENT_UTFALL})


def _ider(valgte: Sequence[str]) -> list[int]:
    return [int(pk) for pk in valgte if pk.isdecimal() and len(pk) < 10]


def _adresse(navn: str, svar_ider: Sequence[int]) -> str:
    return f"{reverse(navn)}?{'&'.join(f'husstand={pk}' for pk in svar_ider)}"


class Vedtaksside(Imdiside):
    """What is done here is IMDi's bosettere's only: no kommune has this right."""

    rettighet = Rettighet.VEDTAK_FATT

    def faner(self) -> list[Fane]:
        valg = (
            ("imdi_vedtak", _("Til avgjørelse")),
            ("imdi_sokt_ut", _("Søkt ut")),
            ("imdi_har_takket_nei", _("Takket nei")),
        )
        return [Fane(tekst, reverse(navn), self.request.path == reverse(navn)) for navn, tekst in valg]


class Vedtakslesing(Imdilesing, Vedtaksside):
    """Read by all at IMDi who may read cases."""

    rettighet = imdi_rettighet = Rettighet.SAK_LES
    skriverett = Rettighet.VEDTAK_FATT


class TilAvgjorelse(Vedtakslesing, MedUttrekk, MedValg, Tekstside):
    """Each household with a yes: the oldest answer first. Choosing goes on to the check page."""

    template_name = "bosetting/vedtak/liste.html"
    listefil = uttrekk.TIL_AVGJORELSE
    valgfelt, valgnokkel, maks_valgt = "husstand", "svar__pk", MAKS_VALGT
    sortering = Sortering(
        {
            "liste": ("svar__liste__nummer", "svar__bokstav"),
            "kommune": ("kommune__sortering",),
            "svart": ("besvart_tid",),
            "uke": ("svar__bosettingsuke_aar", "svar__bosettingsuke"),
        },
        standard="svart",
        i_minnet=True,
    )

    @cached_property
    def husstander(self) -> list[queries.Husstandssak]:
        return queries.husstander_til_avgjorelse(self.bruker)

    def radene(self) -> list[queries.Husstandssak]:
        return self.husstander

    def valgbare(self, rader: Any) -> list[queries.Husstandssak]:
        """One that cannot be decided here has no box, and says why."""
        return [en for en in rader if not en.hindring]

    def antall_valgbare(self) -> int:
        return len(self.valgbare(self.husstander))

    def filrader(self) -> list[queries.Husstandssak]:
        return [en for en in self.radene() if not any(linje.sak.person.er_skjermet for linje in en.linjer)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            side=self.side_av(self.radene()),
            faner=self.faner(),
            title=_("Vedtak om bosetting"),
            **kwargs,
        )


class SeOver(Vedtaksside, Bekreftside):
    """Exactly the households that will be decided, the letters that will be made, and who is left out and why."""

    template_name = "bosetting/vedtak/se_over.html"
    form_class = Fattskjema
    liste, valgfelt, maks_valgt = "imdi_vedtak", "husstand", MAKS_VALGT
    husstander: list[queries.Husstandssak]

    def hent(self, valgte: Sequence[str]) -> None:
        ider = _ider(valgte)
        alle = queries.husstander_til_avgjorelse(self.bruker, ider)
        self.husstander = [en for en in alle if not en.hindring]
        self.hindret = [en for en in alle if en.hindring]
        self.borte = len(ider) - len(alle)

    def nokler(self) -> list[str]:
        return [str(en.svar.pk) for en in self.husstander]

    def ble_ikke_med(self) -> list[str]:
        """Who is left out and why; of those who wait no more only how many, for they are not shown here any more."""
        hindret = [f"{en.svar.liste} {en.svar.bokstav}: {en.hindring}" for en in self.hindret]
        borte = ngettext(
            "%(antall)d husstand venter ikke lenger på vedtak. Noen andre kan ha avgjort den.",
            "%(antall)d husstander venter ikke lenger på vedtak. Noen andre kan ha avgjort dem.",
            self.borte,
        )
        return [*hindret, borte % {"antall": self.borte}] if self.borte else hindret

    def get_initial(self) -> dict[str, Any]:
        return {"utsokingsdato": klokke.today()}

    def utfor(self, form: Fattskjema) -> str:  # type: ignore[override]
        linjer = [linje.pk for husstand in self.husstander for linje in husstand.linjer]
        vedtak = services.fatt_vedtak(
            bruker=self.bruker, linje_ider=linjer, utsokingsdato=form.cleaned_data["utsokingsdato"]
        )
        tekst = ngettext(
            "Vedtak er fattet for %(antall)d person.", "Vedtak er fattet for %(antall)d personer.", len(vedtak)
        )
        messages.success(self.request, tekst % {"antall": len(vedtak)})
        for utelatt in self.ble_ikke_med():
            messages.warning(self.request, utelatt)
        return _adresse("imdi_vedtak_resultat", [husstand.svar.pk for husstand in self.husstander])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            husstander=self.husstander,
            utelatt=self.ble_ikke_med(),
            antall=sum(len(en.linjer) for en in self.husstander),
            title=_("Se over vedtakene"),
            **kwargs,
        )


def _uten_navn(rad: Forsendelse, saker: Mapping[str, str]) -> Brevrad:
    """A letter to a private person is named by the case; the name is in the letter, where the look is logged."""
    vist = brevrad(rad)
    sak = saker.get(rad.gjelder_id) if rad.kanal == Kanal.UTSKRIFT else None
    return replace(vist, mottaker=_("privatperson i sak %(sak)s") % {"sak": sak}) if sak else vist


class Resultat(Vedtakslesing, Tekstside):
    """The decisions and their letters, with live status while one is under way."""

    template_name = "bosetting/vedtak/resultat.html"

    def get_template_names(self) -> list[str]:
        bit = getattr(self.request, "htmx", False)
        return ["bosetting/vedtak/_resultat.html"] if bit else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        husstander = queries.vedtak_i_husstand(self.bruker, _ider(self.request.GET.getlist("husstand")[:MAKS_VALGT]))
        if not husstander:
            raise Http404
        vedtak = [ett for en in husstander for ett in en.vedtak]
        brev = list(queries.brev_om(vedtak).select_related("fil").defer("innhold", "fil__pdf"))
        saker = {str(ett.pk): ett.sak.nummer for ett in vedtak}
        underveis = sum(rad.kanal == Kanal.SVARUT and rad.tilstand in UNDERVEIS for rad in brev)
        return super().get_context_data(
            husstander=husstander,
            antall=len(vedtak),
            brev=[_uten_navn(rad, saker) for rad in brev],
            underveis=underveis,
            adresse=self.request.get_full_path(),
            title=_("Vedtak er fattet"),
            **kwargs,
        )


class SoktUt(Vedtakslesing, MedUttrekk, Sidedelt, Tekstside):
    """Decisions in force whose person is not settled: what can be reversed or declined."""

    template_name = "bosetting/vedtak/sokt_ut.html"
    listefil = uttrekk.SOKT_UT
    detaljside, detaljnokkel = "personmappe", ("sak__person__uuid",)
    sortering = Sortering(
        {
            "sak": ("sak__nummer",),
            "liste": ("linje__husstandssvar__liste__nummer", "linje__betegnelse"),
            "kommune": ("kommune__sortering",),
            "kategori": ("sak__kategori",),
            "dato": ("utsokingsdato",),
        },
        standard="dato",
    )

    def radene(self) -> QuerySet[Bosettingsvedtak]:
        return queries.sokt_ut(self.bruker)

    def filrader(self) -> QuerySet[Bosettingsvedtak]:
        return self.radene().filter(sak__in=Sak.objects.uten_skjermede())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        side = self.side_av(self.radene())
        return super().get_context_data(side=side, faner=self.faner(), title=_("Vedtak om bosetting"), **kwargs)


class HarTakketNei(Vedtakslesing, MedUttrekk, Sidedelt, Tekstside):
    """Who has declined, and of whom IMDi does not know yet what comes then (B-057)."""

    template_name = "bosetting/vedtak/takket_nei.html"
    listefil = uttrekk.TAKKET_NEI
    detaljside, detaljnokkel = "personmappe", ("person__uuid",)
    sortering = Sortering({"sak": ("nummer",), "kategori": ("kategori",), "nei": ("nei_tid",)}, standard="nei")

    def radene(self) -> QuerySet[Sak]:
        return queries.takket_nei(self.bruker)

    def filrader(self) -> QuerySet[Sak]:
        return self.radene().filter(pk__in=Sak.objects.uten_skjermede())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        side = self.side_av(self.radene())
        return super().get_context_data(side=side, faner=self.faner(), title=_("Vedtak om bosetting"), **kwargs)


class Selvbosatt(Vedtaksside):
    """A button on the list of those who declined."""

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        sak = get_object_or_404(queries.takket_nei(self.bruker), person__uuid=uuid)
        services.registrer_selvbosatt(bruker=self.bruker, sak_id=sak.pk)
        messages.success(request, _("Sak %(sak)s er registrert som selvbosatt.") % {"sak": sak})
        return redirect("imdi_har_takket_nei")


class _Tilbake(Vedtaksside, Skjemaside):
    """One household's decisions in force."""

    template_name = "bosetting/vedtak/tilbake.html"
    vedtak: list[Bosettingsvedtak]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.vedtak = list(queries.sokt_ut(self.bruker).filter(linje__husstandssvar=kwargs["svar_id"]))
        if not self.vedtak:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "vedtak": self.vedtak}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        svar = self.vedtak[0].linje.husstandssvar
        return super().get_context_data(
            svar=svar, kommune=self.vedtak[0].kommune, avbryt_url=reverse("imdi_sokt_ut"), **kwargs
        )


class Opphev(_Tilbake):
    form_class = Opphevskjema

    def utfor(self, form: Opphevskjema) -> str:  # type: ignore[override]
        vedtak = services.opphev_vedtak(bruker=self.bruker, vedtak_ider=form.ider(), grunn=form.cleaned_data["grunn"])
        tekst = ngettext("%(antall)d vedtak er opphevet.", "%(antall)d vedtak er opphevet.", len(vedtak))
        messages.success(self.request, tekst % {"antall": len(vedtak)})
        return reverse("imdi_sokt_ut")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Opphev vedtaket"), knapp=_("Opphev vedtaket"), opphev=True, **kwargs)


class TakketNei(_Tilbake):
    form_class = Takketneiskjema

    def utfor(self, form: Takketneiskjema) -> str:  # type: ignore[override]
        vedtak = services.registrer_takket_nei(bruker=self.bruker, vedtak_ider=form.ider(), slutt=form.sluttilstand())
        tekst = ngettext(
            "%(antall)d person er registrert som takket nei.",
            "%(antall)d personer er registrert som takket nei.",
            len(vedtak),
        )
        messages.success(self.request, tekst % {"antall": len(vedtak)})
        return reverse("imdi_sokt_ut")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Flyktningen takket nei"), knapp=_("Registrer"), opphev=False, **kwargs)
