"""The kommune's users, for its administrator (ui.md 5.6). What may be done is decided in the services (B-003)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import queries, rules, uttrekk
from imdinett.forvaltning.forms.brukere import Brukerfilter, Grunnskjema, Rolleskjema
from imdinett.forvaltning.forms.profil import Tomtskjema
from imdinett.forvaltning.queries import Brukerrad, Brukersok
from imdinett.forvaltning.services import brukere, invitasjoner
from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.kjerne.feil import Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, Rolle
from imdinett.web import hendelser
from imdinett.web.komponent import Endring, Lenke, Rad
from imdinett.web.lister import naboer
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.skjema import Skjema
from imdinett.web.views import Side, Sidedelt, Skjemaside, Tekstside

BRUKERSORTERING = Sortering({"navn": ("navn",), "innlogget": ("last_login",)}, standard="navn")
HANDLINGER = ("roller", "sensitivt", "steng", "aapne", "nullstill", "inviter_igjen")


class Kommunens(Side):
    """For the administrator of the kommune acted for; a role elsewhere does not count here (B-003).

    IMDi's administrator has the same pages under /imdi/, for any kommune (views/imdi_kommuner.py).
    """

    rettighet = Rettighet.BRUKERE_SKRIV
    ramme = "base.html"
    for_imdi = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self._hos_imdi():
            return redirect("admin:imdinett_kommune_changelist")
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        super().krev_adgang()
        tilgang.krev(rules.kan_forvalte(self.bruker, self.kommune.pk))

    def _hos_imdi(self) -> bool:
        """IMDi's staff act for no kommune: their way to these pages goes by the list of kommuner."""
        return not self.for_imdi and tilgang.er_imdi(self.bruker)

    def adresse(self, navn: str, *args: Any) -> str:
        return reverse(navn, args=args)

    def sti(self, *lenker: Lenke) -> list[Lenke]:
        liste = Lenke(_("Brukere"), self.adresse("brukere") if lenker else "")
        return [Lenke(_("Hjem"), "/"), liste, *lenker]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hjelp = "brukere-og-roller"
        return super().get_context_data(ramme=self.ramme, kommune=self.kommune, hjelpetema=hjelp, **kwargs)


class Brukere(Kommunens, MedUttrekk, Sidedelt, Tekstside):
    template_name = "imdinett/forvaltning/brukere.html"
    # What is searched for is somebody's name: it is not kept.
    lagres = ("rolle", "status")
    listefil = uttrekk.BRUKERE
    detaljnokkel = ("uuid",)
    sortering = BRUKERSORTERING

    def detaljadresse(self, *nokkel: Any) -> str:
        return self.adresse("bruker", *nokkel)

    def radene(self) -> QuerySet[Bruker]:
        return self._treff()

    @cached_property
    def filter(self) -> Brukerfilter:
        return Brukerfilter({"status": "aktive", **self.request.GET.dict()})

    def filenhet(self) -> Kommune:
        return self.kommune

    def filrader(self) -> list[Brukerrad]:
        return queries.brukerrader(self.ordnede_rader()[: settings.LISTEUTTREKK_MAKS_RADER + 1], self.kommune)

    def _treff(self) -> QuerySet[Bruker]:
        sok = Brukersok(**self.filter.cleaned_data) if self.filter.is_valid() else Brukersok()
        return queries.finn_brukere(self.kommune, sok)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        side = self.side_av(self._treff())
        administratorer = tildeling.aktive_med_rolle(self.kommune, Rolle.KOMMUNE_ADMINISTRATOR).count()
        rader = queries.brukerrader(side.object_list, self.kommune)
        return super().get_context_data(
            filter=self.filter,
            rader=[(rad, self.adresse("bruker", rad.bruker.uuid)) for rad in rader],
            side=side,
            avtale=queries.avtale_for(self.kommune),
            administratorer=administratorer,
            brodsmuler=self.sti(),
            handling=self.ny_bruker(),
            **kwargs,
        )

    def ny_bruker(self) -> Lenke:
        return Lenke(_("Ny bruker"), self.adresse("bruker_ny"))


class EnBruker(Kommunens):
    """One user of the kommune; somebody else's is 404, as if it did not exist."""

    gjelder: Bruker

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self._hos_imdi():
            self.gjelder = get_object_or_404(tildeling.brukere_i(self.kommune), uuid=kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def rad(self) -> Brukerrad:
        return queries.brukerrader([self.gjelder], self.kommune)[0]

    @property
    def hit(self) -> str:
        return self.adresse("bruker", self.gjelder.uuid)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gjelder=self.gjelder, hit=self.hit, **kwargs)


class Brukerside(EnBruker, Tekstside):
    template_name = "imdinett/forvaltning/bruker.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rad, uuid = self.rad, self.gjelder.uuid
        return super().get_context_data(
            rad=rad,
            fakta=fakta(rad),
            er_meg=self.gjelder.pk == self.bruker.pk,
            roller=[ROLLER[rolle] for rolle in rad.roller],
            adresser={navn: naboer.videre(self.request, self.adresse(f"bruker_{navn}", uuid)) for navn in HANDLINGER},
            hendelser=hendelser.panel(self.gjelder, self.bruker),
            brodsmuler=self.sti(Lenke(self.gjelder.navn)),
            **kwargs,
        )


def fakta(rad: Brukerrad) -> list[Rad]:
    rader = [
        Rad(_("E-post"), rad.bruker.epost),
        Rad(_("Telefon"), rad.bruker.telefon),
        Rad(_("Engangskode eller passnøkkel"), _("på") if rad.har_faktor else _("mangler")),
        Rad(_("Sist innlogget"), rad.sist),
    ]
    return rader + ([Rad(_("Stengt fordi"), rad.bruker.stengt_grunn)] if rad.bruker.er_stengt else [])


class VelgRoller(EnBruker, Skjemaside):
    """First the roles, then the check page with before and after."""

    engangs = False
    template_name = "imdinett/forvaltning/bruker_roller.html"
    form_class = Rolleskjema

    def get_initial(self) -> dict[str, Any]:
        return {"roller": [rolle.value for rolle in self.rad.roller]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            brodsmuler=self.sti(Lenke(self.gjelder.navn, self.hit), Lenke(_("Roller"))), **kwargs
        )

    def utfor(self, form: Any) -> str:
        til = rules.koder(form.valgte())
        fra = rules.koder(self.rad.roller)
        self.request.session[_nokkel(self.gjelder)] = {"kommune": self.kommune.pk, "fra": fra, "til": til}
        return self.adresse("bruker_roller_se_over", self.gjelder.uuid)


class SeOverRoller(NyligBekreftet, EnBruker, Skjemaside):
    template_name = "imdinett/forvaltning/bruker_roller_se_over.html"
    form_class = Grunnskjema
    valg: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        gjelder_id = kwargs["uuid"]
        valg = request.session.get(f"rollevalg:{gjelder_id}")
        if not valg:
            return redirect(self.adresse("bruker_roller", gjelder_id))
        self.valg = valg
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endring = Endring(_("Roller"), rolletekst(self.valg["fra"]), rolletekst(self.valg["til"]))
        sti = self.sti(Lenke(self.gjelder.navn, self.hit), Lenke(_("Se over")))
        return super().get_context_data(
            endring=endring, uendret=self.valg["fra"] == self.valg["til"], brodsmuler=sti, **kwargs
        )

    def utfor(self, form: Any) -> str:
        if self.valg["kommune"] != self.kommune.pk:
            raise Kollisjon("byttet_enhet", _("Du har byttet kommune imens. Ingenting er endret."))
        brukere.endre_roller(
            bruker=self.bruker,
            kommune=self.kommune,
            gjelder=self.gjelder,
            fra={Rolle(kode) for kode in self.valg["fra"]},
            til={Rolle(kode) for kode in self.valg["til"]},
            grunn=form.cleaned_data["grunn"],
        )
        del self.request.session[_nokkel(self.gjelder)]
        messages.success(self.request, _("Rollene er endret. %(navn)s er logget ut.") % {"navn": self.gjelder.navn})
        return self.hit


def _nokkel(gjelder: Bruker) -> str:
    return f"rollevalg:{gjelder.uuid}"


def rolletekst(koder: list[str]) -> str:
    return ", ".join(str(ROLLER[Rolle(kode)].navn) for kode in koder) or _("ingen")


class Handling(NyligBekreftet, EnBruker, Skjemaside):
    """One act on a user, with a reason. Subclasses say what it is and call the service."""

    template_name = "imdinett/forvaltning/bruker_handling.html"
    form_class: type[Skjema] = Grunnskjema
    fare = False

    def tekst(self) -> dict[str, str]:
        """tittel, forklaring, knapp, ferdig"""
        raise NotImplementedError

    def handle(self, kommune: Kommune, grunn: str) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tekst = self.tekst()
        sti = self.sti(Lenke(self.gjelder.navn, self.hit), Lenke(tekst["tittel"]))
        return super().get_context_data(**tekst, fare=self.fare, brodsmuler=sti, **kwargs)

    def utfor(self, form: Any) -> str | HttpResponse:
        ferdig = self.tekst()["ferdig"]
        self.handle(self.kommune, form.cleaned_data.get("grunn", ""))
        messages.success(self.request, ferdig)
        igjen = tildeling.brukere_i(self.kommune).filter(pk=self.gjelder.pk).exists()
        return self.hit if igjen else self.adresse("brukere")


class Steng(Handling):
    fare = True

    def tekst(self) -> dict[str, str]:
        navn = {"navn": self.gjelder.navn}
        return {
            "tittel": _("Steng %(navn)s") % navn,
            "forklaring": _(
                "Brukeren mister tilgangen til kommunen og blir logget ut med en gang. Navnet blir stående i loggen."
            ),
            "knapp": _("Steng brukeren"),
            "ferdig": _("%(navn)s har ikke lenger tilgang til kommunen.") % navn,
        }

    def handle(self, kommune: Kommune, grunn: str) -> None:
        brukere.steng(bruker=self.bruker, kommune=kommune, gjelder=self.gjelder, grunn=grunn)


class Aapne(Handling):
    def tekst(self) -> dict[str, str]:
        navn = {"navn": self.gjelder.navn}
        return {
            "tittel": _("Åpne kontoen til %(navn)s") % navn,
            "forklaring": _("Brukeren får tilbake de rollene kontoen hadde, og får e-post om det."),
            "knapp": _("Åpne kontoen"),
            "ferdig": _("Kontoen til %(navn)s er åpen.") % navn,
        }

    def handle(self, kommune: Kommune, grunn: str) -> None:
        brukere.aapne(bruker=self.bruker, kommune=kommune, gjelder=self.gjelder, grunn=grunn)


class NullstillFaktor(Handling):
    fare = True

    def tekst(self) -> dict[str, str]:
        navn = {"navn": self.gjelder.navn}
        return {
            "tittel": _("Nullstill engangskoden til %(navn)s") % navn,
            "forklaring": _(
                "Bruk dette når telefonen er mistet. Forsikre deg om at det er personen selv som ber om det. Brukeren "
                "blir logget ut, får e-post, og setter opp en ny engangskode ved neste innlogging."
            ),
            "knapp": _("Nullstill engangskoden"),
            "ferdig": _("Engangskoden er nullstilt. %(navn)s har fått e-post.") % navn,
        }

    def handle(self, kommune: Kommune, grunn: str) -> None:
        brukere.nullstill_faktor(bruker=self.bruker, kommune=kommune, gjelder=self.gjelder, grunn=grunn)


class Sensitivt(Handling):
    """B-094: the extra permission for special categories, on or off."""

    def tekst(self) -> dict[str, str]:
        paa = not self.rad.sensitivt
        navn = {"navn": self.gjelder.navn}
        tittel = _("La %(navn)s se sensitive opplysninger") if paa else _("Ta bort sensitive opplysninger fra %(navn)s")
        ferdig = (
            _("%(navn)s kan nå se sensitive opplysninger.")
            if paa
            else _("%(navn)s ser ikke lenger sensitive opplysninger.")
        )
        return {
            "tittel": tittel % navn,
            "forklaring": _(
                "Gjelder helse og andre særlige opplysninger om personer i kommunens saker. Gi det bare til dem som "
                "trenger det i arbeidet. Hvert oppslag logges."
            ),
            "knapp": _("Gi tilgang") if paa else _("Ta bort tilgang"),
            "ferdig": ferdig % navn,
        }

    def handle(self, kommune: Kommune, grunn: str) -> None:
        paa = not brukere.har_sensitivt(self.gjelder, kommune)
        brukere.sett_sensitivt(bruker=self.bruker, kommune=kommune, gjelder=self.gjelder, paa=paa, grunn=grunn)


class InviterIgjen(Handling):
    form_class = Tomtskjema

    def tekst(self) -> dict[str, str]:
        navn = {"navn": self.gjelder.navn}
        return {
            "tittel": _("Send ny invitasjon til %(navn)s") % navn,
            "forklaring": _("Den nye lenken virker i sju dager. Den forrige slutter å virke."),
            "knapp": _("Send invitasjonen"),
            "ferdig": _("%(navn)s har fått en ny invitasjon.") % navn,
        }

    def handle(self, kommune: Kommune, grunn: str) -> None:
        invitasjoner.send_paa_nytt(bruker=self.bruker, kommune=kommune, gjelder=self.gjelder)
