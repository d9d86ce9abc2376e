"""Mottak, omsorgssentre and Bufetat's regions, and who works there, for IMDi's administrator (decision 14)."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.forvaltning import queries
from imdinett.forvaltning.forms.enheter import Enhetsbrukerskjema, Enhetsskjema, Enhetstilgangsskjema
from imdinett.forvaltning.services import enheter
from imdinett.forvaltning.views.imdi_brukere import Ansattside, Handling, Imdiskjema
from imdinett.kommune.models import Enhet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Tekstside


class Enhetsside(Ansattside):
    def sti(self, *lenker: Lenke) -> list[Lenke]:
        liste = Lenke(_("Mottak og Bufetat"), reverse("imdi_enheter") if lenker else "")
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), liste, *lenker]


class Enheter(Enhetsside, Tekstside):
    template_name = "imdinett/forvaltning/imdi_enheter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rader=queries.enhetsliste(), brodsmuler=self.sti(), **kwargs)


class NyEnhet(Enhetsside, Imdiskjema):
    form_class = Enhetsskjema
    tittel = gettext_lazy("Ny enhet")
    knapp = gettext_lazy("Registrer enheten")

    def tilbake(self) -> str:
        return reverse("imdi_enheter")

    def utfor(self, form: Any) -> str:
        data = form.cleaned_data
        ny = enheter.registrer_enhet(bruker=self.bruker, **{**data, "type": Enhet.Type(data["type"])})
        messages.success(self.request, _("%(navn)s er registrert.") % {"navn": ny})
        return reverse("imdi_enheter")


class NyEnhetsbruker(Enhetsside, Imdiskjema):
    form_class = Enhetsbrukerskjema
    tittel = gettext_lazy("Ny bruker på et mottak eller i Bufetat")
    knapp = gettext_lazy("Send invitasjon")
    forklaring = gettext_lazy("Brukeren ser bare dem som bor på enheten, og bare til de har flyttet ut.")

    def tilbake(self) -> str:
        return reverse("imdi_enheter")

    def utfor(self, form: Any) -> str:
        invitert = enheter.inviter_enhetsbruker(bruker=self.bruker, **form.cleaned_data)
        messages.success(self.request, _("%(navn)s er invitert.") % {"navn": invitert.bruker.navn})
        return reverse("imdi_ansatt", args=[invitert.bruker.uuid])


class Enhetstilgang(Handling):
    form_class = Enhetstilgangsskjema
    tittel = gettext_lazy("Tilgang til en enhet")
    knapp = gettext_lazy("Lagre")
    ferdig = gettext_lazy("Tilgangen er endret.")

    def utfor(self, form: Any) -> str:
        data = form.cleaned_data
        handling = enheter.gi_enhet if data["gi"] == "ja" else enheter.ta_enhet
        handling(bruker=self.bruker, gjelder=self.gjelder, enhet=data["enhet"], grunn=data["grunn"])
        messages.success(self.request, str(self.ferdig))
        return reverse("imdi_enheter")
