"""Enslige mindreårige in a year, kommune by kommune, for Bufetat. Without a single person in it (B-096)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bosetting.anmodning.queries import Plassregnskap, plassregnskap_for
from bosetting.rapport.queries.enkel import SKJULT, Deltabell, Enkelrapport
from bosetting.rapport.queries.tabell import Celle, Kolonne, Raarad, groups, show, sums
from bosetting.rapport.queries.utvalg import Utvalg
from bosetting.rapport.rules import Verdi, skjul_smaa
from imdinett.kommune.models import Kommune
from imdinett.web import eksport

# Counts of persons; what IMDi has asked for and the kommune has decided is open (decision 20).
PERSONTALL = ("sokt_ut", "bosatt")


@dataclass(frozen=True)
class Linje:
    """A fylke, a kommune or the country, as it may be shown."""

    navn: str
    celler: Mapping[str, Celle]
    nummer: str = ""

    @property
    def er_tom(self) -> bool:
        return not any(celle.verdi or celle.skjult for celle in self.celler.values())

    def verdi(self, nokkel: str) -> eksport.Verdi:
        celle = self.celler[nokkel]
        return SKJULT if celle.skjult else celle.verdi


def kolonner() -> list[Kolonne]:
    return [
        Kolonne("anmodet", _("Anmodet"), _("Enslige mindreårige IMDi har bedt kommunen bosette i året.")),
        Kolonne("vedtatt", _("Vedtatt"), _("Enslige mindreårige i det siste godkjente vedtaket i kommunen.")),
        Kolonne("sokt_ut", _("Søkt ut"), _("Enslige mindreårige som er søkt ut til kommunen og ikke er bosatt ennå.")),
        Kolonne("bosatt", _("Bosatt"), _("Enslige mindreårige med bosettingsdato i året.")),
    ]


def rapport(utvalg: Utvalg) -> Enkelrapport:
    """Hidden on the whole country, whatever is selected: the answer must not depend on the filter (decision 20)."""
    kommuner = list(Kommune.objects.gyldige().select_related("fylke"))
    regnskap = plassregnskap_for(kommuner, utvalg.aar)
    alle, vises = [_raw(en, regnskap[en.pk]) for en in kommuner], kolonner()
    skjulinger = {
        nokkel: skjul_smaa([Verdi(rad.nummer, rad.fylke, rad.tall[nokkel] or 0) for rad in alle])
        for nokkel in PERSONTALL
    }
    landet = Linje(_("Hele landet"), sums(alle, vises, skjulinger, lambda skjuling: skjuling.total))
    fylker = [Linje(en.navn, en.celler) for en in groups(alle, vises, skjulinger)]
    if utvalg.kommune_ider is not None:
        alle = [rad for rad in alle if rad.kommune_id in utvalg.kommune_ider]
    linjer = [Linje(rad.navn, rad.celler, rad.nummer) for rad in show(alle, vises, skjulinger)]
    egne = {rad.fylke for rad in alle}
    valgte = [linje for linje in fylker if linje.navn in egne]
    return _som_rapport([*valgte, landet], [linje for linje in linjer if not linje.er_tom], vises)


def _raw(kommune: Kommune, regnskap: Plassregnskap) -> Raarad:
    return Raarad(
        kommune_id=kommune.pk,
        nummer=kommune.nummer,
        navn=kommune.visningsnavn,
        navn_offisielt=kommune.navn_offisielt,
        fylke=str(kommune.fylke or ""),
        sortering=kommune.sortering,
        tall={
            "anmodet": regnskap.anmodet_em,
            "vedtatt": regnskap.vedtatt_em,
            "sokt_ut": regnskap.sokt_ut_em,
            "bosatt": regnskap.brukt_em,
        },
    )


def _som_rapport(fylker: Sequence[Linje], kommuner: Sequence[Linje], vises: Sequence[Kolonne]) -> Enkelrapport:
    tall = [eksport.Kolonne(en.nokkel, en.navn, _leser(en.nokkel), en.forklaring) for en in vises]
    navn: list[eksport.Kolonne[Any]] = [eksport.Kolonne("fylke", _("Fylke"), lambda linje: linje.navn, bredde=26)]
    kommune: list[eksport.Kolonne[Any]] = [
        eksport.Kolonne("kommunenummer", _("Kommunenummer"), lambda linje: linje.nummer, bredde=16),
        eksport.Kolonne("kommune", _("Kommune"), lambda linje: linje.navn, bredde=26),
    ]
    return Enkelrapport(
        kode="enslige-mindrearige",
        tittel=_("Tall om enslige mindreårige"),
        ingress=_("Hvor mange enslige mindreårige kommunene er bedt om å bosette, har vedtatt og har bosatt i året."),
        tabeller=[
            Deltabell("fylker", _("Fylker"), [*navn, *tall], fylker),
            Deltabell("kommuner", _("Kommuner"), [*kommune, *tall], kommuner),
        ],
        noter=[
            _("Kolon: skjult av hensyn til personvernet."),
            _("Kommuner uten tall om enslige mindreårige dette året er ikke med."),
        ],
    )


def _leser(nokkel: str) -> Callable[[Linje], eksport.Verdi]:
    return lambda linje: linje.verdi(nokkel)
