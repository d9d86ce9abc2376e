"""W-18, P46: of those who were settled in a year, how many are still registered in the kommune one to five years after.

From what Folkeregisteret has told of moves: kommuner and dates, no persons. What nobody has told is «ukjent», never 0.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bosetting.folkeregister.models import Bosted, Folkeregisterstatus
from bosetting.folkeregister.queries import peker
from bosetting.folkeregister.rules import Registrert, bodde
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import Sakstilstand
from bosetting.rapport.queries.enkel import SKJULT, Deltabell, Enkelrapport
from bosetting.rapport.queries.utvalg import Utvalg
from bosetting.rapport.rules import Verdi, skjul_smaa
from imdinett.kjerne import klokke
from imdinett.kommune.models import Etterfolger, Kommune
from imdinett.web.eksport import Kolonne

AAR_ETTER = range(1, 6)
BOR, FLYTTET, UKJENT = "bor", "flyttet", "ukjent"
UTFALL = (BOR, FLYTTET, UKJENT)
Tall = int | str | None
Telt = Mapping[int, Mapping[int, Counter[str]]]


def er_omme(aar: int, etter: int, i_dag: date) -> bool:
    """Everybody who was settled in the year has had so many years: those of December too."""
    return date(aar + etter, 12, 31) < i_dag


# ---- what is counted
def tell(saker: SakQuerySet, aar: int) -> Telt:
    """By kommune, then by years after. Five queries, whatever the number of cases."""
    fakta = list(saker.values_list("person_id", "kommune_id", "bosettingsdato"))
    bosteder, kjent_til = _registrert(saker)
    blitt = _etterfolgere()
    vises = [etter for etter in AAR_ETTER if er_omme(aar, etter, klokke.today())]
    ut: dict[int, dict[int, Counter[str]]] = defaultdict(lambda: {etter: Counter() for etter in vises})
    for person_id, kommune_id, bosatt in fakta:
        if bosatt is None:
            continue
        sted, rader = {kommune_id, *blitt[kommune_id]}, bosteder[person_id]
        for etter in vises:
            dag = klokke.om_maaneder(bosatt, 12 * etter)
            ut[kommune_id][etter][_utfall(bodde(rader, sted, dag, kjent_til.get(person_id)))] += 1
    return ut


def _utfall(svar: bool | None) -> str:
    if svar is None:
        return UKJENT
    return BOR if svar else FLYTTET


def _registrert(saker: SakQuerySet) -> tuple[Mapping[int, list[Registrert]], dict[int, date]]:
    """Each person's homes in order, and the last day on which the register was heard of the person.

    The status has one home, which may be from before the homes were kept. Who must be looked up is unknown since then.
    """
    personer = saker.order_by().values("person")
    ut: dict[int, list[Registrert]] = defaultdict(list)
    bosteder = Bosted.objects.filter(person__in=personer).order_by("person", "fra_dato")
    for person_id, fra, kommune_id, bostatus in bosteder.values_list("person", "fra_dato", "kommune", "bostatus"):
        ut[person_id].append(Registrert(fra=fra, kommune_id=kommune_id, bostatus=bostatus))
    lest, kjent_til = peker(), dict[int, date]()
    statuser = Folkeregisterstatus.objects.filter(person__in=personer).order_by("person")
    felt = ("person", "bostedskommune", "flyttedato", "kontrollert_tid", "slas_opp_fra")
    for person_id, kommune_id, flyttet, hort, slas_opp in statuser.values_list(*felt):
        if kommune_id and flyttet and all(rad.fra != flyttet for rad in ut[person_id]):
            ut[person_id].append(Registrert(fra=flyttet, kommune_id=kommune_id))
        tider = [slas_opp] if slas_opp else [tid for tid in (hort, lest.lest_tid if lest else None) if tid]
        if tider:
            kjent_til[person_id] = klokke.dag(max(tider))
    return ut, kjent_til


def _etterfolgere() -> Mapping[int, list[int]]:
    """What a kommune has become since."""
    ut: dict[int, list[int]] = defaultdict(list)
    for gammel, ny in Etterfolger.objects.order_by("pk").values_list("gammel", "ny"):
        ut[gammel].append(ny)
    return ut


# ---- what is shown
@dataclass(frozen=True)
class Rad:
    """One kommune, or all of them together, so many years after."""

    kommune: Kommune | None
    etter: int
    bosatt: int
    tall: Mapping[str, Tall]

    @property
    def andel(self) -> Tall:
        """Of those that are known: what is unknown is no move."""
        bor, flyttet = self.tall[BOR], self.tall[FLYTTET]
        if not isinstance(bor, int) or not isinstance(flyttet, int):
            return SKJULT if SKJULT in (bor, flyttet) else None
        return round(100 * bor / (bor + flyttet)) if bor + flyttet else None


def _rad(kommune: Kommune | None, etter: int, telt: Counter[str], *, fullt: bool) -> Rad:
    """Decision 20: who reads other than IMDi does not see 1–4, nor what tells them. The sum of the three is known."""
    verdier = [Verdi(navn, "", telt[navn]) for navn in UTFALL]
    skjult = frozenset() if fullt else skjul_smaa(verdier).nokler
    bosatt = sum(telt.values())
    kjent = telt[BOR] + telt[FLYTTET]
    tall: dict[str, Tall] = {navn: SKJULT if navn in skjult else telt[navn] for navn in UTFALL}
    if not kjent:
        tall |= {BOR: None, FLYTTET: None, UKJENT: bosatt}
    return Rad(kommune, etter, bosatt, tall)


def rapport(utvalg: Utvalg) -> Enkelrapport:
    """For the kommune itself, and for IMDi of all. The sum of several is IMDi's alone: it would tell what is hidden."""
    kommuner = _kommuner(utvalg)
    saker = Sak.objects.all().uten_skjermede().filter(
        tilstand=Sakstilstand.BOSATT, bosettingsdato__year=utvalg.aar, kommune__in=[en.pk for en in kommuner]
    )  # fmt: skip
    telt = tell(saker, utvalg.aar)
    ser_alt = utvalg.leser.ser_alt
    med_tall = [en for en in kommuner if telt.get(en.pk)]
    per_kommune = [_rad(en, etter, tall, fullt=ser_alt) for en in med_tall for etter, tall in telt[en.pk].items()]
    return Enkelrapport(
        kode="fortsatt-bosatt",
        tittel=_("Bor fortsatt i kommunen"),
        ingress=_("Hvor mange av dem som ble bosatt i året, som står med adresse i kommunen ett til fem år etter."),
        tabeller=[
            *([Deltabell("i-alt", _("I alt"), _kolonner(), _samlet(telt))] if ser_alt and len(med_tall) > 1 else []),
            Deltabell("kommuner", _("Per kommune"), [*_kommunekolonner(), *_kolonner()], per_kommune),
        ],
        noter=_noter(),
    )


def _kommuner(utvalg: Utvalg) -> list[Kommune]:
    qs = Kommune.objects.all()
    if utvalg.kommune_ider is not None:
        qs = qs.filter(pk__in=utvalg.kommune_ider)
    if not utvalg.leser.ser_alt:
        qs = qs.filter(pk__in=utvalg.leser.egne)
    return list(qs.order_by("sortering", "pk"))


def _samlet(telt: Telt) -> list[Rad]:
    sum_: dict[int, Counter[str]] = defaultdict(Counter)
    for per_aar in telt.values():
        for etter, tall in per_aar.items():
            sum_[etter].update(tall)
    return [_rad(None, etter, tall, fullt=True) for etter, tall in sorted(sum_.items())]


def _kommunekolonner() -> list[Kolonne[Rad]]:
    return [
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune or ""), bredde=26),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer if rad.kommune else "", bredde=16),
    ]


def _kolonner() -> list[Kolonne[Rad]]:
    return [
        Kolonne("aar_etter", _("År etter"), lambda rad: rad.etter, _("Regnet fra bosettingsdatoen til hver person.")),
        Kolonne("bosatt", _("Bosatt"), lambda rad: rad.bosatt, _("Personer med bosettingsdato i året.")),
        Kolonne("bor", _("Bor i kommunen"), lambda rad: rad.tall[BOR], _("Registrert i kommunen den dagen.")),
        Kolonne(
            "flyttet",
            _("Flyttet"),
            lambda rad: rad.tall[FLYTTET],
            _("Registrert i en annen kommune, eller flyttet fra Norge."),
        ),
        Kolonne(
            "ukjent",
            _("Ukjent"),
            lambda rad: rad.tall[UKJENT],
            _("Folkeregisteret har ikke meldt hvor personen bodde den dagen, eller personen er død."),
        ),
        Kolonne("andel", _("Bor i kommunen, prosent"), lambda rad: rad.andel, _("Av dem vi vet om, uten de ukjente.")),
    ]


def _noter() -> Sequence[str]:
    return [
        _("Et år etter vises først når det er gått så lang tid for alle som ble bosatt i året."),
        _("Flyttinger innen kommunen teller ikke. Er kommunen slått sammen eller delt, teller den nye."),
        _("1–4 personer er skjult for andre enn IMDi, og noen tall til, slik at de ikke kan regnes ut."),
    ]
