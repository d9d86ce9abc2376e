"""IMDi's view of all weekly plans: chart, map and table, and the same rows as a file (decision 20: IMDi only)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateResponseMixin

from bosetting.innmelding.planvisning import ukediagram
from bosetting.innmelding.rules import plan_aar
from bosetting.rapport.forms import Ukefilter
from bosetting.rapport.queries.tabell import LANDET
from bosetting.rapport.queries.ukeplan import Ukeplan, Ukerad, ukeplan
from bosetting.rapport.services import logg_rapport_hentet
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, norsk, uttak
from imdinett.web.diagram import Soylediagram
from imdinett.web.eksport import Eksport, Kolonne
from imdinett.web.flisekart import Flisekart, Kommuneverdi
from imdinett.web.grensekart import kommunekart
from imdinett.web.komponent import Lenke, Nokkeltall
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.views import Imdiside

NAVN = "ukeplan"
AAR_TILBAKE = 1
GRENSER = (1, 5, 10, 20)


class Ukeplanside(MedUtvalg, TemplateResponseMixin, Imdiside):
    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/rapport/ukeplan.html"
    lagres = ("aar", "omraade", "uke")

    def listetittel(self) -> str:
        return _("Plasser uke for uke")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tilgang.krev(tilgang.har_imdi(self.bruker, Rettighet.INNMELDING_LES))
        aarene = range(plan_aar()[0] - AAR_TILBAKE, plan_aar()[-1] + 1)
        data = request.GET
        aar = int(data["aar"]) if data.get("aar", "") in map(str, aarene) else plan_aar()[0]
        uker = range(1, klokke.uker_i(aar) + 1)
        uke = int(data["uke"]) if data.get("uke", "") in map(str, uker) else None
        tall = ukeplan(aar, omraade=data.get("omraade", LANDET), uke=uke)
        if "format" in data:
            return self.fil(tall, data["format"])
        verdier = {"aar": str(aar), "omraade": tall.omraade, "uke": str(uke or "")}
        filter_ = Ukefilter(
            verdier, aarene=aarene, omraader=[(LANDET, _("Hele landet")), *tall.fylker], uker=ukevalg(aar)
        )
        return self.render_to_response(self.get_context_data(plan=tall, filter=filter_))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tall: Ukeplan = kwargs["plan"]
        tittel = _("Plasser uke for uke")
        return super().get_context_data(
            title=tittel,
            brodsmuler=[Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(tittel)],
            nokkeltall=figures(tall),
            diagram=chart(tall),
            kart=country(tall, self.request.GET),
            fylker=tall.per_fylke() if tall.omraade == LANDET else [],
            kommuner=[(kommune, rad) for kommune, rad in tall.per_kommune() if any(vars(rad).values())],
            uker=[(_mandag(tall.aar, uke), rad) for uke, rad in tall.per_uke()],
            utvalg=_utvalg(tall),
            lenker=eksport.lenker_fra(self.request.GET),
            **kwargs,
        )

    def fil(self, tall: Ukeplan, format: str) -> HttpResponseBase:
        onsket = eksport.onsket(format)
        rader = tall.valgte()
        logg_rapport_hentet(
            bruker=self.bruker, kommune=None, rapport=NAVN, filter=_utvalg(tall), format=format, rader=len(rader)
        )
        return eksport.svar(
            Eksport(
                navn=f"plasser-uke-for-uke-{tall.aar}",
                tittel=_("Plasser uke for uke"),
                kolonner=columns(),
                rader=rader,
                utvalg=[
                    (_("Utvalg"), _utvalg(tall)),
                    (_("Rader"), _("Uker der minst ett av tallene ikke er 0.")),
                    (_("Kommuneinndeling"), _("Dagens kommuner.")),
                ],
                av=self.bruker.navn,
            ),
            onsket,
            uttak.tell(bruker=self.bruker, hva=NAVN),
        )


def _mandag(aar: int, uke: int) -> str:
    return norsk.uke_med_dager(klokke.mandag(aar, uke))


def ukevalg(aar: int) -> list[tuple[str, str]]:
    return [("", _("Hele året")), *((str(uke), _mandag(aar, uke)) for uke in range(1, klokke.uker_i(aar) + 1))]


def _utvalg(tall: Ukeplan) -> str:
    hvor = dict(tall.fylker).get(tall.omraade) or _("Hele landet")
    naar = _mandag(tall.aar, tall.uke) if tall.uke else str(tall.aar)
    return f"{hvor}, {naar}"


def figures(tall: Ukeplan) -> list[Nokkeltall]:
    sum_ = tall.sum()
    return [
        Nokkeltall(norsk.tall(sum_.meldt), _("meldt inn")),
        Nokkeltall(norsk.tall(sum_.sokt_ut), _("søkt ut")),
        Nokkeltall(norsk.tall(sum_.bosatt), _("bosatt")),
        Nokkeltall(norsk.tall(sum_.ledig), _("ledig")),
    ]


def chart(tall: Ukeplan) -> Soylediagram:
    uker = tall.per_uke()
    funn = _("I %(aar)d er det meldt inn plass til %(antall)s personer.")
    return ukediagram(
        "ukeplan",
        funn % {"aar": tall.aar, "antall": norsk.tall(sum(rad.meldt for _uke, rad in uker))},
        tall.aar,
        [(uke, rad.meldt, rad.sokt_ut + rad.bosatt) for uke, rad in uker],
    )


def country(tall: Ukeplan, sporring: QueryDict) -> Flisekart:
    return kommunekart(
        id="ukeplan-kart",
        funn=_("Ledige plasser per kommune: %(utvalg)s") % {"utvalg": _utvalg(tall)},
        kommuner=[
            Kommuneverdi(
                kommune.nummer,
                str(kommune),
                str(kommune.fylke or ""),
                rad.ledig,
                reverse("antall_plasser", args=[kommune.nummer, tall.aar]),
            )
            for kommune, rad in tall.per_kommune()
        ],
        grenser=GRENSER,
        dag=klokke.today(),
        sporring=sporring,
        skjema_id="ukefilter",
    )


def columns() -> list[Kolonne[Ukerad]]:
    ledig = _("Meldt inn uten søkt ut og bosatt, aldri under 0.")
    return [
        Kolonne("aar", _("År"), lambda rad: rad.aar, _("ISO-året uken hører til.")),
        Kolonne("uke", _("Uke"), lambda rad: rad.uke),
        Kolonne("mandag", _("Første dag"), lambda rad: rad.mandag),
        Kolonne("fylke", _("Fylke"), lambda rad: str(rad.kommune.fylke or ""), bredde=20),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("meldt_inn", _("Meldt inn"), lambda rad: rad.tall.meldt),
        Kolonne("sokt_ut", _("Søkt ut"), lambda rad: rad.tall.sokt_ut, _("Søkt ut med denne bosettingsuken.")),
        Kolonne("bosatt", _("Bosatt"), lambda rad: rad.tall.bosatt, _("Bosettingsdatoen er i uken.")),
        Kolonne("ledig", _("Ledig"), lambda rad: rad.tall.ledig, ledig),
    ]
