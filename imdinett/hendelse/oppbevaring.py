"""How long the access log is kept (security.md §8): long enough for complaint and control, then deleted."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke

BUNKE = 5_000


def utlopte() -> QuerySet[Innsyn]:
    """The lines that have been kept for all the years of the setting that was in force when they were written."""
    perioder: Sequence[tuple[date, int]] = settings.INNSYNSLOGG_OPPBEVARES_AAR
    slutter = [fra for fra, _aar in perioder[1:]]
    gjelder = Q(pk__in=[])
    for nr, (fra, aar) in enumerate(perioder):
        en = Q(tid__lt=klokke.starten_av(_beholdes_fra(aar)))
        if nr:  # the first period is also that of what came before it
            en &= Q(tid__gte=klokke.starten_av(fra))
        if nr < len(slutter):
            en &= Q(tid__lt=klokke.starten_av(slutter[nr]))
        gjelder |= en
    return Innsyn.objects.filter(gjelder)


def _beholdes_fra(aar: int) -> date:
    return klokke.om_maaneder(klokke.today(), -12 * aar)


def slett_utlopte() -> int:
    """All of them, in pieces; how many. Each piece leaves an event that says how many lines and which, never whom."""
    antall = 0
    while bunke := _slett_en_bunke():
        antall += bunke
    return antall


def _slett_en_bunke() -> int:
    """The event is committed before the lines are gone: nothing of the log disappears without a trace of it.

    The log is written on a connection of its own, so the two cannot be one transaction. Should the second fail, the
    lines are still there, and the next round says of them once more what it does.
    """
    with transaction.atomic(using="logg"):
        rader = list(utlopte().order_by("pk").select_for_update(skip_locked=True).only("pk", "tid")[:BUNKE])
        if not rader:
            return 0
        tider = sorted(rad.tid for rad in rader)
        Innsyn.objects.filter(pk__in=[rad.pk for rad in rader]).delete()
        with transaction.atomic():
            hendelse.log(
                None,
                Hendelsestype.INNSYNSLOGG_SLETTET,
                Innsyn(pk=rader[-1].pk),
                antall=len(rader),
                fra_nr=rader[0].pk,
                til_nr=rader[-1].pk,
                fra_dato=klokke.dag(tider[0]).isoformat(),
                til_dato=klokke.dag(tider[-1]).isoformat(),
            )
    return len(rader)
