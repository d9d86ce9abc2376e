"""The folder's tabs on competence and needs, and those that are written in: documents, notes, the reply to wishes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bosetting.bosatt import dokumentvisning, rules
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt import mappe_services as services
from bosetting.bosatt import mappe_visning as visning
from bosetting.bosatt.mappe_forms import Dokumentskjema, Notatskjema, Onskeskjema
from bosetting.bosatt.mappe_views import Mappeside, MedSak
from bosetting.bosatt.models import Mappedokument
from imdinett.opplasting.states import Filtilstand
from imdinett.opplasting.views import fil_svar
from imdinett.tilgang import tilgang
from imdinett.web.views import Skjemaside


class Kompetanse(Mappeside):
    fane = "personmappe_kompetanse"
    template_name = "bosetting/bosatt/mappe/kompetanse.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kartlegging = mappe.kartlegging(self.sak)
        rader = visning.kompetanserader(kartlegging) if kartlegging else []
        return super().get_context_data(kartlegging=kartlegging, rader=rader, **kwargs)


class Tilrettelegging(Mappeside):
    """What the dwelling and the services must allow for. Health itself is a click of its own (B-093, B-094)."""

    fane = "personmappe_tilrettelegging"
    template_name = "bosetting/bosatt/mappe/tilrettelegging.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kartlegging = mappe.kartlegging(self.sak)
        return super().get_context_data(
            kartlegging=kartlegging,
            rader=visning.tilretteleggingsrader(kartlegging) if kartlegging else [],
            kan_se_helse=rules.kan_se_helse(self.bruker, self.sak),
            **kwargs,
        )


class _Skriveside(Mappeside, Skjemaside):
    """A tab with a form on it. Who may only read sees the tab without the form."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(self.kan_skrive)
        return self.spor_forst() or Skjemaside.post(self, request, *args, **kwargs)

    @property
    def kan_skrive(self) -> bool:
        return rules.kan_skrive_i_mappen(self.bruker, self.sak)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        skriver_for = None if rules.er_imdi_bosetter(self.bruker) else self.sak.kommune
        return super().get_context_data(kan_skrive=self.kan_skrive, skriver_for=skriver_for, **kwargs)


class Notater(_Skriveside):
    """B-092. `?rett=` names the note that the new one corrects."""

    fane = "personmappe_notater"
    form_class = Notatskjema
    template_name = "bosetting/bosatt/mappe/notater.html"

    @property
    def retter_id(self) -> int | None:
        tekst = self.request.GET.get("rett", "")
        return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notater = mappe.notater(self.sak, self.bruker)
        retter = next((en for en in notater if en.pk == self.retter_id), None)
        return super().get_context_data(notater=notater, retter=retter, **kwargs)

    def utfor(self, form: Notatskjema) -> str:
        services.skriv_notat(
            bruker=self.bruker, sak=self.sak, tekst=form.cleaned_data["tekst"], retter_id=self.retter_id
        )
        messages.success(self.request, _("Notatet er lagret."))
        return self.adresse(self.fane)


class Dokumenter(_Skriveside):
    fane = "personmappe_dokumenter"
    form_class = Dokumentskjema
    template_name = "bosetting/bosatt/mappe/dokumenter.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        egne = {"er_skjermet": self.sak.person.er_skjermet, "slag": rules.tillatte_slag(self.bruker, self.sak)}
        return {**super().get_form_kwargs(), **egne}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dokumenter = mappe.dokumenter(self.sak, self.bruker)
        planer = dokumentvisning.planer(self.sak, dokumenter)
        rader = dokumentvisning.rader(dokumenter, "personmappe_dokument", self.sak)
        return super().get_context_data(dokumenter=rader, planer=planer, **kwargs)

    def utfor(self, form: Dokumentskjema) -> str:
        services.last_opp_dokument(bruker=self.bruker, sak=self.sak, ny=form.ny())
        messages.success(self.request, _("Dokumentet er lagret. Det kan åpnes når det er kontrollert for virus."))
        return self.adresse(self.fane)


class Dokument(Mappeside):
    """The file itself: a look of its own, through the folder and nothing else."""

    fane = "personmappe_dokumenter"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        synlige = Mappedokument.objects.all().delt_med(self.bruker).filter(sak=self.sak)
        dokument = get_object_or_404(synlige.select_related("opplasting"), pk=kwargs["pk"])
        if svar := self.spor_forst():
            return svar
        if dokument.opplasting.tilstand != Filtilstand.REN:
            return redirect(self.adresse(self.fane))
        self.logg(_("Dokument"), self.tillatt)
        return fil_svar(dokument.opplasting)


class VurderOnske(MedSak, Skjemaside):
    """W-15: IMDi's reply to what the person wished for."""

    form_class = Onskeskjema
    template_name = "bosetting/bosatt/mappe/onske.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.er_imdi_bosetter(self.bruker))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.er_imdi_bosetter(self.bruker))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sak=self.sak,
            avbryt_url=self.adresse("personmappe_kartlegging"),
            brodsmuler=self.brodsmuler(_("Svar på ønsker")),
            **kwargs,
        )

    def utfor(self, form: Onskeskjema) -> str:
        services.svar_pa_onsker(bruker=self.bruker, sak=self.sak, tekst=form.cleaned_data["tekst"])
        messages.success(self.request, _("Svaret er lagret."))
        return self.adresse("personmappe_kartlegging")
