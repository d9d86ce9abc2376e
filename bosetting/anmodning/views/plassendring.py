"""B-027: places for enslige mindreårige are changed by the kommune and IMDi together, on pages they share."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning import queries, rules, visning
from bosetting.anmodning.models import Plassendring
from bosetting.anmodning.plassendringsskjema import AVSLA, BEKREFT, Plassendringsskjema, Plassendringssvar
from bosetting.anmodning.services import plassendring as services
from bosetting.anmodning.states import Plassendringsslag, Plassendringstilstand
from bosetting.anmodning.views.kommune import Kommuneside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Rad
from imdinett.web.views import Skjemaside

BEGGE = (Rettighet.KOMMUNEVEDTAK_SKRIV, Rettighet.ANMODNING_SKRIV)


class ForeslaPlassendring(Kommuneside, Skjemaside):
    rettighet = BEGGE
    tittel = gettext_lazy("Endre plasser til enslige mindreårige")
    template_name = "bosetting/anmodning/kommune/plassendring_ny.html"
    form_class = Plassendringsskjema
    aar: int

    def finn(self) -> None:
        self.aar = self.kwargs["aar"]
        if self.aar not in visning.aarene(self.valgt, self.bruker):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            aar=self.aar,
            regnskap=queries.plassregnskap(self.valgt, self.aar),
            part=rules.part_for(self.bruker, self.valgt.pk),
            avbryt_url=self.oversikt(self.aar),
            **kwargs,
        )

    def utfor(self, form: Plassendringsskjema) -> str:
        services.foresla_plassendring(
            bruker=self.bruker,
            kommune=self.valgt,
            aar=self.aar,
            slag=Plassendringsslag(form.cleaned_data["slag"]),
            antall=form.cleaned_data["antall"],
            begrunnelse=form.cleaned_data["begrunnelse"],
        )
        messages.success(self.request, _("Forslaget er sendt. Plassene endrer seg når den andre parten svarer ja."))
        return self.oversikt(self.aar)


class SvarPaPlassendring(Kommuneside, Skjemaside):
    rettighet = BEGGE
    tittel = gettext_lazy("Svar på forslaget")
    template_name = "bosetting/anmodning/kommune/plassendring.html"
    form_class = Plassendringssvar
    endring: Plassendring

    def finn(self) -> None:
        rader = Plassendring.objects.synlig_for(self.bruker).select_related("kommune", "foreslatt_av", "avgjort_av")
        self.endring = get_object_or_404(rader, pk=self.kwargs["pk"], kommune=self.valgt)

    @property
    def eget(self) -> bool:
        return rules.part_for(self.bruker, self.valgt.pk) == self.endring.foreslatt_part

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "eget": self.eget}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endring = self.endring
        return super().get_context_data(
            endring=endring,
            eget=self.eget,
            apen=endring.tilstand == Plassendringstilstand.FORESLATT,
            merke=visning.plassendringsmerke(endring),
            rader=[
                Rad(_("Endring"), endring.get_slag_display()),
                Rad(_("Antall plasser"), norsk.tall(endring.antall)),
                Rad(_("Plassår"), str(endring.aar)),
                Rad(_("Begrunnelse"), endring.begrunnelse),
                Rad(_("Foreslått av"), f"{endring.get_foreslatt_part_display()}, {norsk.dato(endring.foreslatt_tid)}"),
            ],
            avbryt_url=self.oversikt(endring.aar),
            **kwargs,
        )

    def utfor(self, form: Plassendringssvar) -> str:
        utfall = {
            BEKREFT: (services.bekreft_plassendring, _("Plassene er endret.")),
            AVSLA: (services.avsla_plassendring, _("Svaret er sendt. Plassene står som før.")),
        }
        trukket = (services.trekk_plassendring, _("Forslaget er trukket."))
        handling, tekst = utfall.get(form.cleaned_data["svar"], trukket)
        handling(bruker=self.bruker, endring_id=self.endring.pk)
        messages.success(self.request, tekst)
        return self.oversikt(self.endring.aar)
