"""R1: what each kommune was asked for, has decided and has settled in a year (issue C.9)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.rapport.models import PublisertNasjonalt, PublisertTall
from bosetting.rapport.queries import beregnet, publisert
from bosetting.rapport.queries.tabell import Kilde, Tabell
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, Omfang

# What the log calls the report.
NAVN = "anmodning_vedtak"


@dataclass(frozen=True)
class Aarsvalg:
    """A year and where its figures come from: never both in one table (decision 27)."""

    aar: int
    kilde: Kilde

    @property
    def kode(self) -> str:
        return str(self.aar) if self.kilde == Kilde.PUBLISERT else f"{self.aar}-beregnet"

    def __str__(self) -> str:
        if self.kilde == Kilde.PUBLISERT:
            return _("%(aar)d (publisert av IMDi)") % {"aar": self.aar}
        return _("%(aar)d (beregnet her)") % {"aar": self.aar}


@dataclass(frozen=True)
class Leser:
    """Who reads: IMDi sees everything, others their own kommuner in full (decision 20)."""

    ser_alt: bool
    egne: frozenset[int]


def leser(bruker: "tilgang.Hvem") -> Leser:
    """A role of a fylke gives figures of its kommuner as of any other: it is not the kommune's own."""
    if tilgang.har_imdi(bruker, Rettighet.RAPPORT_LES):
        return Leser(ser_alt=True, egne=frozenset())
    egne = {
        kommune_id
        for kommune_id in tilgang.kommune_ider(bruker, Rettighet.RAPPORT_LES) or ()
        for rolle in tilgang.roller_i(bruker, kommune_id)
        if ROLLER[rolle].omfang == Omfang.KOMMUNE and Rettighet.RAPPORT_LES in ROLLER[rolle].rettigheter
    }
    return Leser(ser_alt=False, egne=frozenset(egne))


def aarsvalg() -> list[Aarsvalg]:
    """Every year there are figures for, newest first; the published before the computed of the same year."""
    publiserte = _years(PublisertTall.objects.all(), PublisertNasjonalt.objects.all())
    beregnede = _years(Anmodning.objects.gjeldende(), Kommunevedtak.objects.gjeldende())
    valg = [Aarsvalg(aar, Kilde.PUBLISERT) for aar in publiserte] + [Aarsvalg(aar, Kilde.BEREGNET) for aar in beregnede]
    return sorted(valg, key=lambda ett: (-ett.aar, ett.kilde != Kilde.PUBLISERT))


def _years(forste: QuerySet[Any], andre: QuerySet[Any]) -> set[int]:
    aarene = forste.order_by().values_list("aar", flat=True)
    return set(aarene.union(andre.order_by().values_list("aar", flat=True)))


def standardvalg(valg: list[Aarsvalg]) -> Aarsvalg | None:
    """This year as it stands now; without that the newest year that has begun, then whatever there is."""
    i_aar = klokke.today().year
    begynt = [ett for ett in valg if ett.aar <= i_aar]
    beregnet_i_aar = next((ett for ett in begynt if ett == Aarsvalg(i_aar, Kilde.BEREGNET)), None)
    return beregnet_i_aar or next(iter(begynt), None) or next(iter(valg), None)


def tabell(
    valg: Aarsvalg, *, omraade: str, kommune: Kommune | None, leser: Leser, dagens_inndeling: bool = False
) -> Tabell:
    if valg.kilde == Kilde.PUBLISERT:
        return publisert.tabell(valg.aar, omraade=omraade, kommune=kommune, dagens_inndeling=dagens_inndeling)
    return beregnet.tabell(valg.aar, omraade=omraade, kommune=kommune, ser_alt=leser.ser_alt, egne=leser.egne)
