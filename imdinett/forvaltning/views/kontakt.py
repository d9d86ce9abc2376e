"""The kommune's contact information, kept up to date by the kommune itself, with its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.forvaltning import rules
from imdinett.forvaltning.forms.kontakt import Kontaktskjema
from imdinett.forvaltning.services.kontakt import registrer_kontakt
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside

FELT = ("adresselinje", "postnummer", "poststed", "postmottak", "telefon", "kontaktperson")


class Kontakt(Skjemaside):
    """Read by everybody with a role in the kommune, written by skriv and administrator (decision 14)."""

    rettighet = Rettighet.KOMMUNE_LES
    template_name = "imdinett/forvaltning/kontakt.html"
    form_class = Kontaktskjema
    den_kommunen: Kommune
    gjeldende: Kontaktinformasjon | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.den_kommunen = self._hent(kwargs["nummer"])
        if request.method == "POST":
            tilgang.krev(self._kan_skrive())
        self.gjeldende = Kontaktinformasjon.objects.gjeldende_for(self.den_kommunen)
        return super().dispatch(request, *args, **kwargs)

    def _hent(self, nummer: str) -> Kommune:
        kommune = tilgang.avgrens(Kommune.objects.gyldige(), self.bruker, Rettighet.KOMMUNE_LES, "pk")
        funnet = kommune.filter(nummer=nummer).first()
        if funnet is None:
            raise Http404
        return funnet

    def _kan_skrive(self) -> bool:
        return rules.kan_skrive_kontakt(self.bruker, self.den_kommunen.pk)

    def get_initial(self) -> dict[str, Any]:
        if self.gjeldende is None:
            return {"sett": ""}
        return {felt: getattr(self.gjeldende, felt) for felt in FELT} | {"sett": self.gjeldende.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        historikk = self.den_kommunen.kontakter.select_related("registrert_av")
        return super().get_context_data(
            den_kommunen=self.den_kommunen,
            gjeldende=self.gjeldende,
            kan_skrive=self._kan_skrive(),
            historikk=historikk,
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(str(self.den_kommunen)), Lenke(_("Kontaktinformasjon"))],
            **kwargs,
        )

    def utfor(self, form: Any) -> str:
        registrer_kontakt(
            bruker=self.bruker, kommune=self.den_kommunen, kontakt=form.kontakt(), sett_pk=form.cleaned_data["sett"]
        )
        messages.success(self.request, _("Kontaktinformasjonen er lagret."))
        return reverse("kommune_kontakt", args=[self.den_kommunen.nummer])
