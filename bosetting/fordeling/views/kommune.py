"""The kommune's own pages: its lists, the answer, the check page and the receipt (ui.md 5.2)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import lister, rules, services, uttrekk, visning
from bosetting.fordeling.behov import behov
from bosetting.fordeling.forms import Godkjennskjema, Listefilter, Svarskjema, svarskjemaer
from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.querysets import FordelingslisteQuerySet
from bosetting.fordeling.states import BESVART, Listetilstand
from bosetting.fordeling.views.felles import HJELP, MedListe
from bosetting.fordeling.views.konflikt import Konflikt, konflikter_i, konfliktside, valgte_utkast
from bosetting.innmelding.queries import ledige_boliger
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser, norsk
from imdinett.web.komponent import Lenke, SeOverRad
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Liste, Skjemaside, Tekstside


class Fordelingslister(MedUttrekk, Liste):
    """Every list that the kommune has been sent."""

    rettighet = Rettighet.FORDELING_LES
    grunnlag = Fordelingsliste.objects
    template_name = "bosetting/fordeling/liste.html"
    lagres = ("status",)
    listefil = uttrekk.LISTER
    detaljside, detaljnokkel = "fordelingsliste", ("nummer",)
    sortering = Sortering(
        {"liste": ("nummer",), "status": ("tilstand",), "frist": ("frist",), "sendt": ("sendt_tid",)}, standard="-sendt"
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if tilgang.har_imdi(self.bruker, Rettighet.FORDELING_LES):
            return redirect("imdi_fordeling")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter(self) -> Listefilter:
        return Listefilter(self.request.GET)

    def get_queryset(self) -> QuerySet[Any]:
        return self._ordnet(self.egne().med_antall(self.bruker).med_sporsmaal(self.bruker))

    def filrader(self) -> QuerySet[Any]:
        """With the numbers that those in no protection group have: a file can be passed on."""
        return self._ordnet(self.egne().med_antall(AnonymousUser()).select_related("kommune"))

    def egne(self) -> FordelingslisteQuerySet:
        return Fordelingsliste.objects.synlig_for(self.bruker).egne().filter(kommune=self.kommune)

    def _ordnet(self, qs: FordelingslisteQuerySet) -> QuerySet[Any]:
        return lister.ordnet(lister.med_status(qs, self.filter.valgt("status")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "kommune": self.kommune,
            "hjelpetema": HJELP,
            "filter": self.filter,
            "rader": [
                (liste, visning.listemerker(liste, venter=liste.venter_paa_imdi)) for liste in kontekst["page_obj"]
            ],
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Fordelingslister"))],
        }


class Svarside(MedListe, Tekstside):
    """GET shows the list; POST stores drafts, from htmx one household at a time, else all of them."""

    rettighet = Rettighet.FORDELING_LES
    template_name = "bosetting/fordeling/detalj.html"
    skjemaer: Sequence[Svarskjema] = ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.krev_kan_besvare()
        if self.liste.tilstand != Listetilstand.SENDT:
            return self._til_svaret()
        self.skjemaer = svarskjemaer(visning.husstandskort(self.liste, self.bruker), request.POST)
        gyldige = [skjema for skjema in self.skjemaer if skjema.is_valid()]
        utkast, uten_valg = valgte_utkast(gyldige, request.POST)
        lagring = services.lagre_alle(bruker=self.bruker, liste_id=self.liste.pk, utkast=utkast)
        konflikter = konflikter_i(lagring, uten_valg)
        feil = [skjema for skjema in self.skjemaer if skjema.errors]
        status = 409 if konflikter else 422 if feil else 200
        if request.htmx:  # type: ignore[attr-defined]
            return render(
                request, "bosetting/fordeling/_lagret.html", self._bit(lagring, konflikter, feil), status=status
            )
        if konflikter:
            return konfliktside(request, self, konflikter)
        if feil:
            return self.render_to_response(self.get_context_data(), status=422)
        return self._videre()

    def _til_svaret(self) -> HttpResponse:
        """A colleague has approved, or IMDi has recalled: show that, not an error."""
        adresse = self.kvittering if self.liste.tilstand in BESVART else self.adresse
        if self.request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(status=204, headers={"HX-Redirect": adresse})
        return redirect(adresse)

    def _videre(self) -> HttpResponse:
        if self.request.POST.get("handling") == "se_over":
            return redirect("fordelingsliste_se_over", self.liste.nummer)
        if self.request.POST.get("handling") == "sammenlign":
            return redirect(self.adresse)
        tekst = _("Utkastet til svar på liste %(nummer)s er lagret.") % {"nummer": self.liste.nummer}
        messages.success(self.request, tekst)
        return redirect("fordelingslister")

    def _bit(
        self, lagring: services.Lagring, konflikter: Sequence[Konflikt], feil: Sequence[Svarskjema]
    ) -> dict[str, Any]:
        """What htmx puts in place: when it was saved, and what became of each household that was touched.

        One that was left alone keeps the version it was shown with, so that a colleague's answer is never overwritten.
        """
        kort = visning.husstandskort(self.liste, self.bruker)
        lagret = {rad.pk for rad in lagring.lagret}
        i_konflikt = {konflikt.svar.pk: konflikt for konflikt in konflikter}
        med_feil = {skjema.kort.svar.pk: skjema for skjema in feil}
        rader = [
            (ett, i_konflikt.get(ett.svar.pk), med_feil.get(ett.svar.pk))
            for ett in kort
            if ett.svar.pk in {*lagret, *i_konflikt, *med_feil}
        ]
        bit = {"liste": self.liste, "rader": rader, **self._fremdrift(kort)}
        return {**bit, "lagret_tid": bit["lagret_tid"] if lagret or not rader else None}

    def _fremdrift(self, kort: Sequence[visning.Husstandskort]) -> dict[str, Any]:
        """How far the answer has come, beside the places that it is given from (ui.md 5.2)."""
        apen = self.liste.tilstand == Listetilstand.SENDT
        return {
            **lister.fremdrift(kort),
            "ledig": plassregnskap(self.liste.kommune, self.liste.plassaar).ledig,
            "meldt": lister.meldt_for_svaret(self.liste, kort, self.bruker) if apen else [],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        apen_liste = self.liste.tilstand == Listetilstand.SENDT
        boliger = ledige_boliger(self.liste.kommune, self.bruker) if apen_liste else ()
        kort = visning.husstandskort(self.liste, self.bruker, boliger)
        kan = rules.kan_besvare(self.bruker, self.liste)
        apen = kan and not self.annen_enhet and apen_liste
        skjemaer = {skjema.kort.bokstav: skjema for skjema in self.skjemaer or (svarskjemaer(kort) if apen else ())}
        fremdrift = self._fremdrift(kort)
        return super().get_context_data(
            husstander=[(ett, skjemaer.get(ett.bokstav)) for ett in kort],
            feil=[skjema for skjema in self.skjemaer if skjema.errors],
            form=_samlet_feil(self.skjemaer),
            merker=visning.listemerker(
                self.liste,
                venter=any(ett.har_aapent_sporsmaal for ett in kort),
                delvis=kan and bool(fremdrift["besvart"]),
            ),
            behov=behov(kort),
            storrelse=visning.storrelse(sum(len(ett.personer) for ett in kort), len(kort)),
            er_forfalt=bool(self.liste.frist and self.liste.frist < klokke.now()),
            kan_svare=apen,
            kan_ikke=self._kan_ikke(kan),
            vis_boliger=True,
            hendelser=hendelser.panel(self.liste, self.bruker),
            brev=lister.brev(self.liste, kort, self.bruker),
            brodsmuler=self.brodsmuler(),
            **fremdrift,
            **kwargs,
        )

    def _kan_ikke(self, kan: bool) -> str:
        if self.liste.tilstand != Listetilstand.SENDT:
            return ""
        if not kan:
            return _("Bare brukere med rollen Bosetter skriv kan svare.")
        if self.annen_enhet:
            data = {"kommune": self.liste.kommune, "enhet": self.kommune}
            return _("Du arbeider for %(enhet)s nå. Bytt til %(kommune)s øverst på siden for å svare.") % data
        return ""


def _samlet_feil(skjemaer: Sequence[Svarskjema]) -> Any:
    """What base.html asks to show the summary and the title's «Feil:»: the forms, when one of them has errors."""
    return _Skjemaer(skjemaer) if any(skjema.errors for skjema in skjemaer) else None


class _Skjemaer(list[Svarskjema]):
    errors = True


class SeOver(MedListe, Skjemaside):
    """The check page, and Godkjenn."""

    rettighet = Rettighet.FORDELING_BESVAR
    template_name = "bosetting/fordeling/se_over.html"
    ledd = gettext_lazy("Se over svaret")
    form_class = Godkjennskjema

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.krev_kan_besvare()
        return self._avsluttet() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.krev_kan_besvare()
        return self._avsluttet() or self._endret_imens() or super().post(request, *args, **kwargs)

    def _avsluttet(self) -> HttpResponse | None:
        if self.liste.tilstand in BESVART:
            return redirect(self.kvittering)
        return None if self.liste.tilstand == Listetilstand.SENDT else redirect(self.adresse)

    def _endret_imens(self) -> HttpResponse | None:
        """What was looked over is not what stands there now: show it anew."""
        skjema = Godkjennskjema(self.request.POST)
        if not skjema.is_valid() or skjema.cleaned_data["versjon"] == self.liste.versjon:
            return None
        return self.render_to_response(self.get_context_data(form=self._nytt_skjema(), endret=True), status=409)

    def _nytt_skjema(self) -> Godkjennskjema:
        skjema = Godkjennskjema(initial=self.get_initial())
        skjema.engangsnokkel = self.get_form().engangsnokkel
        return skjema

    def get_initial(self) -> dict[str, Any]:
        return {"versjon": self.liste.versjon}

    def form_valid(self, form: Any) -> HttpResponse:
        """Each thing that is missing is a line of its own in the summary; the service says the same to others."""
        mangler = [rad.feil for rad in self._rader() if rad.feil]
        if mangler:
            form.add_error(None, mangler)
            return self.form_invalid(form)
        return super().form_valid(form)

    def utfor(self, form: Any) -> str:
        services.godkjenn_fordelingsliste(
            bruker=self.bruker, liste_id=self.liste.pk, versjon=form.cleaned_data["versjon"]
        )
        return self.kvittering

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rader=self._rader(), brodsmuler=self.brodsmuler(str(self.ledd)), **kwargs)

    def _rader(self) -> list[SeOverRad]:
        return [self._rad(kort) for kort in visning.husstandskort(self.liste, self.bruker) if kort.kan_besvares]

    def _rad(self, kort: visning.Husstandskort) -> SeOverRad:
        feil = _("Husstand %(bokstav)s %(mangel)s") % {"bokstav": kort.bokstav, "mangel": kort.mangel}
        return SeOverRad(
            navn=kort.navn,
            verdi=kort.svartekst,
            endre_url=f"{self.adresse}#husstand-{kort.bokstav}",
            endre_hva=_("svar for husstand %(bokstav)s") % {"bokstav": kort.bokstav},
            feil=feil if kort.mangel else "",
        )


class Forkast(SeOver):
    """The draft is looked over once more before it is gone."""

    template_name = "bosetting/fordeling/forkast.html"
    ledd = gettext_lazy("Forkast utkastet")

    def utfor(self, form: Any) -> str:
        services.forkast_svar(bruker=self.bruker, liste_id=self.liste.pk, versjon=form.cleaned_data["versjon"])
        tekst = _("Utkastet til svar på liste %(nummer)s er forkastet.") % {"nummer": self.liste.nummer}
        messages.success(self.request, tekst)
        return reverse("fordelingslister")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=self.adresse, **kwargs)

    def _rad(self, kort: visning.Husstandskort) -> SeOverRad:
        return SeOverRad(navn=kort.navn, verdi=kort.svartekst)


class Kvittering(MedListe, Tekstside):
    rettighet = Rettighet.FORDELING_LES
    template_name = "bosetting/fordeling/kvittering.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.liste.tilstand not in BESVART:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.liste.besvart_tid
        return super().get_context_data(
            neste=lister.dette_skjer_na(self.liste),
            lenker=[Lenke(_("Se svaret"), self.adresse), *lister.neste_oppgave(self.bruker, self.liste)],
            tid=norsk.tidspunkt(self.liste.besvart_tid),
            brodsmuler=self.brodsmuler(_("Kvittering")),
            **kwargs,
        )
