"""W-18: what the kommune says there is of school, health and work, now and before."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.innmelding import profilvisning, rules
from bosetting.innmelding.forms import Profilskjema
from bosetting.innmelding.models import Kommuneprofil
from bosetting.innmelding.services.profil import publiser_profil
from bosetting.innmelding.views.felles import Innmeldingsside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside, Tekstside


class _Profilside(Innmeldingsside):
    hjelpetema = "kommuneprofil"
    synlig_med = Rettighet.KOMMUNE_LES

    def sti(self) -> list[Lenke]:
        hjem, kommune = super().sti()[:2]
        return [hjem, kommune, Lenke(_("Skole, helse og arbeid"), self.adresse)]

    @property
    def adresse(self) -> str:
        return reverse("kommuneprofil", args=[self.valgt.nummer])


class Profil(_Profilside, Tekstside):
    rettighet = Rettighet.KOMMUNE_LES
    template_name = "bosetting/innmelding/profil.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versjoner = Kommuneprofil.objects.all().synlig_for(self.bruker).filter(kommune=self.valgt)
        historikk = [(en, profilvisning.rader(en)) for en in versjoner.select_related("registrert_av")]
        return super().get_context_data(
            historikk=historikk, kan_skrive=rules.kan_melde_inn(self.bruker, self.valgt.pk), **kwargs
        )


class EndreProfil(_Profilside, Skjemaside):
    rettighet = Rettighet.INNMELDING_SKRIV
    tittel = gettext_lazy("Endre profilen")
    template_name = "bosetting/innmelding/profil_skjema.html"
    form_class = Profilskjema

    def get_initial(self) -> dict[str, Any]:
        profil = Kommuneprofil.objects.all().synlig_for(self.bruker).gjeldende_for(self.valgt)
        if profil is None:
            return {}
        return {
            "utdanning": profil.utdanning,
            "sykehus_km": profil.sykehus_km,
            "yrker": ", ".join(profil.yrker),
            "arbeidsmarked": profil.arbeidsmarked,
            "helsetilbud": profil.helsetilbud,
            "sett": profil.pk,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=self.adresse, **kwargs)

    def utfor(self, form: Profilskjema) -> str:
        publiser_profil(
            bruker=self.bruker, kommune=self.valgt, innhold=form.innhold(), sett_pk=form.cleaned_data["sett"]
        )
        messages.success(self.request, _("Profilen er lagret."))
        return self.adresse
