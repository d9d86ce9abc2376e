"""IMDi's pages on one case after the offer: its end, and a settlement that is taken back."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import rules, services
from bosetting.bosatt.forms import Avslutningsskjema, Opphevskjema
from bosetting.person.states import BUNDET, Sakstilstand
from bosetting.person.views.felles import Ensak
from imdinett.kjerne.feil import Kollisjon
from imdinett.web.views import Skjemaside


class AvsluttSak(Ensak, Skjemaside):
    """Shows no personal data."""

    tittel = gettext_lazy("Avslutt saken")
    form_class = Avslutningsskjema
    template_name = "bosetting/bosatt/imdi/avslutt.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "grunner": rules.mulige_grunner(self.sak.tilstand)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kan_avsluttes=bool(rules.mulige_grunner(self.sak.tilstand)),
            hos_kommunen=self.sak.tilstand in BUNDET | {Sakstilstand.BOSATT},
            **kwargs,
        )

    def utfor(self, form: Avslutningsskjema) -> str:
        services.avslutt_sak(bruker=self.bruker, sak_id=self.sak.pk, valg=form.valg())
        messages.success(self.request, _("Sak %(nummer)s er avsluttet.") % {"nummer": self.sak.nummer})
        return reverse("imdi_husstand", args=[self.sak.husstand.nummer])


class OpphevBosetting(Ensak, Skjemaside):
    """bosatt → sokt_ut: the date goes, the place is held again."""

    tittel = gettext_lazy("Opphev bosettingen")
    form_class = Opphevskjema
    template_name = "bosetting/bosatt/imdi/opphev_bosetting.html"

    def get_form(self, form_class: Any = None) -> Any:
        if self.sak.tilstand != Sakstilstand.BOSATT:
            raise Kollisjon("ikke_bosatt", _("Sak %(sak)s har ingen bosettingsdato.") % {"sak": self.sak})
        return super().get_form(form_class)

    def utfor(self, form: Opphevskjema) -> str:
        services.opphev_bosetting(bruker=self.bruker, sak_id=self.sak.pk, grunn=form.cleaned_data["grunn"])
        messages.success(self.request, _("Bosettingen i sak %(nummer)s er opphevet.") % {"nummer": self.sak.nummer})
        return reverse("imdi_husstand", args=[self.sak.husstand.nummer])
