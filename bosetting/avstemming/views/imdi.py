"""IMDi sees which kommuner have confirmed a quarter and which differ, as a page or a file, and reminds the others."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic.base import TemplateResponseMixin

from bosetting.anmodning.views.purreside import Purreside
from bosetting.avstemming import queries, rules, services, visning
from bosetting.avstemming.forms import Kvartalsfilter, Purreskjema
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.states import Avstemmingsstatus
from bosetting.avstemming.uttrekk import fil
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, norsk
from imdinett.web.komponent import Lenke, Nokkeltall
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.views import BareImdi, Sidedelt


class Imdileser(BareImdi):
    """What a page writes it names in `rettighet`."""

    imdi_rettighet = Rettighet.BOSETTINGSDATO_LES

    def brodsmuler(self, *ledd: Lenke) -> list[Lenke]:
        hjem = Lenke(_("Arbeidsflate"), reverse("admin:index"))
        return [hjem, Lenke(_("Avstemming"), reverse("imdi_avstemming") if ledd else ""), *ledd]


class Avstemminger(Imdileser, MedUtvalg, Sidedelt, TemplateResponseMixin):
    """W-02: one quarter, every kommune that is asked, the register's numbers beside the kommune's."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/avstemming/imdi/avstemming.html"
    lagres = ("status",)
    sortering = Sortering(
        {
            "kommune": ("kommune__sortering",),
            "status": ("status",),
            "uten_dato": ("tall__uten_dato",),
            "avvik": ("tall__apne_avvik",),
            "svart": ("svar__svart_tid",),
            "purret": ("avstemming__purret_tid",),
        },
        standard="kommune",
        i_minnet=True,
    )

    def listetittel(self) -> str:
        return _("Avstemming av bosatte")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kvartaler = {ett.kode: ett for ett in ferdige()}
        if not kvartaler:
            return self.render_to_response(self.get_context_data(kvartal=None))
        kvartal = kvartaler.get(request.GET.get("kvartal", "")) or next(iter(kvartaler.values()))
        status = request.GET.get("status", "")
        status = status if status in Avstemmingsstatus.values else ""
        alle = queries.landet(kvartal)
        valgte = self.sortert([rad for rad in alle if status in ("", rad.status)])
        if "format" in request.GET:
            format = eksport.onsket(request.GET["format"])
            return fil(valgte, kvartal, str(Avstemmingsstatus(status).label) if status else "", self.bruker, format)
        verdier = {"kvartal": kvartal.kode, "status": status}
        filter_ = Kvartalsfilter(verdier, kvartaler=list(kvartaler.values()))
        return self.render_to_response(self.get_context_data(kvartal=kvartal, alle=alle, valgte=valgte, filter=filter_))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kvartal: Kvartal | None = kwargs["kvartal"]
        if kvartal is not None:
            kwargs |= self._tallene(kvartal, kwargs.pop("alle"), kwargs.pop("valgte"))
        return super().get_context_data(title=_("Avstemming av bosatte"), brodsmuler=self.brodsmuler(), **kwargs)

    def _tallene(
        self, kvartal: Kvartal, alle: list[queries.Kvartalsrad], valgte: list[queries.Kvartalsrad]
    ) -> dict[str, Any]:
        antall = {status: sum(rad.status == status for rad in alle) for status in Avstemmingsstatus}
        venter = any(rad.venter for rad in valgte)
        return {
            "tall": [Nokkeltall(norsk.tall(antall[status]), str(status.label).lower()) for status in Avstemmingsstatus],
            "maaneder": kvartal.maaneder,
            "rader": [(rad, visning.merke(rad), visning.maaneder(rad), visning.sum_(rad)) for rad in valgte],
            "lenker": eksport.lenker_fra(self.request.GET),
            "alle_valgt": self.request.GET.get("velg") == "alle",
            "kan_purre": venter and rules.kan_purre(self.bruker),
        }


class Purring(Imdileser, Purreside):
    rettighet = Rettighet.BOSETTINGSDATO_SKRIV
    form_class = Purreskjema
    felt = "kommune"
    template_name = "bosetting/anmodning/purring.html"
    kvartal: Kvartal

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.kvartal = Kvartal(kwargs["aar"], kwargs["nr"])
        if self.kvartal not in ferdige():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def adresse(self) -> str:
        return f"{reverse('imdi_avstemming')}?kvartal={self.kvartal.kode}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Purr kommunene")
        sti = self.brodsmuler(Lenke(str(self.kvartal), self.adresse), Lenke(tittel))
        return super().get_context_data(title=tittel, brodsmuler=sti, avbryt_url=self.adresse, **kwargs)

    def sett_over(self, valgte: Any) -> dict[str, Any]:
        return {"valgte": list(valgte), "undertittel": self.kvartal}

    def utfor(self, form: Purreskjema) -> str:
        ider = [en.pk for en in form.cleaned_data["kommune"]]
        purret = services.purr_avstemming(bruker=self.bruker, kvartal=self.kvartal, kommune_ider=ider)
        self.si_fra(len(purret))
        if uten := len(ider) - len(purret):
            tekst = ngettext(
                "%(n)d kommune har svart eller har ingen brukere å varsle.",
                "%(n)d kommuner har svart eller har ingen brukere å varsle.",
                uten,
            )
            messages.warning(self.request, tekst % {"n": uten})
        return self.adresse
