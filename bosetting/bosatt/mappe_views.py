"""The folder's pages. Each look is in the log before the page is sent; no log, no page (B-090, security.md §8)."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.ankomst.queries import ankomstrader
from bosetting.bosatt import mappe_innsyn, rules
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt import mappe_visning as visning
from bosetting.bosatt.mappe_forms import Helseformaal
from bosetting.folkeregister import queries as folkeregister
from bosetting.folkeregister.visning import adressetekst
from bosetting.person import rules as person_rules
from bosetting.person.models import Sak
from bosetting.person.opphold import familie_ute, tidligere_bosteder
from bosetting.person.queries import tidligere_numre
from bosetting.person.views.formaal import OPPGAVE, Formaalsside, oppgitt_formaal
from imdinett.hendelse.typer import Handling
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Stengt
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import feilsider, hendelser, norsk
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister import naboer
from imdinett.web.views import Side, Skjemaside, Tekstside

FANER: tuple[tuple[str, Promise], ...] = (
    ("personmappe", gettext_lazy("Oversikt")),
    ("personmappe_identitet", gettext_lazy("Identitet og opphold")),
    ("personmappe_familie", gettext_lazy("Familie")),
    ("personmappe_kartlegging", gettext_lazy("Kartlegging")),
    ("personmappe_kompetanse", gettext_lazy("Kompetanse")),
    ("personmappe_tilrettelegging", gettext_lazy("Helse og tilrettelegging")),
    ("personmappe_bosetting", gettext_lazy("Bosetting")),
    ("personmappe_brev", gettext_lazy("Brev")),
    ("personmappe_dokumenter", gettext_lazy("Dokumenter")),
    ("personmappe_notater", gettext_lazy("Notater")),
    ("personmappe_hendelser", gettext_lazy("Hendelser")),
)


class MedSak(Side):
    """One person's case. Outside the user's reach is 404; what the kommune had and lost is 410 (B-042).

    RAPPORT_LES lets a fylke through the gate, so that it meets the same 404 as any stranger.
    """

    rettighet = (Rettighet.SAK_LES, Rettighet.RAPPORT_LES)
    sak: Sak

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sak = mappe.finn_sak(self.bruker, kwargs["uuid"])
        if sak is None:
            return self._avvist(kwargs["uuid"])
        self.sak = sak
        return super().dispatch(request, *args, **kwargs)

    def _avvist(self, person_uuid: UUID) -> HttpResponse:
        vedtak = mappe.stengt_vedtak(self.bruker, person_uuid)
        egen = getattr(self.request, "aktiv_kommune", None)
        mappe_innsyn.logg_avvist(self.bruker, person_uuid, vedtak, egen and egen.pk)
        if vedtak is None:
            return feilsider.not_found(self.request)
        return feilsider.domenefeil(self.request, Stengt("mappe_stengt", visning.stengt_tekst(vedtak)))

    def logg(
        self, del_av: str, formaal: str, *, handling: Handling = Handling.LESE, person_ider: Iterable[int] = ()
    ) -> None:
        mappe_innsyn.logg_vist(
            self.bruker, self.sak, del_av=del_av, formaal=formaal, handling=handling, person_ider=person_ider
        )

    def formaal(self) -> str | None:
        """Why the folder is opened; None when it must be asked first (decision 19)."""
        if not person_rules.krever_mappeformaal(self.bruker, self.sak):
            return str(OPPGAVE if tilgang.har_imdi(self.bruker, Rettighet.SAK_LES) else mappe_innsyn.EGEN_SAK)
        return oppgitt_formaal(self.request, str(self.sak.person.uuid))

    def adresse(self, navn: str = "personmappe") -> str:
        return reverse(navn, args=[self.sak.person.uuid])

    def brodsmuler(self, *ledd: str) -> list[Lenke]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Personer"), reverse("personer"))]
        if ledd:
            return [*sti, Lenke(_("Personmappe"), self.adresse()), *(Lenke(tekst) for tekst in ledd)]
        return [*sti, Lenke(_("Personmappe"))]


class Mappeside(MedSak, Tekstside):
    """A tab, with its own address."""

    fane: ClassVar[str]
    tittel: ClassVar[Promise | None] = None
    hjelpetema: ClassVar[str] = "lese-personmappen"
    tillatt: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.tillatt = ""
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or super().get(request, *args, **kwargs)

    def spor_forst(self) -> HttpResponse | None:
        """The question of why, when it must be asked; nothing is shown before the answer."""
        formaal = self.formaal()
        if formaal is None:
            sporsmaal = urlencode({"neste": self.request.path})
            sporsmaalet = f"{self.adresse('personmappe_formaal')}?{sporsmaal}"
            return redirect(naboer.videre(self.request, sporsmaalet))
        self.tillatt = formaal
        return None

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The line in the log before the page, also when a form comes back with errors."""
        self.logg(str(self.fanetittel), self.tillatt)
        return super().render_to_response(context, **kwargs)

    @property
    def fanetittel(self) -> Promise:
        return dict(FANER)[self.fane]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        avvik = mappe.apne_avvik(self.sak)
        uten_adresse = folkeregister.mangler_adresse(self.sak)
        return super().get_context_data(
            sak=self.sak,
            person=self.sak.person,
            tittel=self.tittel or self.fanetittel,
            identitet=visning.identitet(self.sak, har_avvik=bool(avvik), uten_adresse=uten_adresse),
            uten_adresse=uten_adresse,
            avvik=avvik,
            faner=[
                Fane(str(tekst), naboer.videre(self.request, self.adresse(navn)), navn == self.fane)
                for navn, tekst in FANER
            ],
            er_imdi=tilgang.har_imdi(self.bruker, Rettighet.SAK_LES),
            brodsmuler=self.brodsmuler(),
            hjelpetema=self.hjelpetema,
            personopplysninger=True,
            **kwargs,
        )


class Oversikt(Mappeside):
    fane = "personmappe"
    template_name = "bosetting/bosatt/mappe/oversikt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        linjer = mappe.linjer(self.sak, self.bruker)
        gjeldende = next((linje for linje in linjer if linje.kommune_id == self.sak.kommune_id), None)
        kontekst = super().get_context_data(
            tidsbruk=mappe.tidsbruk(self.sak, gjeldende),
            familie=mappe.familie(self.sak, self.bruker),
            familie_ellers=mappe.familie_ellers(self.sak, self.bruker),
            hendelser=hendelser.panel(self.sak, self.bruker)[:5],
            hendelser_url=self.adresse("personmappe_hendelser"),
            **kwargs,
        )
        adresserad = ""
        if kontekst["uten_adresse"]:
            adresserad = adressetekst(folkeregister.status(self.sak.person_id))
        neste_steg = visning.neste_steg(self.sak, self.bruker, bool(kontekst["avvik"]))
        return {**kontekst, "neste_steg": neste_steg, "adresserad": adresserad}


class Identitet(Mappeside):
    fane = "personmappe_identitet"
    template_name = "bosetting/bosatt/mappe/identitet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person_id = self.sak.person_id
        historikk = visning.Historikk(tidligere_numre(person_id), tidligere_bosteder(person_id))
        grupper = visning.identitetsgrupper(self.sak, folkeregister.status(person_id), historikk)
        lenker = []
        if tilgang.har_imdi(self.bruker, Rettighet.SAK_SKRIV):
            lenker = [Lenke(_("Registrer oppslag i Folkeregisteret"), self.adresse("imdi_folkeregister_oppslag"))]
            if self.sak.tillatelse_dato:
                url = self.adresse("imdi_person_gyldighet")
                lenker.append(Lenke(_("Endre hvor lenge tillatelsen gjelder"), url))
        return super().get_context_data(grupper=grupper, lenker=lenker, **kwargs)


class Familie(Mappeside):
    fane = "personmappe_familie"
    template_name = "bosetting/bosatt/mappe/familie.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kartlegging = mappe.kartlegging(self.sak)
        return super().get_context_data(
            familie=mappe.familie(self.sak, self.bruker),
            familie_ellers=mappe.familie_ellers(self.sak, self.bruker),
            familie_ute=familie_ute(self.sak.person_id),
            nettverk=kartlegging.nettverk if kartlegging else "",
            skriv_url=self.adresse("imdi_person_familie") if tilgang.har_imdi(self.bruker, Rettighet.SAK_SKRIV) else "",
            **kwargs,
        )


class KartleggingFane(Mappeside):
    fane = "personmappe_kartlegging"
    template_name = "bosetting/bosatt/mappe/kartlegging.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kartlegging = mappe.kartlegging(self.sak)
        return super().get_context_data(
            kartlegging=kartlegging,
            rader=visning.kartleggingsrader(kartlegging) if kartlegging else [],
            onskesvar=mappe.onskesvar(self.sak),
            kan_svare=rules.er_imdi_bosetter(self.bruker) and kartlegging is not None,
            **kwargs,
        )


class BosettingFane(Mappeside):
    fane = "personmappe_bosetting"
    template_name = "bosetting/bosatt/mappe/bosetting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bosettinger = mappe.bosettinger(self.sak, self.bruker)
        kontekst = super().get_context_data(
            linjer=mappe.linjer(self.sak, self.bruker),
            vedtak=mappe.vedtak(self.sak, self.bruker),
            bosettinger=bosettinger,
            rettesperre=visning.rettesperre(self.sak, self.bruker, bosettinger),
            **kwargs,
        )
        valg = visning.handlinger(self.sak, self.bruker, bosettinger, har_avvik=bool(kontekst["avvik"]))
        return {**kontekst, "handlinger": valg, "fakta": visning.bosettingsrader(self.sak) + ankomstrader(self.sak)}


class Brev(Mappeside):
    fane = "personmappe_brev"
    tittel = gettext_lazy("Brev i saken")
    hjelpetema = "lese-brev"
    template_name = "bosetting/bosatt/mappe/brev.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        helse = self.adresse("personmappe_arkivpakke_helse") if rules.kan_se_helse(self.bruker, self.sak) else ""
        return super().get_context_data(
            brev=mappe.brev(self.sak, self.bruker),
            arkiv_url=self.adresse("personmappe_arkivpakke"),
            arkiv_helse_url=helse,
            **kwargs,
        )


class Hendelser(Mappeside):
    fane = "personmappe_hendelser"
    tittel = gettext_lazy("Hva som har skjedd i saken")
    template_name = "bosetting/bosatt/mappe/hendelser.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hendelser=hendelser.panel(self.sak, self.bruker), **kwargs)


class Formaal(MedSak, Formaalsside):
    """«Hvorfor åpner du mappen?» The case number only: nothing on the person before the answer."""

    template_name = "bosetting/bosatt/mappe/formaal.html"

    def formaalsnokkel(self) -> str:
        return str(self.sak.person.uuid)

    def sider(self) -> list[str]:
        """The tabs of this folder and IMDi's page that writes on one of them, and no other page."""
        return [*(self.adresse(navn) for navn, _tekst in FANER), self.adresse("imdi_person_familie")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Personer"), reverse("personer")), Lenke(_("Formål"))]
        return super().get_context_data(sak=self.sak, brodsmuler=sti, **kwargs)


class Helse(MedSak, Skjemaside):
    """B-093, B-094: own click, own permission, own purpose, own line in the log. Never on a GET."""

    template_name = "bosetting/bosatt/mappe/helse.html"
    form_class = Helseformaal
    engangs = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._krev_rett()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._krev_rett()
        return super().post(request, *args, **kwargs)

    def _krev_rett(self) -> None:
        tilgang.krev(rules.kan_se_helse(self.bruker, self.sak))

    def utfor(self, form: Helseformaal) -> HttpResponse:  # type: ignore[override]
        kartlegging = mappe.kartlegging(self.sak)
        self.logg(_("Helse"), form.tekst())
        samtykke = kartlegging is not None and kartlegging.helse_samtykke
        helse = kartlegging.behov_for_helsetjenester if kartlegging and samtykke else ""
        saerlige = kartlegging.saerlige_forhold if kartlegging else ""
        kontekst = self.get_context_data(form=None, vist=True, samtykke=samtykke, helse=helse, saerlige=saerlige)
        return self.render_to_response(kontekst)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sak=self.sak,
            tilbake=self.adresse("personmappe_tilrettelegging"),
            brodsmuler=self.brodsmuler(_("Helse")),
            personopplysninger=True,
            tidspunkt=norsk.tidspunkt(klokke.now()),
            **kwargs,
        )
