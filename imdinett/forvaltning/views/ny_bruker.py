"""New user in three question pages: who, roles, check (ui.md 5.6). Nothing is saved before the last button."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.forvaltning import rules
from imdinett.forvaltning.forms.brukere import Bekreftskjema, Hvemskjema, Rolleskjema
from imdinett.forvaltning.services import brukere
from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.forvaltning.views.brukere import Kommunens, rolletekst
from imdinett.kjerne.feil import Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.web.komponent import Lenke, SeOverRad, Steg
from imdinett.web.views import Skjemaside

NOKKEL: Final = "ny_bruker"


class NyBruker(Kommunens, Skjemaside):
    """What the three pages share: the answers so far are in the session."""

    engangs = False
    template_name = "imdinett/forvaltning/ny_bruker.html"
    nummer = 1
    krever: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if any(not request.session.get(NOKKEL, {}).get(felt) for felt in self.krever):
            return redirect("bruker_ny")
        return super().dispatch(request, *args, **kwargs)

    @property
    def svar(self) -> dict[str, Any]:
        return dict(self.request.session.get(NOKKEL, {}))

    def husk(self, **nytt: Any) -> None:
        self.request.session[NOKKEL] = {**self.svar, "kommune": self.kommune.pk, **nytt}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            steg=self._steg(),
            nummer=self.nummer,
            brodsmuler=self.sti(Lenke(_("Ny bruker"))),
            avbryt_url=reverse("brukere"),
            **kwargs,
        )

    def _steg(self) -> list[Steg]:
        navn = [(_("Hvem"), "bruker_ny"), (_("Roller"), "bruker_ny_roller"), (_("Se over"), "bruker_ny_se_over")]
        return [self._ett(nr, tekst, url) for nr, (tekst, url) in enumerate(navn, 1)]

    def _ett(self, nr: int, tekst: str, url: str) -> Steg:
        if nr < self.nummer:
            return Steg(tekst, _("Ferdig"), reverse(url))
        return Steg(tekst, _("Påbegynt") if nr == self.nummer else _("Ikke startet"), aktiv=nr == self.nummer)


class Hvem(NyBruker):
    form_class = Hvemskjema

    def get_initial(self) -> dict[str, Any]:
        return self.svar

    def utfor(self, form: Any) -> str:
        self.husk(**form.cleaned_data)
        return reverse("bruker_ny_roller")


class Roller(NyBruker):
    nummer = 2
    krever = ("navn", "epost")
    form_class = Rolleskjema

    def get_initial(self) -> dict[str, Any]:
        return {"roller": self.svar.get("roller", [])}

    def utfor(self, form: Any) -> str:
        self.husk(roller=rules.koder(form.valgte()))
        return reverse("bruker_ny_se_over")


class SeOver(NyligBekreftet, NyBruker):
    nummer = 3
    engangs = True
    krever = ("navn", "epost", "roller")
    form_class = Bekreftskjema
    template_name = "imdinett/forvaltning/ny_bruker_se_over.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # The answers are gone when the form was sent; the same form again gets the first answer.
        if request.method == "POST" and request.user.is_authenticated:
            self.request = request
            tidligere = self._tidligere()
            if tidligere:
                return redirect(tidligere)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        svar, hvem, roller = self.svar, reverse("bruker_ny"), reverse("bruker_ny_roller")
        rader = [
            SeOverRad(_("Navn"), svar["navn"], hvem, _("navn")),
            SeOverRad(_("E-post"), svar["epost"], hvem, _("e-post")),
            SeOverRad(_("Telefon"), svar.get("telefon") or _("ikke oppgitt"), hvem, _("telefon")),
            SeOverRad(_("Roller"), rolletekst(svar["roller"]), roller, _("roller")),
        ]
        return super().get_context_data(rader=rader, **kwargs)

    def utfor(self, form: Any) -> str:
        svar = self.svar
        if svar["kommune"] != self.kommune.pk:
            raise Kollisjon("byttet_enhet", _("Du har byttet kommune imens. Brukeren er ikke invitert."))
        invitert = brukere.inviter(
            bruker=self.bruker,
            kommune=self.kommune,
            navn=svar["navn"],
            epost=svar["epost"],
            telefon=svar.get("telefon", ""),
            roller={Rolle(kode) for kode in svar["roller"]},
        )
        del self.request.session[NOKKEL]
        tekst = _("%(navn)s er invitert. Lenken i e-posten virker i sju dager.")
        if not invitert.nokkel:
            tekst = _("%(navn)s hadde konto fra før, og har nå tilgang til kommunen. Vi har sendt e-post om det.")
        messages.success(self.request, tekst % {"navn": invitert.bruker.navn})
        return reverse("bruker", args=[invitert.bruker.uuid])
