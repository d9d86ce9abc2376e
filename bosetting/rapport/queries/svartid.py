"""R6: how fast the kommune answers, and why it says no (W-22). Households are counted: one gets one answer (B-032)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Avslagskode, Svar
from bosetting.person.models import Sak
from bosetting.person.querysets import SKJERMET
from bosetting.rapport.queries.enkel import SKJULT, Deltabell, Enkelrapport
from bosetting.rapport.queries.utvalg import Utvalg
from bosetting.rapport.queries.ventetid import Median
from bosetting.rapport.rules import Verdi as Antall
from bosetting.rapport.rules import skjul_smaa
from imdinett.kjerne import klokke
from imdinett.web.diagram import Diagramrad, soylediagram
from imdinett.web.eksport import Kolonne


@dataclass(frozen=True)
class Rad:
    """One figure for the selected area, and the same for all the others."""

    kode: str
    navn: str
    her: int | float | str | None
    andre: int | float | str | None


@dataclass(frozen=True)
class Svartall:
    sendt: int
    besvart: int
    i_tide: int
    median: timedelta | None

    @property
    def dager(self) -> float | None:
        return None if self.median is None else round(self.median / timedelta(days=1), 1)

    @property
    def andel(self) -> int | None:
        return round(100 * self.i_tide / self.besvart) if self.besvart else None


def year_span(aar: int) -> tuple[datetime, datetime]:
    """From the first moment of the year in Oslo to the first of the next."""
    return datetime(aar, 1, 1, tzinfo=klokke.OSLO), datetime(aar + 1, 1, 1, tzinfo=klokke.OSLO)


def _lister(utvalg: Utvalg, *, her: bool) -> QuerySet[Fordelingsliste]:
    fra, til = year_span(utvalg.aar)
    qs = Fordelingsliste.objects.filter(sendt_tid__gte=fra, sendt_tid__lt=til)
    if utvalg.kommune_ider is None:
        return qs if her else qs.none()
    inne = Q(kommune__in=utvalg.kommune_ider)
    return qs.filter(inne if her else ~inne)


def _svartall(lister: QuerySet[Fordelingsliste]) -> Svartall:
    tid = ExpressionWrapper(F("besvart_tid") - F("sendt_tid"), output_field=DurationField())
    tall = lister.annotate(tid=tid).aggregate(
        sendt=Count("pk"),
        besvart=Count("besvart_tid"),
        i_tide=Count("pk", filter=Q(besvart_tid__lte=F("frist"))),
        median=Median("tid"),
    )
    return Svartall(**tall)


def _svar(lister: QuerySet[Fordelingsliste]) -> dict[str, int]:
    """Approved answers by reason; «ja» for a yes. Households with a protected person are not counted. One query."""
    skjermet = Sak.objects.filter(SKJERMET, husstand=OuterRef("husstand"))
    rader = Husstandssvar.objects.filter(~Exists(skjermet), liste__in=lister, godkjent_tid__isnull=False).order_by()
    ut: dict[str, int] = {}
    for svar, kode, antall in rader.values_list("svar", "avslagskode").annotate(antall=Count("pk")):
        nokkel = "ja" if svar == Svar.JA else kode or Avslagskode.ANNET
        ut[nokkel] = ut.get(nokkel, 0) + antall
    return ut


def rapport(utvalg: Utvalg) -> Enkelrapport:
    her, andre = _lister(utvalg, her=True), _lister(utvalg, her=False)
    tider = _times(_svartall(her), _svartall(andre), med_andre=utvalg.kommune_ider is not None)
    grunner = _reasons(_svar(her), _svar(andre), utvalg)
    har_tall = bool(tider[0].her or tider[0].andre)
    return Enkelrapport(
        kode="svartid",
        tittel=_("Svartid og avslag"),
        ingress=_("Hvor fort fordelingslistene i året ble besvart, og hvorfor kommunene har sagt nei."),
        tabeller=[
            Deltabell("svartid", _("Svartid"), _kolonner(utvalg, _("Tall")), tider if har_tall else []),
            Deltabell("avslag", _("Svar og årsaker"), _kolonner(utvalg, _("Svar")), grunner if har_tall else []),
        ],
        noter=[
            _("Lister som er sendt i året. Svar og årsaker er talt per husstand."),
            _("1–4 husstander i andre kommuner er skjult, og noen tall til, slik at de ikke kan regnes ut."),
        ],
        diagram=_diagram(grunner, utvalg) if any(isinstance(rad.her, int) and rad.her for rad in grunner[1:]) else None,
    )


def _times(her: Svartall, andre: Svartall, *, med_andre: bool) -> list[Rad]:
    def rad(kode: str, navn: str, felt: str) -> Rad:
        return Rad(kode, navn, getattr(her, felt), getattr(andre, felt) if med_andre else None)

    return [
        rad("sendt", _("Lister sendt"), "sendt"),
        rad("besvart", _("Lister besvart"), "besvart"),
        rad("i_tide", _("Besvart innen fristen"), "i_tide"),
        rad("andel", _("Besvart innen fristen, prosent"), "andel"),
        rad("median", _("Median svartid, dager"), "dager"),
    ]


def _reasons(her: dict[str, int], andre: dict[str, int], utvalg: Utvalg) -> list[Rad]:
    koder = [("ja", _("Ja")), *((kode.value, str(kode.label)) for kode in Avslagskode)]
    skjult_her = _hidden(her) if not utvalg.fullt else frozenset()
    skjult_andre = _hidden(andre) if not utvalg.leser.ser_alt else frozenset()
    return [
        Rad(
            kode,
            navn,
            SKJULT if kode in skjult_her else her.get(kode, 0),
            None if utvalg.kommune_ider is None else SKJULT if kode in skjult_andre else andre.get(kode, 0),
        )
        for kode, navn in koder
    ]


def _hidden(tall: dict[str, int]) -> frozenset[str]:
    return skjul_smaa([Antall(kode, "", antall) for kode, antall in tall.items()]).nokler


def _kolonner(utvalg: Utvalg, navn: str) -> list[Kolonne[Rad]]:
    ut: list[Kolonne[Rad]] = [
        Kolonne("navn", navn, lambda rad: rad.navn, bredde=40),
        Kolonne("her", utvalg.navn, lambda rad: rad.her, bredde=22),
    ]
    if utvalg.kommune_ider is not None:
        ut.append(Kolonne("andre", _("Andre kommuner"), lambda rad: rad.andre, bredde=22))
    return ut


def _diagram(grunner: list[Rad], utvalg: Utvalg) -> Any:
    rader = [
        Diagramrad(rad.navn, str(nr), (rad.her if isinstance(rad.her, int) else None,))
        for nr, rad in enumerate(grunner[1:], 1)
    ]
    funn = _("Årsaker til nei, %(sted)s %(aar)d") % {"sted": utvalg.navn, "aar": utvalg.aar}
    return soylediagram(id="avslag", funn=funn, enhet=_("Årsak"), serier=[_("Husstander")], rader=rader)
