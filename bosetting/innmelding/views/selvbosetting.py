"""W-17, B-061: the kommune's published rule on avtalt selvbosetting, and the rules of all kommuner side by side."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.innmelding import rules, uttrekk
from bosetting.innmelding.forms import Regelskjema
from bosetting.innmelding.models import Selvbosettingsregel
from bosetting.innmelding.services.selvbosetting import publiser_regel
from bosetting.innmelding.views.felles import Innmeldingsside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Liste, Skjemaside, Tekstside

HJELP = "avtalt-selvbosetting"


class Regler(MedUttrekk, Liste):
    """Every kommune that has published a rule. Open to all with a role: a rule nobody can read is no rule."""

    rettighet = Rettighet.KOMMUNE_LES
    grunnlag = Selvbosettingsregel.objects
    template_name = "bosetting/innmelding/regler.html"
    listefil = uttrekk.REGLER
    sortering = Sortering(
        {"kommune": ("kommune__sortering",), "tillatt": ("tillatt",), "publisert": ("registrert_tid",)},
        standard="kommune",
    )

    def filrader(self) -> QuerySet[Any]:
        return self.get_queryset()

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().gjeldende().select_related("kommune").order_by("kommune__sortering", "kommune_id")  # type: ignore[attr-defined,no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Kommuner"), reverse("kommuner")), Lenke(_("Avtalt selvbosetting"))]
        return super().get_context_data(brodsmuler=sti, hjelpetema=HJELP, **kwargs)


class _Regelside(Innmeldingsside):
    hjelpetema = HJELP
    synlig_med = Rettighet.KOMMUNE_LES

    def sti(self) -> list[Lenke]:
        hjem, kommune = super().sti()[:2]
        return [hjem, kommune, Lenke(_("Avtalt selvbosetting"), self.adresse)]

    @property
    def adresse(self) -> str:
        return reverse("selvbosettingsregel", args=[self.valgt.nummer])


class Regel(_Regelside, Tekstside):
    """What counts now, and what counted before."""

    rettighet = Rettighet.KOMMUNE_LES
    template_name = "bosetting/innmelding/regel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versjoner = Selvbosettingsregel.objects.synlig_for(self.bruker).filter(kommune=self.valgt)
        historikk = list(versjoner.select_related("registrert_av"))
        return super().get_context_data(
            regel=historikk[0] if historikk else None,
            historikk=historikk,
            kan_skrive=rules.kan_melde_inn(self.bruker, self.valgt.pk),
            **kwargs,
        )


class EndreRegel(_Regelside, Skjemaside):
    rettighet = Rettighet.INNMELDING_SKRIV
    tittel = gettext_lazy("Publiser ny regel")
    template_name = "bosetting/innmelding/regel_skjema.html"
    form_class = Regelskjema

    def get_initial(self) -> dict[str, Any]:
        regel = Selvbosettingsregel.objects.synlig_for(self.bruker).gjeldende_for(self.valgt)
        if regel is None:
            return {}
        return {
            "tillatt": "ja" if regel.tillatt else "nei",
            "malgrupper": regel.malgrupper,
            "kriterier": regel.kriterier,
            "sett": regel.pk,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=self.adresse, **kwargs)

    def utfor(self, form: Regelskjema) -> str:
        publiser_regel(
            bruker=self.bruker, kommune=self.valgt, innhold=form.innhold(), sett_pk=form.cleaned_data["sett"]
        )
        messages.success(self.request, _("Regelen er publisert."))
        return self.adresse
