"""The page of R3, and the same rows as a file. No person can be opened from here (B-096)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateResponseMixin

from bosetting.rapport import figurer, uttrekk
from bosetting.rapport.forms import Enkelfilter
from bosetting.rapport.linjer import kommunelenke, linjer
from bosetting.rapport.queries import nasjonal, utvalg
from bosetting.rapport.queries.anmodning_vedtak import leser
from bosetting.rapport.queries.tabell import LANDET, Tabell
from bosetting.rapport.services import logg_rapport_hentet
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, uttak
from imdinett.web.diagram import Diagramrad, Soylediagram, soylediagram
from imdinett.web.eksport import Eksport
from imdinett.web.komponent import Lenke
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.views import Side

NAVN = "nasjonal"


class Nasjonal(MedUtvalg, TemplateResponseMixin, Side):
    rettighet = Rettighet.RAPPORT_LES
    template_name = "bosetting/rapport/nasjonal.html"
    lagres = ("aar", "omraade", "sorter")

    def listetittel(self) -> str:
        return _("Bosetting i hele landet")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        aarene, hvem, data = utvalg.aarene(), leser(self.bruker), request.GET
        aar = int(data["aar"]) if data.get("aar", "") in map(str, aarene) else aarene[0]
        omraade = data.get("omraade") or utvalg.fylke_av(self.bruker, hvem) or LANDET
        tabell = nasjonal.tabell(aar, omraade=omraade, leser=hvem)
        if "format" in data:
            return self.fil(tabell, data["format"])
        fylker = [(LANDET, _("Hele landet")), *((fylke, fylke) for fylke in tabell.fylker)]
        filter_ = Enkelfilter({"aar": str(aar), "omraade": tabell.omraade}, aarene=aarene, omraader=fylker)
        return self.render_to_response(self.get_context_data(tabell=tabell, filter=filter_))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabell: Tabell = kwargs["tabell"]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Rapporter"), reverse("rapporter")), Lenke(_("Bosetting i hele landet"))]
        sporring = self.request.GET.copy()
        sporring.pop("format", None)
        sorter, lenke = self.request.GET.get("sorter", ""), kommunelenke(self.bruker)
        return super().get_context_data(
            brodsmuler=sti,
            hjelpetema="lese-rapporten",
            rader=linjer(tabell, uttrekk.sorted_rows(tabell, sorter), lenke),
            sumrader=figurer.sumrader(tabell),
            sortering=sorter,
            diagram=chart(tabell),
            kart=figurer.kart(tabell, "bosatt", lenke, dag=date(tabell.aar, 12, 31), sporring=self.request.GET),
            definisjoner=[(k.navn, k.forklaring) for k in tabell.kolonner],
            lenker=eksport.lenker(sporring.urlencode()),
            **kwargs,
        )

    def fil(self, tabell: Tabell, format: str) -> HttpResponseBase:
        onsket = eksport.onsket(format)
        omraade = _("Hele landet") if tabell.omraade == LANDET else tabell.omraade
        logg_rapport_hentet(
            bruker=self.bruker,
            kommune=getattr(self.request, "aktiv_kommune", None),
            rapport=NAVN,
            filter=f"{tabell.aar}, {omraade}",
            format=format,
            rader=len(tabell.rader),
        )
        return eksport.svar(
            Eksport(
                navn=f"bosetting-{tabell.aar}",
                tittel=_("Bosetting i hele landet"),
                kolonner=uttrekk.file_columns(tabell),
                rader=uttrekk.sorted_rows(tabell, self.request.GET.get("sorter", "")),
                utvalg=[
                    (_("År"), str(tabell.aar)),
                    (_("Område"), omraade),
                    (_("Kilde"), figurer.kildelinje(tabell)),
                    (_("Kommuneinndeling"), _("Slik den var 31. desember i året.")),
                    (_("Tegn"), _("Kolon: skjult av hensyn til personvernet.")),
                ],
                av=self.bruker.navn,
            ),
            onsket,
            uttak.tell(bruker=self.bruker, hva=NAVN, kommune=getattr(self.request, "aktiv_kommune", None)),
        )


def chart(tabell: Tabell) -> Soylediagram:
    """The fylker of the country, or the kommuner of a fylke."""
    sum_ = tabell.summer["bosatt"].vis
    funn = _("I %(aar)d er %(bosatt)s personer bosatt.") % {"aar": tabell.aar, "bosatt": sum_}
    rader: list[Any] = list(tabell.grupper if tabell.omraade == LANDET else tabell.rader)
    return soylediagram(
        id="nasjonal",
        funn=funn,
        enhet=_("Fylke") if tabell.omraade == LANDET else _("Kommune"),
        serier=[_("Søkt ut i året"), _("Bosatt")],
        rader=[
            Diagramrad(rad.navn, rad.navn[:6], (rad.celler["utsokt"].verdi, rad.celler["bosatt"].verdi))
            for rad in rader
        ],
    )
