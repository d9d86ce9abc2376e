"""IMDi's administrator in a kommune: the agreement (B-005), the administrators (B-004), help when locked out."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.forvaltning.forms.brukere import Administratorskjema, Grunnskjema
from imdinett.forvaltning.forms.imdi import Avtaleskjema
from imdinett.forvaltning.services import brukere
from imdinett.forvaltning.services.avtaler import opphev_avtale, registrer_avtale
from imdinett.forvaltning.views import brukere as kommunens
from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Imdiside, Side, Skjemaside


class ForImdi(Side):
    """The kommune is in the address: IMDi acts for no kommune. Comes before the kommune's own view class."""

    rettighet = Rettighet.KOMMUNEADMIN_SKRIV
    ramme = "admin/base_site.html"
    for_imdi = True

    @cached_property
    def kommune(self) -> Kommune:
        return get_object_or_404(Kommune.objects.gyldige(), nummer=self.kwargs["nummer"])

    def adresse(self, navn: str, *args: Any) -> str:
        return reverse(f"imdi_{navn}", args=[self.kommune.nummer, *args])

    def sti(self, *lenker: Lenke) -> list[Lenke]:
        kommunen = Lenke(str(self.kommune), self.adresse("brukere") if lenker else "")
        kommuner = Lenke(_("Kommuner"), reverse("admin:imdinett_kommune_changelist"))
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), kommuner, kommunen, *lenker]


class Brukere(ForImdi, Imdiside, kommunens.Brukere):
    def ny_bruker(self) -> Lenke:
        return Lenke(_("Ny administrator"), self.adresse("administrator_ny"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        avtaler = self.kommune.avtaler.select_related("dokument", "registrert_av", "opphevet_av")
        ny_avtale = self.adresse("avtale_ny")
        return super().get_context_data(avtaler=avtaler, ny_avtale_url=ny_avtale, **kwargs)


class Brukerside(ForImdi, Imdiside, kommunens.Brukerside):
    pass


class VelgRoller(ForImdi, Imdiside, kommunens.VelgRoller):
    pass


class SeOverRoller(ForImdi, Imdiside, kommunens.SeOverRoller):
    pass


class Steng(ForImdi, Imdiside, kommunens.Steng):
    pass


class Aapne(ForImdi, Imdiside, kommunens.Aapne):
    pass


class NullstillFaktor(ForImdi, Imdiside, kommunens.NullstillFaktor):
    pass


class Sensitivt(ForImdi, Imdiside, kommunens.Sensitivt):
    pass


class InviterIgjen(ForImdi, Imdiside, kommunens.InviterIgjen):
    pass


class _Kommuneskjema(NyligBekreftet, ForImdi, Imdiside, Skjemaside):
    """A form on the kommune with title and explanation."""

    template_name = "imdinett/forvaltning/imdi_skjema.html"
    tittel: ClassVar[Promise | str] = ""
    knapp: ClassVar[Promise | str] = ""
    forklaring: ClassVar[Promise | str] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tekst = {"tittel": self.tittel, "knapp": self.knapp, "forklaring": self.forklaring}
        sti = self.sti(Lenke(str(self.tittel)))
        return super().get_context_data(
            **tekst,
            ramme=self.ramme,
            avbryt_url=self.adresse("brukere"),
            brodsmuler=sti,
            kommune=self.kommune,
            **kwargs,
        )


class NyAdministrator(_Kommuneskjema):
    form_class = Administratorskjema

    tittel = gettext_lazy("Ny administrator")
    knapp = gettext_lazy("Send invitasjon")
    forklaring = gettext_lazy(
        "Bruk opplysningene i skjemaet kommunen har sendt. Administratoren inviterer selv de andre brukerne."
    )

    def utfor(self, form: Any) -> str:
        invitert = brukere.registrer_administrator(bruker=self.bruker, kommune=self.kommune, **form.cleaned_data)
        messages.success(self.request, _("%(navn)s er registrert.") % {"navn": invitert.bruker.navn})
        return self.adresse("brukere")


class NyAvtale(_Kommuneskjema):
    rettighet = Rettighet.AVTALE_SKRIV
    form_class = Avtaleskjema

    tittel = gettext_lazy("Ny databehandleravtale")
    knapp = gettext_lazy("Registrer avtalen")
    forklaring = gettext_lazy(
        "Kommunens brukere kommer inn når avtalen er registrert. En ny avtale erstatter den som gjelder."
    )

    def utfor(self, form: Any) -> str:
        fil = form.cleaned_data["fil"]
        registrer_avtale(bruker=self.bruker, kommune=self.kommune, signatur=form.signatur(), fil=fil)
        messages.success(self.request, _("Avtalen er registrert."))
        return self.adresse("brukere")


class OpphevAvtale(_Kommuneskjema):
    rettighet = Rettighet.AVTALE_SKRIV
    form_class = Grunnskjema

    tittel = gettext_lazy("Opphev databehandleravtalen")
    knapp = gettext_lazy("Opphev avtalen")
    forklaring = gettext_lazy("Alle brukere i kommunen mister tilgangen med en gang, til en ny avtale er registrert.")

    @cached_property
    def avtale(self) -> Databehandleravtale:
        return get_object_or_404(self.kommune.avtaler, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.avtale.opphevet_tid is not None:
            raise Http404
        return super().get_context_data(fare=True, **kwargs)

    def utfor(self, form: Any) -> str:
        opphev_avtale(bruker=self.bruker, avtale=self.avtale, grunn=form.cleaned_data["grunn"])
        messages.success(self.request, _("Avtalen er opphevet."))
        return self.adresse("brukere")
