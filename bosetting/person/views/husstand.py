"""Register a household, give its members a permit, approve the kartlegging."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.person import services, visning
from bosetting.person.formaalsskjema import Sideformaal
from bosetting.person.forms import Endreskjema, Godkjenningsskjema, Nyhusstand, Tillatelsesskjema
from bosetting.person.rules import Tillatelse
from bosetting.person.states import FOR_FORDELING, Kategori, Sakstilstand, Tillatelsestype
from bosetting.person.views.felles import Enhusstand, Registrering, Registreringslesing
from bosetting.person.views.formaal import Formaalsside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.views import BareImdi, Skjemaside, Tekstside


class NyHusstand(Registrering, Skjemaside):
    """The shared fields once, then each person. «Legg til en person» keeps what is typed."""

    tittel = gettext_lazy("Ny husstand")
    form_class = Nyhusstand
    template_name = "bosetting/person/ny_husstand.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for knapp, endring in (("flere", 1), ("faerre", -1)):
            if knapp in request.POST:
                form = Nyhusstand.uprovd(request.POST, Nyhusstand(request.POST).antall + endring)
                form.engangsnokkel = request.POST.get("engangsnokkel", "")
                return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=reverse("imdi_personer"), **kwargs)

    def utfor(self, form: Nyhusstand) -> str:
        husstand = services.registrer_husstand(bruker=self.bruker, personer=form.nye())
        return reverse("imdi_husstand", args=[husstand.nummer])


class Husstandsside(Registreringslesing, Enhusstand, Tekstside):
    """Who lives together, how far each case has come, and what is missing."""

    del_av = "husstand"
    template_name = "bosetting/person/husstand.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tilstander = {medlem.sak.tilstand for medlem in self.medlemmer}
        return super().get_context_data(
            title=_("Husstand %(nummer)s") % {"nummer": self.husstand.nummer},
            rader=[visning.medlemsrad(medlem) for medlem in self.medlemmer],
            kan_faa_tillatelse=Sakstilstand.REGISTRERT in tilstander,
            kan_godkjennes=Sakstilstand.TIL_KARTLEGGING in tilstander,
            er_privatboende=any(medlem.sak.kategori == Kategori.PRIVATBOENDE for medlem in self.medlemmer),
            kan_vokse=tilstander <= FOR_FORDELING,
            **kwargs,
        )


class Husstandsformaal(BareImdi, Enhusstand, Formaalsside):
    """«Hvorfor åpner du siden?» The number of the household only."""

    rettighet = imdi_rettighet = Rettighet.SAK_LES
    tittel = gettext_lazy("Hvorfor åpner du siden?")
    form_class = Sideformaal
    template_name = "bosetting/person/formaal.html"

    def formaalsnokkel(self) -> str:
        return self.husstandsnummer()

    def sider(self) -> list[str]:
        personer = [reverse("imdi_person", args=[medlem.sak.person.uuid]) for medlem in self.medlemmer if medlem.vises]
        return [self.husstandsside(), *personer]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gjelder = _("husstand %(nummer)s") % {"nummer": self.husstand.nummer}
        kontekst = super().get_context_data(gjelder=gjelder, **kwargs)
        return {**kontekst, "avbryt_url": reverse("imdi_personer")}


class NyttMedlem(Enhusstand, Skjemaside):
    tittel = gettext_lazy("Legg til person")
    del_av = "ny person i husstanden"
    form_class = Endreskjema
    template_name = "bosetting/person/skjema.html"

    def get_initial(self) -> dict[str, Any]:
        """What the others share, from the first of them that is not shielded."""
        felles = next((Endreskjema.verdier(sak) for sak in self.viste()), {})
        return {navn: felles.get(navn) for navn in Endreskjema.FELLES} | {"versjon": 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(knapp=_("Registrer personen"), **kwargs)

    def utfor(self, form: Endreskjema) -> str:
        services.registrer_person(bruker=self.bruker, ny=form.ny({}), husstand=self.husstand)
        return self.husstandsside()


class RegistrerTillatelse(Enhusstand, Skjemaside):
    """registrert → til_kartlegging, for those who are ticked."""

    tittel = gettext_lazy("Registrer tillatelse")
    del_av = "tillatelse"
    form_class = Tillatelsesskjema
    template_name = "bosetting/person/skjema.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "husstand": self.husstand, "navn": self.navn()}

    def get_initial(self) -> dict[str, Any]:
        return {"saker": [m.sak.pk for m in self.medlemmer if m.sak.tilstand == Sakstilstand.REGISTRERT]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(knapp=_("Registrer tillatelsen"), **kwargs)

    def utfor(self, form: Tillatelsesskjema) -> str:
        data = form.cleaned_data
        felt = {navn: data[navn] for navn in ("dato", "meldt_dato", "gyldig_til")}
        tillatelse = Tillatelse(type=Tillatelsestype(data["type"]), **felt)
        services.registrer_tillatelser(bruker=self.bruker, rader=[(sak, tillatelse) for sak in data["saker"]])
        return self.husstandsside()


class GodkjennKartlegging(Enhusstand, Skjemaside):
    """til_kartlegging → bosettingsklar for the household (B-030, B-033)."""

    tittel = gettext_lazy("Godkjenn kartleggingen")
    del_av = "godkjenning"
    form_class = Godkjenningsskjema
    template_name = "bosetting/person/godkjenn.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        mangler = any(medlem.sak.tilstand == Sakstilstand.REGISTRERT for medlem in self.medlemmer)
        return {**super().get_form_kwargs(), "mangler_tillatelse": mangler}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rader=[visning.medlemsrad(medlem) for medlem in self.medlemmer], **kwargs)

    def utfor(self, form: Godkjenningsskjema) -> str:
        saker = [medlem.sak for medlem in self.medlemmer if medlem.sak.tilstand == Sakstilstand.TIL_KARTLEGGING]
        klare = services.godkjenn_kartlegginger(
            bruker=self.bruker, saker=saker, overstyring=form.cleaned_data.get("overstyring", "")
        )
        tekst = ngettext("%(n)d person er bosettingsklar.", "%(n)d personer er bosettingsklare.", len(klare))
        messages.success(self.request, tekst % {"n": len(klare)})
        return self.husstandsside()
