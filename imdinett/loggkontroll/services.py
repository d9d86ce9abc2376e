"""The weekly lists are made once each; what they show is assessed by a person (security.md §8)."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll import alarm, rules, utvalg
from imdinett.loggkontroll.models import Kontrollrad, Kontrolluke, Oppslagsalarm, Vurdering
from imdinett.loggkontroll.notices import ListeKlar, OppslagMeldt
from imdinett.loggkontroll.states import Vurderingsutfall
from imdinett.tilgang import tilgang
from imdinett.utboks import services as utboks

# Longer than between two rounds of `varsle_om_oppslag`.
SISTE_RUNDE = timedelta(hours=1)
logg = logging.getLogger(__name__)


# ---- the lists
def lag_lister() -> int:
    """The weeks that are over and have no list: the last one, and those a beat that stood still has missed."""
    return sum(lag_uke(mandag) for mandag in _manglende_uker())


def _manglende_uker() -> Iterator[date]:
    sist = klokke.mandag(*klokke.isouke(klokke.today())) - timedelta(days=7)
    forrige = Kontrolluke.objects.order_by("-mandag").values_list("mandag", flat=True).first()
    mandag = forrige + timedelta(days=7) if forrige else sist
    while mandag <= sist:
        yield mandag
        mandag += timedelta(days=7)


@transaction.atomic
def lag_uke(mandag: date) -> int:
    """The rows of one week, for every unit; how many are new. A week that is made stays as it is."""
    frist = rules.frist(klokke.today(), rules.grenser(mandag))
    uke, ny = Kontrolluke.objects.get_or_create(
        mandag=mandag, defaults={"laget_tid": klokke.now(), "frist_dato": frist}
    )
    if not ny:
        return 0
    rader = [
        Kontrollrad(
            uke=uke,
            kommune_id=nokkel.hvor.kommune_id,
            enhet_id=nokkel.hvor.enhet_id,
            bruker_id=nokkel.bruker_id,
            person_id=nokkel.person_id,
            saksnummer=ett.saksnummer,
            aarsaker=sorted(ett.aarsaker),
            antall=ett.antall,
            forste_tid=ett.forste_tid,
        )
        for nokkel, ett in utvalg.finn(mandag).items()
    ]
    Kontrollrad.objects.bulk_create(rader, batch_size=1000)
    _si_fra(uke)
    return len(rader)


def _si_fra(uke: Kontrolluke) -> None:
    """One notice to each kommune that has rows, one to IMDi for its own and the enheter's."""
    antall = dict(uke.rader.order_by().values_list("kommune").annotate(antall=Count("pk")))
    kommuner = Kommune.objects.in_bulk([pk for pk in antall if pk])
    for kommune_id, n in antall.items():
        utboks.enqueue(ListeKlar(uke, kommuner.get(kommune_id), n), bruker=None)


# ---- at once
def varsle_om_oppslag() -> int:
    """What the day has given that nobody has been told of; how many. The end of yesterday too, after midnight."""
    naa = klokke.now()
    dager = sorted({klokke.dag(naa - SISTE_RUNDE), klokke.dag(naa)})
    return sum(_meld(ny) for dag in dager for ny in alarm.finn(dag))


@transaction.atomic
def _meld(ny: Oppslagsalarm) -> bool:
    """Once a day for each: more of the same adds nothing. The technical log says that it was raised, by ids."""
    nokkel = ("dag", "slag", "bruker_id", "kommune_id", "enhet_id", "person_id")
    rad, er_ny = Oppslagsalarm.objects.get_or_create(
        **{felt: getattr(ny, felt) for felt in nokkel},
        defaults={felt: getattr(ny, felt) for felt in ("saksnummer", "antall", "vanlig", "meldt_tid")},
    )
    if not er_ny:
        return False
    utboks.enqueue(OppslagMeldt(rad), bruker=None)
    transaction.on_commit(partial(logg.warning, "Alarm om oppslag %s: %s, bruker %s", rad.pk, rad.slag, rad.bruker_id))
    return True


# ---- the end
def slett_utlopte_alarmer() -> int:
    """They are pointers to lines in the log, and go when the lists of their time do."""
    antall, _per_modell = utlopte_alarmer().delete()
    return antall


def utlopte_alarmer() -> QuerySet[Oppslagsalarm]:
    return Oppslagsalarm.objects.all().eldre_enn(rules.alarmer_fra())


def utlopte() -> list[Kontrolluke]:
    """security.md §8: the weeks whose lists have been kept long enough."""
    uker = Kontrolluke.objects.order_by("mandag")
    return [uke for uke in uker if rules.slettes_fra(uke.mandag) <= klokke.today()]


def slett_utlopte() -> int:
    """The lists with what was found; how many weeks."""
    return sum(_slett(uke) for uke in utlopte())


@transaction.atomic
def _slett(uke: Kontrolluke) -> bool:
    """The event stays: which week, how many rows, how many of them somebody had looked at. Nobody is named."""
    laast = Kontrolluke.objects.select_for_update(of=("self",)).filter(pk=uke.pk).first()
    if laast is None:
        return False
    rader, vurdert = uke.rader.count(), uke.rader.vurdert().distinct().count()
    Vurdering.objects.filter(rad__uke=uke).delete()
    uke.rader.all().delete()
    hendelse.log(None, Hendelsestype.LOGGKONTROLL_SLETTET, uke, rader=rader, vurdert=vurdert)
    uke.delete()
    return True


# ---- the assessment
@transaction.atomic
def vurder(
    *, bruker: Bruker, rad_id: int, utfall: Vurderingsutfall, begrunnelse: str, forrige_versjon: int
) -> Vurdering:
    """Write down what was found, beside what was found before. Never on one's own looks."""
    rad = Kontrollrad.objects.select_for_update(of=("self",)).select_related("kommune", "uke", "bruker").get(pk=rad_id)
    tilgang.krev(rules.kan_vurdere(bruker, rad))
    if rad.vurderinger.count() != forrige_versjon:
        raise Kollisjon("vurdert_av_andre", _("Noen andre har vurdert raden mens du skrev. Last siden på nytt."))
    vurdering = Vurdering.objects.create(
        rad=rad,
        kommune=rad.kommune,
        versjon=forrige_versjon + 1,
        utfall=utfall,
        begrunnelse=begrunnelse,
        vurdert_tid=klokke.now(),
        vurdert_av=bruker,
    )
    hendelse.log(bruker, Hendelsestype.LOGGKONTROLL_VURDERT, rad, utfall=str(utfall.value), versjon=vurdering.versjon)
    return vurdering
