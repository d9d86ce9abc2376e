"""The computation as IMDi's pages and the kommune's own page show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bosetting.anmodning.modell.models import Modelltall, Rundekriterium, Variant, Variantkommune
from bosetting.anmodning.modell.queries import Endelig, Regnet, Rundedata
from bosetting.anmodning.modell.states import Malstatus, Verdikilde
from bosetting.anmodning.models import Anmodning
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Nokkeltall, Rad


def personer(verdi: Fraction) -> str:
    """A part of a number, with one decimal."""
    return norsk.tall(round(Decimal(verdi.numerator) / Decimal(verdi.denominator), 1), 1)


def prosent(verdi: Fraction) -> str:
    return norsk.prosent(round(Decimal(verdi.numerator * 100) / Decimal(verdi.denominator), 1), 1)


# ---- the criteria of a round
@dataclass(frozen=True)
class Kriterierad:
    kriterium: Rundekriterium
    antall: int
    mangler: int
    merke: Merke | None

    @property
    def kilde(self) -> str:
        kriterium = self.kriterium
        if kriterium.kilde == Verdikilde.FORRIGE:
            return _("Anmodningene for %(aar)s") % {"aar": kriterium.verdier_fra}
        if kriterium.kilde == Verdikilde.FOLKETALL:
            dato = norsk.kortdato(kriterium.verdier_dato) if kriterium.verdier_dato else "–"
            return _("Kommuneregisteret, per %(dato)s") % {"dato": dato}
        if not kriterium.verdier_fra:
            return _("Leses fra fil")
        dato = norsk.kortdato(kriterium.verdier_dato) if kriterium.verdier_dato else "–"
        return _("%(fil)s, lest inn %(dato)s") % {"fil": kriterium.verdier_fra, "dato": dato}

    @property
    def fra_fil(self) -> bool:
        return self.kriterium.kilde == Verdikilde.FIL


def kriterierader(data: Rundedata) -> list[Kriterierad]:
    return [
        Kriterierad(
            kriterium=kriterium,
            antall=len(data.verdier[kriterium.pk]),
            mangler=data.mangler(kriterium),
            merke=Merke(_("Forslag – avklares"), "warning") if kriterium.status == Malstatus.FORSLAG else None,
        )
        for kriterium in data.kriterier
    ]


# ---- one variant
@dataclass(frozen=True)
class Kommunerad:
    """One kommune in a variant. Without a computation only what is said of it."""

    kommune: Kommune
    valg: Variantkommune | None
    deler: Sequence[str] = ()
    justering: str = ""
    beregnet: int = 0
    beregnet_em: int = 0
    endelig: Endelig | None = None

    @property
    def merke(self) -> Merke | None:
        if self.valg and self.valg.utelatt:
            return Merke(_("Holdt utenfor"))
        return Merke(_("Satt manuelt"), "info") if self.valg and self.valg.antall is not None else None


def kommunerader(regnet: Regnet) -> list[Kommunerad]:
    return [_kommunerad(regnet, kommune, regnet.valg.get(kommune.nummer)) for kommune in regnet.data.kommuner]


def _kommunerad(regnet: Regnet, kommune: Kommune, valg: Variantkommune | None) -> Kommunerad:
    if regnet.beregning is None:
        return Kommunerad(kommune, valg)
    rad = regnet.beregning.rader[kommune.nummer]
    return Kommunerad(
        kommune=kommune,
        valg=valg,
        deler=[personer(rad.deler.get(kode, Fraction(0))) for kode in regnet.beregning.vekter],
        justering=personer(rad.justering),
        beregnet=rad.antall,
        beregnet_em=rad.em,
        endelig=regnet.endelige[kommune.nummer],
    )


def deloverskrifter(regnet: Regnet) -> list[str]:
    """The criteria that count, each with the part of the weight it has when those without values are left out."""
    if regnet.beregning is None:
        return []
    vekter = regnet.beregning.vekter
    return [f"{en} ({prosent(vekter[en.kode])})" for en in regnet.data.kriterier if en.kode in vekter]


def nokkeltall(regnet: Regnet) -> list[Nokkeltall]:
    runde = regnet.variant.runde
    behov = _("behov %(behov)s")
    return [
        Nokkeltall(norsk.tall(regnet.sum), _("plasser til sammen"), behov % {"behov": norsk.tall(runde.behov)}),
        Nokkeltall(
            norsk.tall(regnet.sum_em), _("til enslige mindreårige"), behov % {"behov": norsk.tall(runde.behov_em)}
        ),
        Nokkeltall(norsk.tall(len(regnet.utelatte)), _("kommuner holdt utenfor")),
        Nokkeltall(norsk.tall(len(regnet.manuelle)), _("tall satt manuelt")),
    ]


def merknader(regnet: Regnet) -> list[str]:
    """What whoever reads the numbers should know: criteria left out, inhabitants counted often, a sum that differs."""
    if regnet.beregning is None:
        return []
    return [*_uten_verdier(regnet), *_folketallet(regnet), *_mot_behovet(regnet)]


def _uten_verdier(regnet: Regnet) -> list[str]:
    assert regnet.beregning
    uten = [str(en) for en in regnet.data.kriterier if en.kode in regnet.beregning.uten_verdier]
    if not uten:
        return []
    tekst = ngettext(
        "Kriteriet %(navn)s har ingen verdier og er ikke med. Vekten er delt på de andre.",
        "Kriteriene %(navn)s har ingen verdier og er ikke med. Vektene er delt på de andre.",
        len(uten),
    )
    return [tekst % {"navn": ", ".join(uten)}]


def _folketallet(regnet: Regnet) -> list[str]:
    """W-12: that several criteria measure the same is said, not hidden."""
    assert regnet.beregning
    andel = regnet.beregning.folketallets_vekt
    teller = [en for en in regnet.data.kriterier if en.kode in regnet.beregning.vekter]
    if andel == 0 or len(teller) < 2:
        return []
    return [_("%(andel)s av vekten bygger på folketallet, alene eller ganget med en rate.") % {"andel": prosent(andel)}]


def _mot_behovet(regnet: Regnet) -> list[str]:
    runde, ut = regnet.variant.runde, []
    if regnet.sum != runde.behov:
        tekst = _("Tall som er satt manuelt, gjør at summen er %(sum)s. Behovet er %(behov)s.")
        ut.append(tekst % {"sum": norsk.tall(regnet.sum), "behov": norsk.tall(runde.behov)})
    if regnet.sum_em != runde.behov_em:
        tekst = _("Tall som er satt manuelt, gjør at summen for enslige mindreårige er %(sum)s. Behovet er %(behov)s.")
        ut.append(tekst % {"sum": norsk.tall(regnet.sum_em), "behov": norsk.tall(runde.behov_em)})
    return ut


def variantmerker(variant: Variant) -> list[Merke]:
    if variant.brukt_tid is None:
        return []
    if variant.er_endret_siden:
        return [Merke(_("Brukt i runden, endret siden"), "warning")]
    return [Merke(_("Brukt i runden"), "success")]


# ---- what-if
@dataclass(frozen=True)
class Sammenlignet:
    """One kommune in several variants. `endringer` are against the first."""

    kommune: Kommune
    tall: list[Endelig | None]
    endringer: list[str]


def sammenlign(regnede: Sequence[Regnet]) -> list[Sammenlignet]:
    ut = []
    for kommune in regnede[0].data.kommuner if regnede else ():
        tall = [en.endelige.get(kommune.nummer) for en in regnede]
        ut.append(Sammenlignet(kommune, tall, [_endring(tall[0], en) for en in tall[1:]]))
    return ut


def _endring(forste: Endelig | None, andre: Endelig | None) -> str:
    if forste is None or andre is None:
        return "–"
    differanse = andre.antall - forste.antall
    return f"+{norsk.tall(differanse)}" if differanse > 0 else norsk.tall(differanse)


@dataclass(frozen=True)
class Vektrad:
    """One criterion's weight in each of the variants, as they were set."""

    navn: str
    vekter: list[str]


def vektrader(regnede: Sequence[Regnet]) -> list[Vektrad]:
    if not regnede:
        return []
    minste = Vektrad(_("Minste antall"), [norsk.tall(en.variant.minste) for en in regnede])
    ut = []
    for kriterium in regnede[0].data.kriterier:
        vekter = [en.vekter[kriterium.pk] for en in regnede]
        tekster = [f"{norsk.prosent(vekt.vekt)} ({norsk.prosent(vekt.vekt_em)})" for vekt in vekter]
        ut.append(Vektrad(str(kriterium), tekster))
    return [*ut, minste]


# ---- the kommune's own
@dataclass(frozen=True)
class Del:
    navn: str
    verdi: str
    vekt: str
    personer: str


@dataclass(frozen=True)
class Kommuneberegning:
    """How the number in one anmodning came about. `sum` are the facts below the parts."""

    anmodning: Anmodning
    deler: list[Del]
    sum: list[Rad]


def kommuneberegninger(anmodninger: Sequence[Anmodning], bruker: "tilgang.Hvem") -> list[Kommuneberegning]:
    """W-12: criteria, values, parts, and a number set by hand with its reason; newest first. One query."""
    etter_runde = {rad.runde_id: rad for rad in anmodninger}
    rader = (
        Modelltall.objects.synlig_for(bruker)
        .filter(runde__in=etter_runde, kommune__in={rad.kommune_id for rad in anmodninger})
        .order_by("-runde__versjon")
    )
    return [_kommuneberegning(etter_runde[rad.runde_id], rad) for rad in rader]


def _kommuneberegning(anmodning: Anmodning, tall: Modelltall) -> Kommuneberegning:
    return Kommuneberegning(anmodning, [_del(en) for en in tall.deler], _sum(anmodning, tall))


def _del(rad: Mapping[str, str]) -> Del:
    verdi = norsk.tall(Decimal(rad["verdi"]), _desimaler(rad["verdi"]))
    return Del(
        navn=(get_language() == "nn" and rad["navn_nn"]) or rad["navn"],
        verdi=_("%(verdi)s, ganget med folketallet") % {"verdi": verdi} if rad["per_innbygger"] else verdi,
        vekt=prosent(Fraction(rad["vekt"])),
        personer=personer(Fraction(rad["personer"])),
    )


def _desimaler(tekst: str) -> int:
    return len(tekst.partition(".")[2])


def _sum(anmodning: Anmodning, tall: Modelltall) -> list[Rad]:
    if tall.utelatt:
        return [
            Rad(_("Beregnet antall"), _("Kommunen er holdt utenfor beregningen")),
            Rad(_("Begrunnelse"), tall.begrunnelse),
            Rad(_("Anmodet"), antall(anmodning.antall, anmodning.herav_em)),
        ]
    justering = tall.ordinaere - sum((Fraction(en["personer"]) for en in tall.deler), Fraction(0))
    ut = [
        Rad(_("Minste antall og avrunding"), personer(justering)),
        Rad(_("Beregnet for enslige mindreårige"), norsk.tall(tall.em)),
        Rad(_("Beregnet antall"), antall(tall.ordinaere + tall.em, tall.em)),
    ]
    if tall.antall is not None:
        ut += [
            Rad(_("Satt manuelt av IMDi"), antall(tall.antall, tall.herav_em or 0)),
            Rad(_("Begrunnelse"), tall.begrunnelse),
        ]
    return [*ut, Rad(_("Anmodet"), antall(anmodning.antall, anmodning.herav_em))]


def antall(antall: int, em: int) -> str:
    return _("%(antall)s (herav EM %(em)s)") % {"antall": norsk.tall(antall), "em": norsk.tall(em)}
