"""The outbox's doorbell: what has been rung for is not rung for again before its message must have been lost."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from imdinett.kjerne import klokke, vekking
from imdinett.utboks.models import Forsendelse


def vekk_etter_commit(oppgave: str, ider: Sequence[int]) -> None:
    """Mark the rows as rung for in the running transaction, and ring when it has been committed."""
    if ider and not vekking.er_stille():
        merk_vekket(ider)
        transaction.on_commit(partial(vekk, oppgave, tuple(ider)), robust=True)


def merk_vekket(ider: Sequence[int]) -> None:
    Forsendelse.objects.filter(pk__in=ider).update(vekket_tid=klokke.now())


def vekk(oppgave: str, ider: Sequence[int]) -> None:
    """Ring for rows that are marked. When the broker does not take it the mark goes too, and the next sweep tries."""
    if not vekking.vekk(oppgave, ider):
        Forsendelse.objects.filter(pk__in=ider).update(vekket_tid=None)
