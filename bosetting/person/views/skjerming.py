"""Address protection of one person: the level, the named group, and who has looked (security.md §5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import services
from bosetting.person.skjermingsskjema import Gruppeskjema, Nivaaskjema
from bosetting.person.skjermingsvisning import skjermingsside
from bosetting.person.states import Gradering
from bosetting.person.views.felles import Ensak
from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.web.views import Skjemaside, Tekstside


class _Skjermingsside(Ensak):
    tittel = gettext_lazy("Adressebeskyttelse")
    del_av = "adressebeskyttelse"

    def skjermingsside(self) -> str:
        return reverse("imdi_skjerming", args=[self.sak.person.uuid])


class Skjerming(_Skjermingsside, Skjemaside):
    """What protects the person now, and the form that changes the level."""

    form_class = Nivaaskjema
    template_name = "bosetting/person/skjerming.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "gjeldende": Gradering(self.sak.person.gradering)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(side=skjermingsside(self.sak, self.bruker), **kwargs)

    def utfor(self, form: Nivaaskjema) -> str:
        data = form.cleaned_data
        endring = services.endre_gradering(
            bruker=self.bruker, sak=self.sak, til=Gradering(data["til"]), grunn=data["grunn"]
        )
        if endring.godkjent:
            messages.success(self.request, _("Nivået er endret og gjelder nå."))
        else:
            messages.info(self.request, _("Forslaget er lagret. En annen i gruppen må godkjenne det."))
        return self.skjermingsside()


class AvgjorSenking(NyligBekreftet, _Skjermingsside, Tekstside):
    """The second person's yes or no, as buttons on the page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        godkjent = request.POST.get("svar") == "ja"
        services.avgjor_senking(bruker=self.bruker, sak=self.sak, godkjent=godkjent)
        tekst = _("Nivået er endret og gjelder nå.") if godkjent else _("Forslaget er avvist. Nivået står.")
        messages.success(request, tekst)
        return redirect(self.skjermingsside())


class NyttMedlemIGruppen(_Skjermingsside, Skjemaside):
    tittel = gettext_lazy("Legg til i gruppen")
    form_class = Gruppeskjema
    template_name = "bosetting/person/skjema.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(knapp=_("Legg til"), **kwargs)
        return {**kontekst, "avbryt_url": self.skjermingsside()}

    def utfor(self, form: Gruppeskjema) -> str:
        medlem = services.legg_til_medlem(
            bruker=self.bruker, sak=self.sak, medlem=form.medlem, grunn=form.cleaned_data["grunn"]
        )
        messages.success(self.request, _("%(navn)s er lagt til i gruppen.") % {"navn": medlem.bruker.navn})
        return self.skjermingsside()


class FjernFraGruppen(_Skjermingsside, Tekstside):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.fjern_medlem(bruker=self.bruker, sak=self.sak, medlem_id=kwargs["pk"])
        messages.success(request, _("Medlemmet er fjernet fra gruppen."))
        return redirect(self.skjermingsside())
