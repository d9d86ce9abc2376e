"""The kommune's year as the page shows it: versions with what changed, vedtak, places, events, letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bosetting.anmodning import queries
from bosetting.anmodning.modell.visning import Kommuneberegning, kommuneberegninger
from bosetting.anmodning.models import Anmodning, Kommunevedtak, Plassendring
from bosetting.anmodning.states import (
    Anmodningstilstand,
    Onske,
    Plassendringsslag,
    Plassendringstilstand,
    Vedtakstilstand,
)
from imdinett.brev.queries import brevpanel
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.web import diagram, hendelser, norsk
from imdinett.web.komponent import Brevrad, Fane, Merke, Nokkeltall, Tidspunkt

_FARGER = {
    Anmodningstilstand.UTKAST: "neutral",
    Anmodningstilstand.SENDT: "info",
    Anmodningstilstand.PURRET: "warning",
    Anmodningstilstand.BESVART: "success",
    Anmodningstilstand.ERSTATTET: "neutral",
    Vedtakstilstand.REGISTRERT: "warning",
    Vedtakstilstand.GODKJENT: "success",
}
_ENDRINGSFARGER = {Plassendringstilstand.FORESLATT: "warning", Plassendringstilstand.BEKREFTET: "success"}


def anmodningsmerke(anmodning: Anmodning) -> Merke:
    """One or two words on where an anmodning stands; 0 is not a question, and lateness is a mark (B-012)."""
    tilstand = Anmodningstilstand(anmodning.tilstand)
    if anmodning.antall == 0 and tilstand in (Anmodningstilstand.SENDT, Anmodningstilstand.PURRET):
        return Merke(_("Ikke bedt om plasser"))
    if tilstand in (Anmodningstilstand.SENDT, Anmodningstilstand.PURRET) and anmodning.runde.frist < klokke.today():
        return Merke(_("Over fristen"), "danger")
    return Merke(str(tilstand.label), _FARGER[tilstand])


def vedtaksmerke(vedtak: Kommunevedtak) -> Merke:
    tilstand = Vedtakstilstand(vedtak.tilstand)
    if tilstand == Vedtakstilstand.ERSTATTET and vedtak.godkjent_tid is None:
        return Merke(_("Forkastet"))
    return Merke(str(tilstand.label), _FARGER.get(tilstand, "neutral"))


def plassendringsmerke(endring: Plassendring) -> Merke:
    tilstand = Plassendringstilstand(endring.tilstand)
    return Merke(str(tilstand.label), _ENDRINGSFARGER.get(tilstand, "neutral"))


def onsketekst(koder: Sequence[str]) -> str:
    """W-13: the wishes in words; empty when the kommune has none."""
    return ", ".join(str(Onske(kode).label) for kode in koder)


@dataclass(frozen=True)
class Versjon:
    """One anmodning in the row of versions, and how it differs from the one before."""

    anmodning: Anmodning
    merke: Merke
    endring: str


def versjoner(rader: Sequence[Anmodning]) -> list[Versjon]:
    """Newest first. `rader` are the anmodninger of one kommune and year, oldest first."""
    ut = []
    for nr, rad in enumerate(rader):
        forrige = rader[nr - 1] if nr else None
        ut.append(Versjon(rad, anmodningsmerke(rad), _endring(rad, forrige)))
    return ut[::-1]


def _endring(rad: Anmodning, forrige: Anmodning | None) -> str:
    if forrige is None:
        return ""
    return _("%(antall)s (herav EM %(em)s)") % {
        "antall": _differanse(rad.antall - forrige.antall),
        "em": _differanse(rad.herav_em - forrige.herav_em),
    }


def _differanse(tall: int) -> str:
    return f"+{norsk.tall(tall)}" if tall > 0 else norsk.tall(tall)


@dataclass(frozen=True)
class Vedtaksrad:
    vedtak: Kommunevedtak
    merke: Merke

    @property
    def onsker(self) -> str:
        return onsketekst(self.vedtak.onsker)


@dataclass(frozen=True)
class Endringsrad:
    endring: Plassendring
    merke: Merke


@dataclass(frozen=True)
class Aarsside:
    aar: int
    gjeldende: Anmodning | None
    versjoner: list[Versjon]
    vedtak: Kommunevedtak | None
    registrert: Kommunevedtak | None
    historikk: list[Vedtaksrad]
    endringer: list[Endringsrad]
    beregninger: list[Kommuneberegning]
    ledig_em: int | None
    plasser: diagram.Plassbar
    tall: list[Nokkeltall]
    brev: list[Brevrad]
    hendelser: list[Tidspunkt]

    @property
    def er_tom(self) -> bool:
        return not self.versjoner and not self.historikk


def aarsside(kommune: Kommune, aar: int, bruker: "tilgang.Hvem") -> Aarsside:
    """Everything on the page of one year. A fixed number of queries."""
    anmodninger = list(
        Anmodning.objects.synlig_for(bruker)
        .filter(kommune=kommune, aar=aar)
        .exclude(tilstand=Anmodningstilstand.UTKAST)
        .select_related("runde")
        .order_by("runde__versjon")
    )
    vedtak = list(
        Kommunevedtak.objects.synlig_for(bruker)
        .filter(kommune=kommune, aar=aar)
        .select_related("registrert_av", "godkjent_av", "dokument", "anmodning__runde")
    )
    endringer = list(
        Plassendring.objects.synlig_for(bruker)
        .filter(kommune=kommune, aar__in=(aar - 1, aar))
        .select_related("foreslatt_av", "avgjort_av")
    )
    endringer = [en for en in endringer if en.aar == aar or en.slag == Plassendringsslag.NESTE_AAR]
    regnskap = queries.plassregnskap(kommune, aar)
    return Aarsside(
        aar=aar,
        gjeldende=next((rad for rad in anmodninger if rad.tilstand != Anmodningstilstand.ERSTATTET), None),
        versjoner=versjoner(anmodninger),
        vedtak=next((rad for rad in vedtak if rad.tilstand == Vedtakstilstand.GODKJENT), None),
        registrert=next((rad for rad in vedtak if rad.tilstand == Vedtakstilstand.REGISTRERT), None),
        historikk=[Vedtaksrad(rad, vedtaksmerke(rad)) for rad in vedtak],
        endringer=[Endringsrad(rad, plassendringsmerke(rad)) for rad in endringer],
        beregninger=kommuneberegninger(anmodninger, bruker),
        ledig_em=regnskap.ledig_em,
        plasser=plassbar(regnskap),
        tall=nokkeltall(regnskap),
        brev=brevpanel(anmodninger, bruker),
        hendelser=hendelser.panel_om([*anmodninger, *vedtak, *endringer], bruker),
    )


def plassbar(regnskap: queries.Plassregnskap) -> diagram.Plassbar:
    return diagram.plassbar(
        tittel=_("Plasser i %(aar)d") % {"aar": regnskap.aar},
        vedtatt=regnskap.plasser,
        brukt=regnskap.brukt,
        bundet=regnskap.bundet,
    )


def nokkeltall(regnskap: queries.Plassregnskap) -> list[Nokkeltall]:
    """B-021: what is not registered is said in words."""

    def herav(em: int | None) -> str:
        return _("herav EM %(em)s") % {"em": norsk.tall(em)} if em is not None else ""

    bundet = _("fordelt %(f)d, akseptert %(a)d, søkt ut %(s)d") % {
        "f": regnskap.fordelt,
        "a": regnskap.akseptert,
        "s": regnskap.sokt_ut,
    }
    endret = [Nokkeltall(norsk.tall(regnskap.plasser), _("plasser etter endring"), herav(regnskap.plasser_em))]
    return [
        Nokkeltall(norsk.tall(regnskap.anmodet), _("anmodet"), herav(regnskap.anmodet_em)),
        Nokkeltall(norsk.tall(regnskap.vedtatt), _("vedtatt"), herav(regnskap.vedtatt_em)),
        *(endret if regnskap.er_endret else ()),
        Nokkeltall(norsk.tall(regnskap.brukt), _("brukt"), herav(regnskap.brukt_em)),
        Nokkeltall(norsk.tall(regnskap.bundet), _("bundet"), bundet),
        Nokkeltall(norsk.tall(regnskap.ledig), _("ledig"), herav(regnskap.ledig_em)),
    ]


def aarene(kommune: Kommune, bruker: "tilgang.Hvem") -> list[int]:
    """The years that have something, this year and the next; newest first. Two queries."""
    i_aar = klokke.today().year
    kilder = (Anmodning.objects.synlig_for(bruker), Kommunevedtak.objects.synlig_for(bruker))
    funnet = {aar for qs in kilder for aar in qs.filter(kommune=kommune).order_by().values_list("aar", flat=True)}
    return sorted(funnet | {i_aar, i_aar + 1}, reverse=True)


def aarsfaner(aarene_: Iterable[int], valgt: int) -> list[Fane]:
    return [Fane(str(aar), f"?aar={aar}", aktiv=aar == valgt) for aar in aarene_]
