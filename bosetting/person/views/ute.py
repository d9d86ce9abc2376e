"""What only the folder shows, where it is written: whom to call, relatives abroad, how long the permit holds."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import opphold, rules, services
from bosetting.person.mappeskjema import FamilieUteskjema, Gyldighetsskjema, Kontaktskjema
from bosetting.person.models import Sak
from bosetting.person.views.felles import Ensak
from bosetting.person.views.formaal import OPPGAVE, oppgitt_formaal
from bosetting.person.views.mottak import EnBeboer
from imdinett.web.komponent import Lenke
from imdinett.web.views import Side, Skjemaside, Tekstside


# ---- the mottak where the person lives
class _Beboerskjema(EnBeboer, Skjemaside):
    """A form on one resident, from the resident's page and back to it."""

    def beboersiden(self) -> str:
        return reverse("beboer", args=[self.sak.person.uuid])

    def sti(self) -> list[Lenke]:
        sak = Lenke(_("Sak %(nummer)s") % {"nummer": self.sak.nummer}, self.beboersiden())
        return [Lenke(_("Beboere"), reverse("beboere")), sak, Lenke(str(self.tittel))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=self.beboersiden(), **kwargs)


class Beboerkontakt(_Beboerskjema):
    tittel = gettext_lazy("Kontakt på mottaket")
    del_av = "bosted og kontakt"
    form_class = Kontaktskjema
    template_name = "bosetting/person/mottak/kontakt.html"

    def get_initial(self) -> dict[str, Any]:
        return Kontaktskjema.verdier(self.sak.person)

    def utfor(self, form: Kontaktskjema) -> str:
        services.registrer_kontakt(bruker=self.bruker, sak=self.sak, kontakt=form.kontakt())
        messages.success(self.request, _("Kontakten er lagret."))
        return self.beboersiden()


# ---- relatives abroad, on mottak's page and on IMDi's
class _FamilieUte(Side):
    """`sak`, `del_av` and the frame are the other parent's."""

    tittel: ClassVar[str | Promise] = gettext_lazy("Familie i utlandet")
    del_av: ClassVar[str] = "familie i utlandet"
    sak: Sak
    her: ClassVar[str]

    def adresse(self) -> str:
        return reverse(self.her, args=[self.sak.person.uuid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = opphold.familie_ute(self.sak.person_id)
        return super().get_context_data(familie_ute=rader, fjern=f"{self.her}_fjern", **kwargs)

    def utfor(self, form: FamilieUteskjema) -> str:
        services.registrer_familie_ute(bruker=self.bruker, sak=self.sak, ny=form.ny())
        messages.success(self.request, _("Slektningen er lagt til."))
        return self.adresse()


class _FjernFamilieUte(_FamilieUte):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.fjern_familie_ute(bruker=self.bruker, sak=self.sak, rad_id=self.kwargs["pk"])
        messages.success(request, _("Slektningen er tatt bort."))
        return redirect(self.adresse())


class Beboerfamilie(_FamilieUte, _Beboerskjema):
    her = "beboer_familie"
    form_class = FamilieUteskjema
    template_name = "bosetting/person/mottak/familie.html"


class FjernBeboerfamilie(_FjernFamilieUte, EnBeboer, Tekstside):
    her = "beboer_familie"


class FamilieUteHosImdi(_FamilieUte, Ensak, Skjemaside):
    """To register is a task. When the case has left registration, the page shows what the folder's tab does.

    It asks as the folder does then: the same question, and the same hour (decision 19).
    """

    her = "imdi_person_familie"
    form_class = FamilieUteskjema
    template_name = "bosetting/person/familie_ute.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or super().post(request, *args, **kwargs)

    def formaal(self) -> str | None:
        if self.er_til_registrering:
            return super().formaal()
        if not rules.krever_mappeformaal(self.bruker, self.sak):
            return str(OPPGAVE)
        return oppgitt_formaal(self.request, str(self.sak.person.uuid))

    def spor_forst(self) -> HttpResponse | None:
        if self.formaal() is not None:
            return None
        sporsmaal = urlencode({"neste": self.request.path})
        return redirect(f"{reverse('personmappe_formaal', args=[self.sak.person.uuid])}?{sporsmaal}")


class FjernFamilieUteHosImdi(_FjernFamilieUte, Ensak, Tekstside):
    her = "imdi_person_familie"


# ---- IMDi
class EndreGyldighet(Ensak, Skjemaside):
    """The permit was renewed. At any time, also when somebody has been asked."""

    tittel = gettext_lazy("Tillatelsens gyldighet")
    del_av = "tillatelse"
    form_class = Gyldighetsskjema
    template_name = "bosetting/person/skjema.html"

    def get_initial(self) -> dict[str, Any]:
        return {"gyldig_til": self.sak.tillatelse_gyldig_til}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(knapp=_("Lagre"), **kwargs)

    def utfor(self, form: Gyldighetsskjema) -> str:
        services.endre_gyldighet(bruker=self.bruker, sak=self.sak, gyldig_til=form.cleaned_data["gyldig_til"])
        messages.success(self.request, _("Gyldigheten er lagret."))
        return self.personside()
