"""IMDi's own users and those of the fylkeskommuner, for IMDi's administrator (decision 14)."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import queries, rules, uttrekk
from imdinett.forvaltning.forms.brukere import Brukerfilter, Grunnskjema, ImdiBrukerskjema, Rolleskjema
from imdinett.forvaltning.forms.imdi import Fylkesbrukerskjema, Fylkeskjema
from imdinett.forvaltning.forms.profil import Tomtskjema
from imdinett.forvaltning.queries import Brukerrad, Brukersok
from imdinett.forvaltning.services import imdi, invitasjoner
from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.forvaltning.views.brukere import BRUKERSORTERING, fakta, rolletekst
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, Rolle
from imdinett.web import hendelser
from imdinett.web.komponent import Endring, Lenke
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.skjema import Skjema
from imdinett.web.views import Imdiside, Sidedelt, Skjemaside, Tekstside

RAMME = "admin/base_site.html"


class Ansattside(Imdiside):
    rettighet = Rettighet.KOMMUNEADMIN_SKRIV

    def sti(self, *lenker: Lenke) -> list[Lenke]:
        liste = Lenke(_("IMDis brukere"), reverse("imdi_ansatte") if lenker else "")
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), liste, *lenker]


class Ansatte(Ansattside, MedUttrekk, Sidedelt, Tekstside):
    template_name = "imdinett/forvaltning/imdi_brukere.html"
    lagres = ("rolle", "status")
    listefil = uttrekk.IMDIS
    detaljside, detaljnokkel = "imdi_ansatt", ("uuid",)
    sortering = BRUKERSORTERING

    def radene(self) -> QuerySet[Bruker]:
        return self._treff()

    @cached_property
    def filter(self) -> Brukerfilter:
        roller = rules.IMDI_ROLLER | rules.ENHETSROLLER | {Rolle.FYLKE_LES}
        return Brukerfilter({"status": "aktive", **self.request.GET.dict()}, roller=roller)

    def filrader(self) -> list[Brukerrad]:
        return queries.imdi_rader(self.ordnede_rader()[: settings.LISTEUTTREKK_MAKS_RADER + 1])

    def _treff(self) -> QuerySet[Bruker]:
        sok = Brukersok(**self.filter.cleaned_data) if self.filter.is_valid() else Brukersok()
        return queries.imdi_brukere(sok)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        side = self.side_av(self._treff())
        rader = queries.imdi_rader(side.object_list)
        return super().get_context_data(
            filter=self.filter,
            rader=[(rad, reverse("imdi_ansatt", args=[rad.bruker.uuid])) for rad in rader],
            side=side,
            brodsmuler=self.sti(),
            **kwargs,
        )


class Imdiskjema(NyligBekreftet, Ansattside, Skjemaside):
    """A form with title, explanation and button."""

    template_name = "imdinett/forvaltning/imdi_skjema.html"
    tittel: ClassVar[Promise | str] = ""
    knapp: ClassVar[Promise | str] = ""
    forklaring: ClassVar[Promise | str] = ""
    fare: ClassVar[bool] = False

    def tilbake(self) -> str:
        return reverse("imdi_ansatte")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tittel=self.tittel,
            knapp=self.knapp,
            forklaring=self.forklaring,
            fare=self.fare,
            ramme=RAMME,
            avbryt_url=self.tilbake(),
            **{"brodsmuler": self.sti(Lenke(str(self.tittel))), **kwargs},
        )


class NyAnsatt(Imdiskjema):
    form_class = ImdiBrukerskjema
    tittel = gettext_lazy("Ny bruker i IMDi")
    knapp = gettext_lazy("Send invitasjon")

    def utfor(self, form: Any) -> str:
        data = form.cleaned_data
        invitert = imdi.inviter(bruker=self.bruker, navn=data["navn"], epost=data["epost"], roller=form.valgte())
        messages.success(self.request, _("%(navn)s er invitert.") % {"navn": invitert.bruker.navn})
        return reverse("imdi_ansatt", args=[invitert.bruker.uuid])


class NyFylkesbruker(Imdiskjema):
    form_class = Fylkesbrukerskjema
    tittel = gettext_lazy("Ny bruker i en fylkeskommune")
    knapp = gettext_lazy("Send invitasjon")
    forklaring = gettext_lazy("Brukeren får lese anmodninger, vedtak og tall for alle kommunene i fylket.")

    def utfor(self, form: Any) -> str:
        invitert = imdi.inviter_fylkesbruker(bruker=self.bruker, **form.cleaned_data)
        messages.success(self.request, _("%(navn)s er invitert.") % {"navn": invitert.bruker.navn})
        return reverse("imdi_ansatt", args=[invitert.bruker.uuid])


class EnAnsatt(Ansattside):
    """Somebody who is not IMDi's or a fylke's user is 404 here: kommuner have their own pages."""

    gjelder: Bruker

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        alle = queries.imdi_brukere(Brukersok(status="alle"))
        self.gjelder = get_object_or_404(alle, uuid=kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def hit(self) -> str:
        return reverse("imdi_ansatt", args=[self.gjelder.uuid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gjelder=self.gjelder, hit=self.hit, **kwargs)


class Ansatt(EnAnsatt, Tekstside):
    template_name = "imdinett/forvaltning/imdi_bruker.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rad = queries.imdi_rader([self.gjelder])[0]
        return super().get_context_data(
            rad=rad,
            fakta=fakta(rad),
            roller=[ROLLER[rolle] for rolle in rad.roller],
            fylker=queries.fylker_for(self.gjelder),
            enheter=queries.enheter_for(self.gjelder),
            er_meg=self.gjelder.pk == self.bruker.pk,
            hendelser=hendelser.panel(self.gjelder, self.bruker),
            brodsmuler=self.sti(Lenke(self.gjelder.navn)),
            **kwargs,
        )


class Roller(Imdiskjema, EnAnsatt):
    """First the roles, then the check page."""

    engangs = False
    form_class = Rolleskjema
    tittel = gettext_lazy("Endre roller")
    knapp = gettext_lazy("Se over")

    def tilbake(self) -> str:
        return self.hit

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "roller": rules.IMDI_ROLLER}

    def get_initial(self) -> dict[str, Any]:
        return {"roller": rules.koder(imdi.roller_for(self.gjelder))}

    def utfor(self, form: Any) -> str:
        fra = rules.koder(imdi.roller_for(self.gjelder))
        self.request.session[_nokkel(self.gjelder)] = {"fra": fra, "til": rules.koder(form.valgte())}
        return reverse("imdi_ansatt_roller_se_over", args=[self.gjelder.uuid])


class SeOverRoller(Imdiskjema, EnAnsatt):
    form_class = Grunnskjema
    template_name = "imdinett/forvaltning/bruker_roller_se_over.html"
    tittel = gettext_lazy("Se over endringen")
    valg: dict[str, list[str]]

    def tilbake(self) -> str:
        return self.hit

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.valg = request.session.get(f"imdi-rollevalg:{kwargs['uuid']}") or {}
        if not self.valg:
            return redirect("imdi_ansatt_roller", uuid=kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endring = Endring(_("Roller"), rolletekst(self.valg["fra"]), rolletekst(self.valg["til"]))
        return super().get_context_data(endring=endring, uendret=self.valg["fra"] == self.valg["til"], **kwargs)

    def utfor(self, form: Any) -> str:
        imdi.endre_roller(
            bruker=self.bruker,
            gjelder=self.gjelder,
            fra={Rolle(kode) for kode in self.valg["fra"]},
            til={Rolle(kode) for kode in self.valg["til"]},
            grunn=form.cleaned_data["grunn"],
        )
        del self.request.session[_nokkel(self.gjelder)]
        messages.success(self.request, _("Rollene er endret. %(navn)s er logget ut.") % {"navn": self.gjelder.navn})
        return self.hit


def _nokkel(gjelder: Bruker) -> str:
    return f"imdi-rollevalg:{gjelder.uuid}"


class Handling(Imdiskjema, EnAnsatt):
    form_class: type[Skjema] = Grunnskjema
    ferdig: ClassVar[Promise | str] = ""

    def tilbake(self) -> str:
        return self.hit

    def handle(self, grunn: str) -> None:
        raise NotImplementedError

    def utfor(self, form: Any) -> str:
        self.handle(form.cleaned_data.get("grunn", ""))
        messages.success(self.request, str(self.ferdig))
        return self.hit


class Steng(Handling):
    tittel = gettext_lazy("Steng kontoen")
    knapp = gettext_lazy("Steng kontoen")
    forklaring = gettext_lazy("Brukeren blir logget ut med en gang og får e-post. Navnet blir stående i historikken.")
    ferdig = gettext_lazy("Kontoen er stengt.")
    fare = True

    def handle(self, grunn: str) -> None:
        imdi.steng(bruker=self.bruker, gjelder=self.gjelder, grunn=grunn)


class Aapne(Handling):
    tittel = gettext_lazy("Åpne kontoen")
    knapp = gettext_lazy("Åpne kontoen")
    ferdig = gettext_lazy("Kontoen er åpen.")

    def handle(self, grunn: str) -> None:
        imdi.aapne(bruker=self.bruker, gjelder=self.gjelder, grunn=grunn)


class NullstillFaktor(Handling):
    tittel = gettext_lazy("Nullstill engangskoden")
    knapp = gettext_lazy("Nullstill engangskoden")
    forklaring = gettext_lazy("Forsikre deg om at det er personen selv som ber om det. Brukeren får e-post.")
    ferdig = gettext_lazy("Engangskoden er nullstilt.")
    fare = True

    def handle(self, grunn: str) -> None:
        imdi.nullstill_faktor(bruker=self.bruker, gjelder=self.gjelder, grunn=grunn)


class InviterIgjen(Handling):
    form_class = Tomtskjema
    tittel = gettext_lazy("Send ny invitasjon")
    knapp = gettext_lazy("Send invitasjonen")
    forklaring = gettext_lazy("Den nye lenken virker i sju dager. Den forrige slutter å virke.")
    ferdig = gettext_lazy("Invitasjonen er sendt.")

    def handle(self, grunn: str) -> None:
        invitasjoner.send_paa_nytt(bruker=self.bruker, kommune=None, gjelder=self.gjelder)


class Fylke(Handling):
    form_class = Fylkeskjema
    tittel = gettext_lazy("Tilgang til et fylke")
    knapp = gettext_lazy("Lagre")
    ferdig = gettext_lazy("Tilgangen er endret.")

    def utfor(self, form: Any) -> str:
        data = form.cleaned_data
        handling = imdi.gi_fylkerolle if data["gi"] == "ja" else imdi.ta_fylkerolle
        handling(bruker=self.bruker, gjelder=self.gjelder, fylke=data["fylke"], grunn=data["grunn"])
        messages.success(self.request, str(self.ferdig))
        return reverse("imdi_ansatte")
