"""A round as IMDi's pages show it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning import queries, rules, tallfil
from bosetting.anmodning.kommunefil import Avvist, Filinnhold
from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.states import Rundetilstand, Rundetype
from bosetting.anmodning.visning import anmodningsmerke
from imdinett.brev import status as brevstatus
from imdinett.utboks.models import Forsendelse
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad


def tittel(runde: Anmodningsrunde) -> str:
    return _("Anmodning for %(aar)d, versjon %(versjon)d") % {"aar": runde.aar, "versjon": runde.versjon}


def merke(runde: Anmodningsrunde) -> Merke:
    tilstand = Rundetilstand(runde.tilstand)
    return Merke(str(tilstand.label), "success" if tilstand == Rundetilstand.SENDT else "warning")


def fakta(runde: Anmodningsrunde) -> list[Rad]:
    sendt = f"{norsk.tidspunkt(runde.sendt_tid)}, {runde.sendt_av}" if runde.sendt_tid else _("Ikke sendt")
    return [
        Rad(_("Type"), str(Rundetype(runde.type).label).capitalize()),
        Rad(_("Nasjonalt behov"), norsk.tall(runde.behov)),
        Rad(_("Herav enslige mindreårige"), norsk.tall(runde.behov_em)),
        Rad(_("Svarfrist"), norsk.dato(runde.frist)),
        Rad(_("Sendt"), sendt),
    ]


def advarsler(runde: Anmodningsrunde) -> list[str]:
    """What IMDi should know before the letters go. None of it stops the round."""
    sum_ = queries.rundesum(runde)
    ut = [*_mot_behovet(runde, sum_), *_vurderes(runde)]
    if sum_.uten_begrunnelse:
        tekst = ngettext(
            "%(n)d kommune blir bedt om færre enn %(minst)d uten begrunnelse. Tallet er lest inn fra fil (B-014).",
            "%(n)d kommuner blir bedt om færre enn %(minst)d uten begrunnelse. Tallene er lest inn fra fil (B-014).",
            sum_.uten_begrunnelse,
        )
        ut.append(tekst % {"n": sum_.uten_begrunnelse, "minst": settings.ANMODNING_MINSTE_ANTALL})
    return ut


def _mot_behovet(runde: Anmodningsrunde, sum_: queries.Rundesum) -> list[str]:
    ut = []
    if sum_.plasser != runde.behov:
        tekst = _("Summen av tallene er %(sum)s. Behovet er %(behov)s.")
        ut.append(tekst % {"sum": norsk.tall(sum_.plasser), "behov": norsk.tall(runde.behov)})
    if sum_.plasser_em != runde.behov_em:
        tekst = _("Summen for enslige mindreårige er %(sum)s. Behovet er %(behov)s.")
        ut.append(tekst % {"sum": norsk.tall(sum_.plasser_em), "behov": norsk.tall(runde.behov_em)})
    return ut


def _vurderes(runde: Anmodningsrunde) -> list[str]:
    """B-015."""
    forrige = queries.forrige_sendte(runde)
    if forrige is None:
        return []
    if not rules.behov_maa_vurderes(fra=(forrige.behov, forrige.behov_em), til=(runde.behov, runde.behov_em)):
        return []
    tekst = _(
        "Behovet har økt fra %(fra)s til %(til)s (enslige mindreårige fra %(fra_em)s til %(til_em)s). Nasjonalt utvalg "
        "skal vurdere behovet på nytt når det øker med mer enn %(over)d, eller %(over_em)d enslige mindreårige (B-015)."
    )
    return [
        tekst
        % {
            "fra": norsk.tall(forrige.behov),
            "til": norsk.tall(runde.behov),
            "fra_em": norsk.tall(forrige.behov_em),
            "til_em": norsk.tall(runde.behov_em),
            "over": settings.ANMODNING_VURDER_BEHOV_OVER,
            "over_em": settings.ANMODNING_VURDER_EM_OVER,
        }
    ]


@dataclass(frozen=True)
class Tabellrad:
    """One kommune in a round: its number, what it was before, and how far its letter has come."""

    anmodning: Anmodning
    merke: Merke
    forrige: Anmodning | None = None
    brev: Merke | None = None


def tabell(runde: Anmodningsrunde) -> list[Tabellrad]:
    """Three queries."""
    rader = list(runde.anmodninger.select_related("kommune__fylke", "runde").order_by("kommune__nummer"))
    if runde.tilstand == Rundetilstand.UTKAST:
        forrige = queries.gjeldende_tall(runde.aar)
        return [Tabellrad(rad, anmodningsmerke(rad), forrige.get(rad.kommune_id)) for rad in rader]
    brev = _brev(rader)
    return [Tabellrad(rad, anmodningsmerke(rad), brev=brev.get(str(rad.pk))) for rad in rader]


def _brev(rader: list[Anmodning]) -> dict[str, Merke]:
    sendinger = Forsendelse.objects.brev().gjelder(*rader).order_by("pk")
    return {rad.gjelder_id: brevstatus.merke(rad) for rad in sendinger.defer("innhold")}


@dataclass(frozen=True)
class Proverad:
    """What one line of a file would do to its kommune's number."""

    linje: tallfil.Fillinje
    fra: Anmodning | None

    @property
    def slag(self) -> Merke:
        if self.fra is None:
            return Merke(_("Nytt"), "info")
        tall = self.linje.tall
        like = (self.fra.antall, self.fra.herav_em) == (tall.antall, tall.herav_em)
        return Merke(_("Uendret")) if like else Merke(_("Endret"), "warning")


@dataclass(frozen=True)
class Prove:
    rader: list[Proverad]
    avviste: list[Avvist]
    lave: int


def prove(runde: Anmodningsrunde, innhold: Filinnhold[tallfil.Fillinje]) -> Prove:
    """The dry run. One query."""
    fra = {rad.kommune_id: rad for rad in runde.anmodninger.all()}
    return Prove(
        rader=[Proverad(linje, fra.get(linje.kommune.pk)) for linje in innhold.rader],
        avviste=innhold.avviste,
        lave=sum(rules.krever_begrunnelse(linje.tall.antall or 0) for linje in innhold.rader),
    )
