"""What a number in an anmodning or a vedtak must be, and who may write it. No queries."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.anmodning.states import Part
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

STORSTE_ANTALL = 99_999
MINSTE_BEGRUNNELSE = 10


@dataclass(frozen=True, kw_only=True)
class Tall:
    """The number for one kommune; `antall=None` takes it away again. `sett` is what the writer saw, if known."""

    kommune_id: int
    antall: int | None
    herav_em: int = 0
    begrunnelse: str = ""
    sett: str | None = None


def som_sett(antall: int | None, herav_em: int | None, begrunnelse: str) -> str:
    """A row as its writer saw it, to be compared when it is stored; empty without a number."""
    return "" if antall is None else f"{antall}/{herav_em or 0}/{begrunnelse.strip()}"


@dataclass(frozen=True, kw_only=True)
class Rundeinnhold:
    """What all letters of a round have in common. Without `kriterier_nn` the nynorsk letters get the other text."""

    behov: int
    frist: date
    kriterier: str
    behov_em: int = 0
    kriterier_nn: str = ""


@dataclass(frozen=True, kw_only=True)
class Vedtakssvar:
    """What the kommune's own decision says."""

    antall: int
    vedtaksdato: date
    herav_em: int = 0
    merknad: str = ""
    onsker: tuple[str, ...] = ()


def kan_lage_runde(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.ANMODNING_SKRIV)


def kan_registrere_vedtak(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """B-002, B-024: the kommune itself, by its skriv role."""
    return tilgang.har(bruker, Rettighet.KOMMUNEVEDTAK_SKRIV, kommune_id)


def part_for(bruker: "tilgang.Hvem", kommune_id: int) -> Part | None:
    """B-027: for whom the user speaks when EM places are to be changed; None for those who have no say."""
    if tilgang.har_imdi(bruker, Rettighet.ANMODNING_SKRIV):
        return Part.IMDI
    return Part.KOMMUNE if kan_registrere_vedtak(bruker, kommune_id) else None


def kontroller_plassendring(antall: int, ledig_em: int | None, begrunnelse: str) -> None:
    """B-027: only places for EM that are free can be changed, and both parties are told why."""
    if ledig_em is None:
        melding = _("Kommunen har ingen godkjente vedtak for året, så det er ingen plasser å endre (B-024).")
        raise Domenefeil("b027_uten_vedtak", melding)
    if not 1 <= antall <= ledig_em:
        melding = _("Kommunen har %(ledig)d ledige plasser til enslige mindreårige. Velg ikke flere (B-027).")
        raise Domenefeil("b027_ikke_ledige", melding % {"ledig": max(ledig_em, 0)}, felt="antall")
    if len(begrunnelse.strip()) < MINSTE_BEGRUNNELSE:
        melding = _("Begrunnelsen må ha minst %(antall)d tegn.") % {"antall": MINSTE_BEGRUNNELSE}
        raise Domenefeil("kort_begrunnelse", melding, felt="begrunnelse")


def kontroller_tall(antall: int, herav_em: int) -> None:
    """B-011, B-020, B-022: whole numbers from 0, the EM part inside the total."""
    if not 0 <= antall <= STORSTE_ANTALL:
        melding = _("Antall må være et helt tall fra 0 til %(storst)d.") % {"storst": STORSTE_ANTALL}
        raise Domenefeil("antall_utenfor", melding, felt="antall")
    if herav_em < 0:
        raise Domenefeil("em_negativ", _("Herav enslige mindreårige kan ikke være under 0."), felt="herav_em")
    if herav_em > antall:
        raise Domenefeil(
            "em_over_antall", _("Herav enslige mindreårige kan ikke være flere enn antallet."), felt="herav_em"
        )


def krever_begrunnelse(antall: int) -> bool:
    """B-014, decision 25: a request under the floor needs a reason; 0 is a letter of its own."""
    return 0 < antall < settings.ANMODNING_MINSTE_ANTALL


def kontroller_begrunnelse(antall: int, begrunnelse: str) -> None:
    if krever_begrunnelse(antall) and not begrunnelse.strip():
        raise Domenefeil(
            "under_minste",
            _("Begrunnelse må fylles ut når det blir bedt om færre enn %(minst)d personer (B-014).")
            % {"minst": settings.ANMODNING_MINSTE_ANTALL},
            felt="begrunnelse",
        )


def behov_maa_vurderes(*, fra: tuple[int, int], til: tuple[int, int]) -> bool:
    """B-015: Nasjonalt utvalg looks again when the need has risen by more than this, in all or for EM."""
    return til[0] - fra[0] > settings.ANMODNING_VURDER_BEHOV_OVER or til[1] - fra[1] > settings.ANMODNING_VURDER_EM_OVER


def kontroller_runde(innhold: Rundeinnhold) -> None:
    if innhold.behov_em > innhold.behov:
        melding = _("Herav enslige mindreårige kan ikke være flere enn behovet.")
        raise Domenefeil("em_over_behov", melding, felt="behov_em")
    if innhold.frist < klokke.today():
        raise Domenefeil("frist_passert", _("Svarfrist kan ikke være en dato som er passert."), felt="frist")


def kontroller_vedtak(svar: Vedtakssvar) -> None:
    kontroller_tall(svar.antall, svar.herav_em)
    if svar.vedtaksdato > klokke.today():
        raise Domenefeil("vedtak_i_framtiden", _("Dato for vedtaket kan ikke være fram i tid."), felt="vedtaksdato")
