"""R5: how long each part of the way took, for those who were settled in a year (W-10, W-11).

Both sides stand in the same table: what the state used, and what the kommune used.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.rapport.queries.enkel import SKJULT, Deltabell, Enkelrapport
from bosetting.rapport.queries.utvalg import Utvalg
from bosetting.rapport.rules import Verdi as Antall
from bosetting.rapport.rules import skjul_smaa
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kjerne import klokke
from imdinett.web.diagram import Diagramrad, soylediagram
from imdinett.web.eksport import Kolonne


class Median(Aggregate):
    """PostgreSQL's middle value: half took this long or less."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Fase:
    kode: str
    navn: str
    side: str
    fra: str
    til: str


@dataclass(frozen=True)
class Faserad:
    """`antall`, `median` and `andel` are hidden together when the cases behind them are few."""

    fase: Fase
    antall: int | str
    median: float | str | None
    grense: int
    andel: int | str | None


def faser() -> list[Fase]:
    staten, kommunen = _("Staten"), _("Kommunen")
    return [
        Fase("klar", _("Fra tillatelse til bosettingsklar"), staten, "tillatelse", "klar"),
        Fase("fordelt", _("Fra bosettingsklar til fordelt"), staten, "klar", "fordelt"),
        Fase("svar", _("Fra fordelt til svar"), kommunen, "fordelt", "svar"),
        Fase("sokt_ut", _("Fra svar til søkt ut"), staten, "svar", "sokt_ut"),
        Fase("bosatt", _("Fra søkt ut til bosatt"), kommunen, "sokt_ut", "bosatt"),
        Fase("alt", _("Hele veien, fra tillatelse til bosatt"), _("Begge"), "tillatelse", "bosatt"),
    ]


def _dag(felt: str) -> TruncDate:
    return TruncDate(felt, tzinfo=klokke.OSLO)


def _aggregater() -> dict[str, Any]:
    dager: dict[str, Any] = {
        "tillatelse": F("sak__tillatelse_dato"),
        "klar": _dag("sak__klar_tid"),
        "fordelt": _dag("linje__liste__sendt_tid"),
        "svar": _dag("linje__liste__besvart_tid"),
        "sokt_ut": F("utsokingsdato"),
        "bosatt": F("sak__bosettingsdato"),
    }
    ut: dict[str, Any] = {}
    for fase in faser():
        tid = ExpressionWrapper(dager[fase.til] - dager[fase.fra], output_field=DurationField())
        grense = timedelta(days=settings.VENTETID_GRENSER[fase.kode])
        ut[f"{fase.kode}_tid"] = tid
        ut[f"{fase.kode}_median"] = Median(f"{fase.kode}_tid")
        ut[f"{fase.kode}_antall"] = Count("pk", filter=Q(**{f"{fase.kode}_tid__isnull": False}))
        ut[f"{fase.kode}_innen"] = Count("pk", filter=Q(**{f"{fase.kode}_tid__lte": grense}))
    return ut


def rader(utvalg: Utvalg) -> list[Faserad]:
    """One query, whatever the number of cases: the database finds the middle."""
    saker = Sak.objects.all().uten_skjermede().filter(tilstand=Sakstilstand.BOSATT, bosettingsdato__year=utvalg.aar)
    qs = Bosettingsvedtak.objects.gjeldende().filter(sak__in=saker)
    if utvalg.kommune_ider is not None:
        qs = qs.filter(kommune__in=utvalg.kommune_ider)
    alle = _aggregater()
    tider = {navn: uttrykk for navn, uttrykk in alle.items() if navn.endswith("_tid")}
    tall = qs.annotate(**tider).aggregate(**{navn: uttrykk for navn, uttrykk in alle.items() if navn not in tider})
    return [_rad(fase, tall, fullt=utvalg.fullt) for fase in faser()]


def _rad(fase: Fase, tall: dict[str, Any], *, fullt: bool) -> Faserad:
    antall, median = tall[f"{fase.kode}_antall"], tall[f"{fase.kode}_median"]
    grense = settings.VENTETID_GRENSER[fase.kode]
    skjult = () if fullt else skjul_smaa([Antall(fase.kode, "", antall)]).nokler
    if fase.kode in skjult:
        return Faserad(fase, SKJULT, SKJULT, grense, SKJULT)
    andel = round(100 * tall[f"{fase.kode}_innen"] / antall) if antall else None
    return Faserad(fase, antall, median / timedelta(days=1) if median is not None else None, grense, andel)


def rapport(utvalg: Utvalg) -> Enkelrapport:
    alle = rader(utvalg)
    har_tall = any(rad.median is not None for rad in alle)
    return Enkelrapport(
        kode="ventetid",
        tittel=_("Ventetid"),
        ingress=_("Hvor mange dager hver del av veien tok for dem som ble bosatt i året, hos staten og hos kommunen."),
        tabeller=[Deltabell("faser", _("Ventetid per del av veien"), _kolonner(), alle if har_tall else [])],
        noter=[
            _("Medianen er den midterste: halvparten ventet så lenge eller kortere."),
            _("Grensene er satt for rapporten. Svarfristen er sju dager (B-035), seks måneder i alt er målet (B-072)."),
        ],
        diagram=_diagram(alle, utvalg) if har_tall else None,
    )


def _kolonner() -> list[Kolonne[Faserad]]:
    return [
        Kolonne("fase", _("Del av veien"), lambda rad: rad.fase.navn, bredde=36),
        Kolonne("side", _("Hvem"), lambda rad: rad.fase.side, _("Hvem som har saken i denne delen.")),
        Kolonne("antall", _("Saker"), lambda rad: rad.antall, _("Bosatte i året der begge datoene er kjent.")),
        Kolonne("median", _("Median, dager"), lambda rad: rad.median, _("Dager for den midterste saken.")),
        Kolonne("grense", _("Grense, dager"), lambda rad: rad.grense, _("Grensen andelen er regnet av.")),
        Kolonne("andel", _("Innen grensen, prosent"), lambda rad: rad.andel, _("Hvor mange saker som var innenfor.")),
    ]


def _diagram(alle: list[Faserad], utvalg: Utvalg) -> Any:
    rader_ = [
        Diagramrad(rad.fase.navn, str(nr), (round(rad.median) if isinstance(rad.median, float) else None,))
        for nr, rad in enumerate(alle[:-1], 1)
    ]
    funn = _("Median ventetid i dager, %(sted)s %(aar)d") % {"sted": utvalg.navn, "aar": utvalg.aar}
    return soylediagram(id="ventetid", funn=funn, enhet=_("Del av veien"), serier=[_("Dager")], rader=rader_)
