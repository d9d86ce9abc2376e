"""The kommune confirms the numbers of a quarter or says what they should be; IMDi and the calendar remind (W-02)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.avstemming import queries, rules
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from bosetting.avstemming.notices import Avstemmingspaaminnelse
from bosetting.avstemming.queries import Kvartalsrad
from bosetting.bosatt.rules import check_grunn
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.henvendelse import services as henvendelser
from imdinett.henvendelse.models import Henvendelse
from imdinett.henvendelse.services import NyHenvendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import roller_med
from imdinett.utboks.services import enqueue

PAAMINN = "avstemming.paaminn"


# ---- the kommune answers
@transaction.atomic
def bekreft_avstemming(*, bruker: Bruker, kommune: Kommune, kvartal: Kvartal, avtrykk: str) -> Avstemmingssvar:
    """W-02: the register's numbers are right. They are frozen as they were; a question to IMDi about them ends."""
    rad = _laas(bruker, kommune, kvartal, avtrykk)
    if rad.svar and not rad.venter and rad.svar.stemmer:
        return rad.svar
    if rad.svar and rad.svar.henvendelse and rad.svar.henvendelse.er_apen:
        henvendelser.lukk_henvendelse(bruker=bruker, henvendelse_id=rad.svar.henvendelse.pk)
    svar = _svar(bruker, rad, henvendelse=rad.svar.henvendelse if rad.svar else None)
    hendelse.log(bruker, Hendelsestype.AVSTEMMING_BEKREFTET, svar.avstemming, bosatt=rad.tall.sum)
    return svar


@dataclass(frozen=True, kw_only=True)
class Egnetall:
    """The kommune's own number for each month, and why it thinks so."""

    per_maaned: Sequence[int]
    grunn: str


@transaction.atomic
def meld_avstemming(
    *, bruker: Bruker, kommune: Kommune, kvartal: Kvartal, avtrykk: str, egne: Egnetall
) -> Avstemmingssvar:
    """W-02: the numbers are not right. IMDi gets a henvendelse; another answer on the quarter goes on in the same."""
    rad = _laas(bruker, kommune, kvartal, avtrykk)
    rules.krev_forskjell(egne.per_maaned, rad.tall.bosatt)
    grunn = check_grunn(egne.grunn)
    sak = _henvendelse(bruker, rad, egne.per_maaned, grunn)
    svar = _svar(bruker, rad, egne=list(egne.per_maaned), grunn=grunn, henvendelse=sak)
    hendelse.log(
        bruker,
        Hendelsestype.AVSTEMMING_STEMMER_IKKE,
        svar.avstemming,
        bosatt=rad.tall.sum,
        egne=sum(egne.per_maaned),
        henvendelse=sak.nummer,
    )
    return svar


def _laas(bruker: Bruker, kommune: Kommune, kvartal: Kvartal, avtrykk: str) -> Kvartalsrad:
    tilgang.krev(rules.kan_svare(bruker, kommune.pk))
    rules.krev_ferdig(kvartal)
    _avstemminger([kommune], kvartal)
    rad = queries.kvartalsrad(kommune, kvartal)
    rules.krev_samme_tall(avtrykk, rad.tall.avtrykk)
    return rad


def _avstemminger(kommuner: Sequence[Kommune], kvartal: Kvartal) -> list[Avstemming]:
    """The rows of the quarter, made where they are missing, and locked."""
    nye = [Avstemming(kommune=en, aar=kvartal.aar, nr=kvartal.nr) for en in kommuner]
    Avstemming.objects.bulk_create(nye, ignore_conflicts=True)
    rader = Avstemming.objects.select_for_update(of=("self",)).filter(aar=kvartal.aar, nr=kvartal.nr)
    return list(rader.filter(kommune__in=kommuner).select_related("kommune").order_by("pk"))


def _svar(
    bruker: Bruker,
    rad: Kvartalsrad,
    *,
    egne: list[int] | None = None,
    grunn: str = "",
    henvendelse: Henvendelse | None = None,
) -> Avstemmingssvar:
    assert rad.avstemming is not None
    Avstemmingssvar.objects.gjeldende().filter(avstemming=rad.avstemming).update(gjelder=False)
    return Avstemmingssvar.objects.create(
        avstemming=rad.avstemming,
        kommune=rad.kommune,
        bosatt=list(rad.tall.bosatt),
        uten_dato=rad.tall.uten_dato,
        apne_avvik=rad.tall.apne_avvik,
        avtrykk=rad.tall.avtrykk,
        egne=egne,
        grunn=grunn,
        henvendelse=henvendelse,
        svart_tid=klokke.now(),
        svart_av=bruker,
    )


def _henvendelse(bruker: Bruker, rad: Kvartalsrad, egne: Sequence[int], grunn: str) -> Henvendelse:
    linjer = [
        _("%(maaned)s: %(bosatt)d i registeret, %(egne)d hos oss") % {"maaned": maaned, "bosatt": bosatt, "egne": eget}
        for maaned, bosatt, eget in zip(rad.kvartal.maanedsnavn, rad.tall.bosatt, egne, strict=True)
    ]
    tekst = "\n".join([*linjer, "", grunn])
    if rad.svar and rad.svar.henvendelse:
        return henvendelser.skriv_fra_kommunen(bruker=bruker, henvendelse_id=rad.svar.henvendelse.pk, tekst=tekst)
    emne = _("Avstemming av %(kvartal)s: tallene stemmer ikke") % {"kvartal": rad.kvartal}
    return henvendelser.opprett_henvendelse(
        bruker=bruker, kommune=rad.kommune, ny=NyHenvendelse(tema="rapport", emne=emne, tekst=tekst)
    )


# ---- those who have not answered
@transaction.atomic
def purr_avstemming(*, bruker: Bruker, kvartal: Kvartal, kommune_ider: Sequence[int]) -> list[Avstemming]:
    """E-mail to those chosen that owe an answer. Who has answered meanwhile, or has nobody to tell, is left out."""
    tilgang.krev(rules.kan_purre(bruker))
    rules.krev_ferdig(kvartal)
    venter = [rad.kommune for rad in queries.landet(kvartal) if rad.venter and rad.kommune.pk in kommune_ider]
    return _paaminn(bruker, _avstemminger(venter, kvartal))


@transaction.atomic
def paaminn_av_seg_selv() -> int:
    """The calendar's reminder for the newest quarter: once to each that owes an answer and was not reminded before."""
    kvartal = next(iter(ferdige()), None)
    if kvartal is None or klokke.today() < kvartal.paaminnes:
        return 0
    venter = [rad.kommune for rad in queries.landet(kvartal) if rad.venter]
    return len(_paaminn(None, [en for en in _avstemminger(venter, kvartal) if en.purret_tid is None]))


def _paaminn(bruker: Bruker | None, avstemminger: Iterable[Avstemming]) -> list[Avstemming]:
    rader = list(avstemminger)
    mottakere = tildeling.aktive_i((en.kommune for en in rader), roller_med(Rettighet.BOSETTINGSDATO_SKRIV))
    purres = [en for en in rader if mottakere[en.kommune_id]]
    tid = klokke.now()
    for en in purres:
        en.purret_tid = tid
    Avstemming.objects.bulk_update(purres, ["purret_tid"])
    hendelse.log_mange(bruker, Hendelsestype.AVSTEMMING_PURRET, [(en, en.kommune, {}) for en in purres])
    for en in purres:
        enqueue(Avstemmingspaaminnelse(en, mottakere[en.kommune_id]), bruker=bruker)
    return purres
