"""The year as it went: each step at its own time, in order, by the service that the pages call."""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from bosetting.demodata import fordelinger, mapper
from bosetting.demodata.personer import Husstandsplan, husstander
from bosetting.demodata.plan import DAGER_TIL_SISTE_KULL, DAGER_TILBAKE, Plan
from bosetting.person import services as person
from bosetting.person.models import Sak
from imdinett.kjerne import klokke

KULL = 12


class Kalender:
    """What will happen when. A step may plan later ones; what would be after now never happens."""

    def __init__(self, naa: datetime) -> None:
        self.naa = naa
        self._ko: list[tuple[datetime, int, Callable[[], None]]] = []
        self._nr = itertools.count()

    def legg_inn(self, tid: datetime, steg: Callable[[], None]) -> None:
        if tid <= self.naa:
            heapq.heappush(self._ko, (tid, next(self._nr), steg))

    def kjor(self) -> None:
        while self._ko:
            tid, _nr, steg = heapq.heappop(self._ko)
            with klokke.flyttet_til(tid):
                steg()


def lag(plan: Plan) -> int:
    """Returns how many persons there are."""
    kalender = Kalender(plan.naa)
    antall, nummer = plan.husstander // KULL, 1
    personer = 0
    for kull in range(KULL):
        dager = DAGER_TILBAKE - kull * (DAGER_TILBAKE - DAGER_TIL_SISTE_KULL) // (KULL - 1)
        dag = (plan.naa - timedelta(days=dager)).date()
        rest = plan.husstander - antall * (KULL - 1) if kull == KULL - 1 else antall
        planer = list(husstander(rest, fro=kull, dag=dag, mottak=plan.mottak, fra_nummer=nummer))
        nummer += sum(len(en.personer) for en in planer)
        personer += sum(len(en.personer) for en in planer)
        kalender.legg_inn(plan.for_(dager), _registrer(plan, kalender, planer, dager))
    for dager in range(DAGER_TILBAKE, 0, -30):
        kalender.legg_inn(plan.for_(dager, time=16), lambda: fordelinger.les_inn_fra_mottak(plan))
    kalender.kjor()
    fordelinger.avrund(plan)
    mapper.fyll(plan)
    return personer


def _registrer(plan: Plan, kalender: Kalender, planer: list[Husstandsplan], dager: int) -> Callable[[], None]:
    def steg() -> None:
        saker = person.registrer_personer(bruker=plan.bosetter, husstander=[list(en.personer) for en in planer])
        rader = [(sak, en) for en, egne in zip(planer, saker, strict=True) for sak in egne]
        # The last one in eight waits for its permit.
        med_tillatelse = planer[: len(planer) * 7 // 8] if dager < 60 else planer
        klare = {id(en) for en in med_tillatelse}
        videre = [(sak, en) for sak, en in rader if id(en) in klare]
        kalender.legg_inn(plan.for_(dager - 2), lambda: _gi_tillatelse(plan, videre))
        kalender.legg_inn(plan.for_(dager - 8), lambda: _kartlegg(plan, kalender, planer, saker, klare, dager))

    return steg


def _gi_tillatelse(plan: Plan, rader: list[tuple[Sak, Husstandsplan]]) -> None:
    person.registrer_tillatelser(bruker=plan.bosetter, rader=[(sak, en.tillatelse) for sak, en in rader])


def _kartlegg(
    plan: Plan,
    kalender: Kalender,
    planer: list[Husstandsplan],
    saker: list[list[Sak]],
    klare: set[int],
    dager: int,
) -> None:
    """The samtale is held with all but one in eight; those go on and are approved."""
    par = [(en, egne) for en, egne in zip(planer, saker, strict=True) if id(en) in klare]
    holdt = par[: len(par) * 7 // 8] if dager < 60 else par
    rader = [(sak, svar) for en, egne in holdt for sak, svar in zip(egne, en.svar, strict=True)]
    person.registrer_kartlegginger(bruker=plan.bosetter, rader=rader)
    kalender.legg_inn(plan.for_(dager - 10), lambda: _godkjenn(plan, kalender, holdt, dager))


def _godkjenn(plan: Plan, kalender: Kalender, holdt: list[tuple[Husstandsplan, list[Sak]]], dager: int) -> None:
    person.godkjenn_kartlegginger(bruker=plan.bosetter, saker=[sak for _en, egne in holdt for sak in egne])
    fordelinger.planlegg(plan, kalender, [(en, egne[0].husstand_id) for en, egne in holdt], dager - 12)
