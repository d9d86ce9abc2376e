"""The page of R1, and the same rows as a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateResponseMixin

from bosetting.rapport import figurer, uttrekk
from bosetting.rapport.forms import Rapportfilter
from bosetting.rapport.linjer import kommunelenke, linjer
from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg, Leser
from bosetting.rapport.queries.tabell import EGEN, LANDET, Kilde, Tabell
from bosetting.rapport.queries.utvalg import fylke_av
from bosetting.rapport.services import logg_rapport_hentet
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Eksport, Format
from imdinett.web.komponent import Lenke
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.views import Side

MAAL = ("vedtatt", "anmodet", "bosatt")


@dataclass(frozen=True)
class Utvalg:
    """What the address asks for, with the defaults in place."""

    form: Rapportfilter
    valg: Aarsvalg | None
    tabell: Tabell | None
    maal: str
    dagens_inndeling: bool = False


class AnmodningVedtak(MedUtvalg, TemplateResponseMixin, Side):
    rettighet = Rettighet.RAPPORT_LES
    template_name = "bosetting/rapport/anmodning_vedtak.html"
    lagres = ("aar", "omraade", "inndeling", "kart", "sorter")

    def listetittel(self) -> str:
        return _("Anmodning og vedtak")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        utvalg = self.utvalg()
        if "format" not in request.GET:
            return self.render_to_response(self.get_context_data(utvalg=utvalg))
        return self.fil(utvalg, request.GET["format"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utvalg: Utvalg = kwargs["utvalg"]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Rapporter"), reverse("rapporter")), Lenke(_("Anmodning og vedtak"))]
        kontekst = {"brodsmuler": sti, "hjelpetema": "lese-rapporten", "filter": utvalg.form, "tabell": utvalg.tabell}
        if utvalg.tabell:
            kontekst |= self._report(utvalg, utvalg.tabell)
        return super().get_context_data(**kontekst, **kwargs)

    def _report(self, utvalg: Utvalg, tabell: Tabell) -> dict[str, Any]:
        sorter = self.request.GET.get("sorter", "")
        lenke = kommunelenke(self.bruker)
        return {
            "rader": linjer(tabell, uttrekk.sorted_rows(tabell, sorter), lenke),
            "sumrader": figurer.sumrader(tabell),
            **self._missing(tabell),
            "sortering": sorter,
            "kildelinje": figurer.kildelinje(tabell),
            "nokkeltall": figurer.nokkeltall(tabell),
            "diagram": figurer.diagram(tabell),
            "plasser": figurer.plasser(tabell),
            "kart": figurer.kart(tabell, utvalg.maal, lenke, dag=_structure(utvalg, tabell), sporring=self.request.GET),
            "avvik": figurer.avvik(tabell),
            "lenker": eksport.lenker(self._query()),
        }

    def _missing(self, tabell: Tabell) -> dict[str, Any]:
        """A kommune that did not exist in the year: its figures stand on those it came from."""
        egen: Kommune | None = getattr(self.request, "aktiv_kommune", None)
        if tabell.rader or tabell.omraade != EGEN or egen is None or not tabell.fylker:
            return {}
        gamle = [rad.gammel.visningsnavn for rad in egen.forgjengere.select_related("gammel")]
        return {"egen": egen, "aar": str(tabell.aar), "forgjengere": ", ".join(gamle)}

    def utvalg(self) -> Utvalg:
        data = self.request.GET
        leser = r1.leser(self.bruker)
        egen = self._own(leser)
        aarsvalg = r1.aarsvalg()
        valg = chosen_year(aarsvalg, data.get("aar", "")) or r1.standardvalg(aarsvalg)
        omraade = data.get("omraade") or (EGEN if egen else fylke_av(self.bruker, leser) or LANDET)
        dagens = data.get("inndeling") == "dagens"
        if valg is None:
            form = self._form(aarsvalg, egen, None, data)
            return Utvalg(form, None, None, MAAL[0])
        tabell = r1.tabell(valg, omraade=omraade, kommune=egen, leser=leser, dagens_inndeling=dagens)
        if omraade not in {LANDET, *tabell.fylker, *([EGEN] if egen else [])}:
            tabell = r1.tabell(valg, omraade=LANDET, kommune=egen, leser=leser, dagens_inndeling=dagens)
        maal = data.get("kart", "") if data.get("kart") in MAAL else MAAL[0]
        verdier = {"aar": valg.kode, "omraade": omraade, "kart": maal, "inndeling": "dagens" if dagens else "aaret"}
        form = self._form(aarsvalg, egen, tabell, {**verdier, **data.dict()})
        return Utvalg(form, valg, tabell, maal, dagens_inndeling=dagens)

    def _form(self, aarsvalg: list[Aarsvalg], egen: Kommune | None, tabell: Tabell | None, data: Any) -> Rapportfilter:
        navn = {kolonne.nokkel: kolonne.navn for kolonne in tabell.kolonner} if tabell else {}
        return Rapportfilter(
            data,
            aarsvalg=aarsvalg,
            egen=str(egen) if egen else "",
            fylker=tabell.fylker if tabell else (),
            maal=[(nokkel, navn[nokkel]) for nokkel in MAAL if nokkel in navn and tabell and tabell.omraade != EGEN],
            med_inndeling=bool(tabell and tabell.har_gamle_numre),
        )

    def _own(self, leser: Leser) -> Kommune | None:
        """The kommune acted for, when its figures are the reader's own."""
        kommune: Kommune | None = getattr(self.request, "aktiv_kommune", None)
        return kommune if kommune and kommune.pk in leser.egne else None

    def _query(self) -> str:
        sporring = self.request.GET.copy()
        sporring.pop("format", None)
        return sporring.urlencode()

    def fil(self, utvalg: Utvalg, format: str) -> HttpResponseBase:
        if utvalg.tabell is None or utvalg.valg is None or format not in set(Format):
            raise Http404
        fakta = uttrekk.facts(utvalg.valg, utvalg.tabell, utvalg.form)
        egen = utvalg.tabell.rader[0].nummer if utvalg.tabell.omraade == EGEN and utvalg.tabell.rader else ""
        logg_rapport_hentet(
            bruker=self.bruker,
            kommune=getattr(self.request, "aktiv_kommune", None),
            rapport=r1.NAVN,
            filter=", ".join(verdi for _navn, verdi in fakta[:2]),
            format=format,
            rader=len(utvalg.tabell.rader),
        )
        return eksport.svar(
            Eksport(
                navn=f"anmodning-vedtak-{utvalg.valg.kode}",
                tittel=_("Anmodning og vedtak"),
                kolonner=uttrekk.file_columns(utvalg.tabell),
                rader=uttrekk.sorted_rows(utvalg.tabell, self.request.GET.get("sorter", "")),
                utvalg=fakta,
                av=self.bruker.navn,
                enhet=egen,
            ),
            Format(format),
            uttak.tell(bruker=self.bruker, hva=r1.NAVN, kommune=getattr(self.request, "aktiv_kommune", None)),
        )


def chosen_year(aarsvalg: list[Aarsvalg], kode: str) -> Aarsvalg | None:
    """By its code; a bare year also finds the computed one when nothing is published."""
    return next((valg for valg in aarsvalg if kode in (valg.kode, str(valg.aar))), None)


def _structure(utvalg: Utvalg, tabell: Tabell) -> date:
    """A day when the kommuner had the numbers that they stand with: computed figures have those of today."""
    if tabell.kilde == Kilde.PUBLISERT and not utvalg.dagens_inndeling:
        return date(tabell.aar, 12, 31)
    return klokke.today()
