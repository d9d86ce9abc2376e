"""Locking and storing cases: one order everywhere, and a version that counts every change."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from bosetting.person.models import Sak


def laas(saker: Sequence[Sak]) -> list[Sak]:
    """Fresh, locked rows in the order they were given; locked in one order everywhere."""
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=[sak.pk for sak in saker]).order_by("pk")
    laast = {rad.pk: rad for rad in rader}
    return [laast[sak.pk] for sak in saker]


def lagre(saker: Sequence[Sak], *felt: str) -> None:
    """Store the named fields: one statement for all cases that got the same values."""
    grupper: dict[tuple[Any, ...], list[int]] = {}
    for sak in saker:
        sak.versjon += 1
        grupper.setdefault(tuple(getattr(sak, navn) for navn in felt), []).append(sak.pk)
    for verdier, ider in grupper.items():
        nye = dict(zip(felt, verdier, strict=True))
        Sak.objects.filter(pk__in=ider).update(versjon=F("versjon") + 1, **nye)
