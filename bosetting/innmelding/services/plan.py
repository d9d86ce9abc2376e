"""W-09: the weekly grid. What is stored is what the single form stores: cancelled and sent anew (B-082)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innmelding import rules
from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.rules import Aktiv, NyePlasser
from bosetting.innmelding.services.innmeldinger import kanseller, laas_plan, meld_inn_plasser
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang

Uke = tuple[int, int]


@dataclass(frozen=True)
class Ukesvar:
    """The number wanted in a week, and the ids of the innmeldinger that its writer was shown."""

    uke: Uke
    onsket: int
    sett: frozenset[int]


class Plankollisjon(Kollisjon):
    """Somebody else has changed weeks that the writer changes too. Nothing is stored."""

    def __init__(self, uker: Sequence[Uke]) -> None:
        super().__init__("plan_endret", _("Noen andre har endret planen imens. Se over ukene på nytt."))
        self.uker = tuple(uker)


@transaction.atomic
def endre_plan(*, bruker: Bruker, kommune: Kommune, svar: Sequence[Ukesvar]) -> int:
    """All the weeks of a check page or none of them; gives the number of weeks that were changed."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    for ett in svar:
        rules.kontroller_uke(ett.uke)
        rules.kontroller_onsket(ett.onsket)
    laas_plan(kommune)
    rader = _laas_aktive(kommune, [ett.uke for ett in svar])
    endret = [ett.uke for ett in svar if {rad.pk for rad in rader[ett.uke]} != ett.sett]
    if endret:
        raise Plankollisjon(endret)
    antall = sum(_endre(bruker, kommune, ett, rader[ett.uke]) for ett in svar)
    if not antall:
        raise Domenefeil("ingen_endring", _("Det er ingen endring å sende."))
    return antall


def _laas_aktive(kommune: Kommune, uker: Sequence[Uke]) -> dict[Uke, list[Plassinnmelding]]:
    """Locked, so that one which is cancelled at the same time is seen either as cancelled or not at all."""
    rader = Plassinnmelding.objects.gjeldende().filter(kommune=kommune, uke_aar__in={aar for aar, _uke in uker})
    ut: dict[Uke, list[Plassinnmelding]] = defaultdict(list)
    for rad in rader.select_for_update(of=("self",)).order_by("pk"):
        ut[rad.uke_aar, rad.uke].append(rad)
    return ut


def _endre(bruker: Bruker, kommune: Kommune, svar: Ukesvar, rader: list[Plassinnmelding]) -> bool:
    endring = rules.ukeendring([Aktiv(rad.pk, rad.maks_antall_personer) for rad in rader], svar.onsket)
    etter_id = {rad.pk: rad for rad in rader}
    for en in endring.kanselleres:
        kanseller(bruker=bruker, innmelding=etter_id[en.pk])
    if endring.nytt:
        ny = NyePlasser(maks_antall_personer=endring.nytt, uke=svar.uke)
        meld_inn_plasser(bruker=bruker, kommune=kommune, ny=ny)
    return not endring.er_tom
