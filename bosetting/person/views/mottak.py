"""Mottak's pages: the work list, one resident, the kartlegging. Each look is in the log before the page is sent."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import beboere, rules, services, visning
from bosetting.person.beboere import STEG, Beboer, Steg
from bosetting.person.kartlegging_forms import Mottaksskjema
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.opphold import familie_ute, gyldighetsrad, kontaktrader
from bosetting.person.states import KOMMUNEN_SETTER_DATO, Kartleggingstilstand
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import enhet
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.views import Side, Sidedelt, Skjemaside, Tekstside


class Enhetsside(Side):
    """A page for those who work in a mottak or in Bufetat."""

    rettighet = Rettighet.KARTLEGGING_SKRIV
    tittel: ClassVar[Promise | str] = ""
    # What the page is called in the access log, and why it is opened.
    del_av: ClassVar[str]
    formaal: ClassVar[Promise] = gettext_lazy("Kartlegging av egne beboere")
    hjelpetema: ClassVar[str] = "kartlegge-beboere"

    def viste(self) -> list[Sak]:
        raise NotImplementedError

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The line in the log before the page, also when the page comes back with errors."""
        self.logg(self.viste())
        svar: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        return svar

    def logg(self, saker: list[Sak]) -> None:
        """One line on everybody whose data is shown. Raises: no log, no page."""
        if not saker:
            return
        en = len(saker) == 1
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.LESE,
            person_id=saker[0].person_id if en else None,
            person_ider=() if en else [sak.person_id for sak in saker],
            saksnummer=saker[0].nummer if en else "",
            enhet=enhet.enhetsnavn(self.request),
            del_av=self.del_av,
            formaal=str(self.formaal),
            beskrivelse=_("Åpnet %(side)s på enheten sin.") % {"side": self.del_av},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "tittel": self.tittel,
                "brodsmuler": [Lenke(_("Hjem"), "/"), *self.sti()],
                "hjelpetema": self.hjelpetema,
                "personopplysninger": True,
                **kwargs,
            }
        )

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Beboere"))]


class Beboere(Enhetsside, Sidedelt, Tekstside):
    """The work list: missing, begun, sent, done."""

    tittel = gettext_lazy("Beboere")
    del_av = "beboerliste"
    template_name = "bosetting/person/mottak/beboere.html"
    adressevalg = ("steg",)
    detaljnokkel = ("url",)
    sortering = Sortering(
        {
            "navn": ("sak__person__etternavn", "sak__person__fornavn"),
            "sak": ("sak__nummer",),
            "husstand": ("sak__husstand__nummer",),
            "fodt": ("sak__person__fodselsdato",),
            "tillatelse": ("sak__tillatelse_dato",),
        },
        standard="tillatelse",
        i_minnet=True,
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        (adresse,) = nokkel
        return str(adresse)

    @cached_property
    def alle(self) -> list[Beboer]:
        return beboere.beboere(self.bruker)

    @property
    def steg(self) -> Steg:
        valgt = self.request.GET.get("steg", "")
        return Steg(valgt) if valgt in set(Steg) else Steg.MANGLER

    def radene(self) -> list[Beboer]:
        return [en for en in self.alle if en.steg == self.steg]

    def viste(self) -> list[Sak]:
        return [en.sak for en in self.radene()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tall = beboere.antall(self.alle)
        faner = [Fane(str(tekst), f"?steg={ett}", ett == self.steg, tall[ett]) for ett, tekst in STEG]
        ferdige = self.steg == Steg.FERDIG
        return super().get_context_data(
            rader=self.ordnede_rader(), faner=faner, tom=self._tom(), med_dato=ferdige, **kwargs
        )

    def _tom(self) -> str:
        return {
            Steg.MANGLER: _("Ingen mangler kartlegging nå."),
            Steg.PABEGYNT: _("Ingen kartlegging er påbegynt."),
            Steg.SENDT: _("Ingen kartlegging venter på IMDi."),
            Steg.FERDIG: _("Ingen er ferdig kartlagt ennå."),
        }[self.steg]


class EnBeboer(Enhetsside):
    """Who does not live here, or has moved out, does not exist (404)."""

    sak: Sak

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        saker = Sak.objects.beboere_for(self.bruker).select_related("person", "husstand", "kommune", "mottak")
        sak = saker.filter(person__uuid=kwargs["uuid"]).first()
        if sak is None:
            raise Http404
        self.sak = sak
        self.kartlegging = Kartlegging.objects.filter(sak=sak).first()
        return super().dispatch(request, *args, **kwargs)

    @property
    def kan_skrives(self) -> bool:
        return rules.er_til_kartlegging(self.sak, self.kartlegging)

    def viste(self) -> list[Sak]:
        return [self.sak]

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Beboere"), reverse("beboere")), Lenke(_("Sak %(nummer)s") % {"nummer": self.sak.nummer})]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sak=self.sak,
            identitet=visning.identitet(self.sak),
            merker=[beboere.merke(self.sak, self.kartlegging)],
            **kwargs,
        )


class Beboerside(EnBeboer, Tekstside):
    del_av = "beboer"
    template_name = "bosetting/person/mottak/beboer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ny = self.kartlegging
        return super().get_context_data(
            tittel=_("Sak %(nummer)s") % {"nummer": self.sak.nummer},
            statustekst=beboere.statustekst(self.sak),
            kartlegging=visning.kartlegging(ny) if ny else [],
            bosted=[gyldighetsrad(self.sak), *kontaktrader(self.sak.person)],
            familie_ute=familie_ute(self.sak.person_id),
            mangler=visning.manglende(ny, self.sak) if ny else "",
            retur=ny.returnert_tekst if ny and ny.tilstand == Kartleggingstilstand.RETURNERT else "",
            kan_skrives=self.kan_skrives,
            dato_url=beboere.flyttedatoside(self.sak) if rules.mottaket_setter_dato(self.sak) else "",
            kommunen_setter_dato=self.sak.kategori in KOMMUNEN_SETTER_DATO,
            **kwargs,
        )


class Kartlegg(EnBeboer, Skjemaside):
    """Short or full (W-19). «Lagre utkast» keeps what is there so far; «Send» gives it to IMDi."""

    tittel = gettext_lazy("Kartlegging")
    del_av = "kartlegging og helse"
    engangs = False
    form_class = Mottaksskjema
    template_name = "bosetting/person/mottak/kartlegg.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.lang = request.GET.get("skjema") == "fullt"
        self.utkast = "utkast" in request.POST
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        egne = {"lang": self.lang, "utkast": self.utkast, "kartlegging": self.kartlegging}
        return {**super().get_form_kwargs(), **egne}

    def get_initial(self) -> dict[str, Any]:
        if self.kartlegging is None:
            return {}
        return Mottaksskjema.verdier(self.kartlegging)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        her = self.adresse("beboer_kartlegging")
        kort, fullt = Fane(_("Kort"), her, not self.lang), Fane(_("Fullt"), f"{her}?skjema=fullt", self.lang)
        return super().get_context_data(
            faner=[kort, fullt],
            kan_skrives=self.kan_skrives,
            lagret_tid=self.kartlegging.registrert_tid if self.kartlegging else None,
            avbryt_url=self.adresse("beboer"),
            **kwargs,
        )

    def adresse(self, navn: str) -> str:
        return reverse(navn, args=[self.sak.person.uuid])

    def utfor(self, form: Mottaksskjema) -> str:
        tjeneste = services.lagre_kartleggingsutkast if self.utkast else services.send_kartlegging
        tjeneste(bruker=self.bruker, sak=self.sak, svar=form.svar())
        tekst = _("Utkastet er lagret.") if self.utkast else _("Kartleggingen er sendt til IMDi.")
        messages.success(self.request, tekst)
        return self.request.get_full_path() if self.utkast else self.adresse("beboer")
