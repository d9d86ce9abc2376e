"""What a variant of the computation may say. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.anmodning import rules as anmodningsregler
from bosetting.anmodning.modell.states import Grunnlag
from imdinett.kjerne.feil import Domenefeil

if TYPE_CHECKING:
    from bosetting.anmodning.modell.models import Variant
    from imdinett.tilgang import tilgang

HELE = 100


@dataclass(frozen=True, kw_only=True)
class Vektvalg:
    """The weights by the criterion's id: (of the ordinary places, of those for enslige mindreårige), in per cent."""

    vekter: Mapping[int, tuple[int, int]]
    minste: int
    begrunnelse: str = ""


@dataclass(frozen=True, kw_only=True)
class Kommunevalg:
    """What is said of one kommune: left out, asked for EM, or a number set by hand (`antall`)."""

    utelatt: bool = False
    med_em: bool = False
    antall: int | None = None
    herav_em: int | None = None
    begrunnelse: str = ""

    @property
    def er_manuelt(self) -> bool:
        return self.antall is not None


@dataclass(frozen=True, kw_only=True)
class NyttKriterium:
    navn: str
    navn_nn: str
    grunnlag: Grunnlag


def kan_slette(bruker: "tilgang.Hvem", variant: "Variant") -> bool:
    """Whoever made it. One that filled the round is how its numbers came about, and stays."""
    return anmodningsregler.kan_lage_runde(bruker) and variant.opprettet_av_id == bruker.pk and not variant.brukt_tid


def kontroller_vekter(valg: Vektvalg) -> None:
    """Both columns of weights are 100 % in all; a floor under the usual one needs a reason (B-014)."""
    for nr, hva in ((0, _("Vektene")), (1, _("Vektene for enslige mindreårige"))):
        sum_ = sum(vekt[nr] for vekt in valg.vekter.values())
        if sum_ != HELE or any(vekt[nr] < 0 for vekt in valg.vekter.values()):
            melding = _("%(hva)s må være 100 prosent til sammen. Nå er de %(sum)d.")
            raise Domenefeil("vektsum", melding % {"hva": hva, "sum": sum_})
    if valg.minste < 0:
        raise Domenefeil("negativt_minste", _("Minste antall kan ikke være under 0."), felt="minste")
    if valg.minste < settings.ANMODNING_MINSTE_ANTALL and not valg.begrunnelse.strip():
        melding = _("Begrunnelse må fylles ut når minste antall er under %(minst)d (B-014).")
        raise Domenefeil("under_minste", melding % {"minst": settings.ANMODNING_MINSTE_ANTALL}, felt="begrunnelse")


def kontroller_kommunevalg(valg: Kommunevalg) -> None:
    """Who is left out, or gets another number than the computed, is told why."""
    if valg.antall is not None:
        anmodningsregler.kontroller_tall(valg.antall, valg.herav_em or 0)
    if valg.utelatt and (valg.er_manuelt or valg.med_em):
        melding = _("En kommune som holdes utenfor, kan ikke ha et tall eller bli bedt om enslige mindreårige.")
        raise Domenefeil("utelatt_med_tall", melding)
    minst = anmodningsregler.MINSTE_BEGRUNNELSE
    if (valg.utelatt or valg.er_manuelt) and len(valg.begrunnelse.strip()) < minst:
        melding = _("Begrunnelsen må ha minst %(antall)d tegn.") % {"antall": minst}
        raise Domenefeil("kort_begrunnelse", melding, felt="begrunnelse")
