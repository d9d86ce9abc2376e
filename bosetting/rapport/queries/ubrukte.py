"""Places that are paid for and stand empty, and what the year looks like at this pace (W-08)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bosetting.anmodning.queries import Plassregnskap, plassregnskap_for
from bosetting.rapport.queries.enkel import Deltabell, Enkelrapport
from bosetting.rapport.queries.utvalg import Utvalg
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.web.eksport import Kolonne


@dataclass(frozen=True)
class Rad:
    kommune: Kommune
    regnskap: Plassregnskap
    prognose: int | None

    @property
    def ubrukt(self) -> int | None:
        vedtatt = self.regnskap.vedtatt
        return None if vedtatt is None or self.prognose is None else max(vedtatt - self.prognose, 0)


def forecast(regnskap: Plassregnskap, i_dag: date) -> int | None:
    """Those settled so far at the same pace to the end of the year; never fewer than are settled and bound.

    A year that has not begun has no pace and gets no forecast; one that is over is what it was.
    """
    if regnskap.aar > i_dag.year:
        return None
    if regnskap.aar < i_dag.year:
        return regnskap.brukt
    dager, gaatt = (date(regnskap.aar + 1, 1, 1) - date(regnskap.aar, 1, 1)).days, i_dag.timetuple().tm_yday
    return max(regnskap.brukt + regnskap.bundet, round(regnskap.brukt * dager / gaatt))


def rapport(utvalg: Utvalg) -> Enkelrapport:
    """Decision 20: free places of a kommune are for itself and IMDi. Five queries."""
    qs = Kommune.objects.gyldige()
    if utvalg.kommune_ider is not None:
        qs = qs.filter(pk__in=utvalg.kommune_ider)
    kommuner = list(qs) if utvalg.fullt else [en for en in qs if en.pk in utvalg.leser.egne]
    regnskap = plassregnskap_for(kommuner, utvalg.aar)
    rader = [Rad(en, regnskap[en.pk], forecast(regnskap[en.pk], klokke.today())) for en in kommuner]
    return Enkelrapport(
        kode="ubrukte-plasser",
        tittel=_("Ubrukte plasser og prognose"),
        ingress=_("Hvor mange vedtatte plasser som ikke er brukt, og hvor mange det ser ut til å bli ved årsskiftet."),
        tabeller=[
            Deltabell("plasser", _("Plasser"), _kolonner(), [rad for rad in rader if rad.regnskap.vedtatt is not None])
        ],
        noter=[
            _("Kommuner uten godkjent vedtak er ikke med."),
            _("Prognosen er en enkel framskriving av takten så langt i året, ikke en plan. Den binder ingen."),
        ],
    )


def _kolonner() -> list[Kolonne[Rad]]:
    return [
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer, bredde=16),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("anmodet", _("Anmodet"), lambda rad: rad.regnskap.anmodet),
        Kolonne("vedtatt", _("Vedtatt"), lambda rad: rad.regnskap.vedtatt, _("Siste godkjente vedtak i kommunen.")),
        Kolonne("bosatt", _("Bosatt"), lambda rad: rad.regnskap.brukt, _("Personer med bosettingsdato i året.")),
        Kolonne("bundet", _("Holdt av"), lambda rad: rad.regnskap.bundet, _("Fordelt, akseptert og søkt ut (B-028).")),
        Kolonne("ledig", _("Ledig"), lambda rad: rad.regnskap.ledig, _("Vedtatt, minus bosatt og holdt av.")),
        Kolonne("prognose", _("Prognose bosatt"), lambda rad: rad.prognose, _("Samme takt resten av året.")),
        Kolonne("ubrukt", _("Ubrukt ved årsskiftet"), lambda rad: rad.ubrukt, _("Vedtatt minus prognosen.")),
    ]
