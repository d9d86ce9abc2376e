"""Locking and storing cases: one order everywhere, and a version that counts every change."""

from collections.abc import Sequence

from bosetting.person.models import Sak


def laas(saker: Sequence[Sak]) -> list[Sak]:
    """Fresh, locked rows in the order they were given; locked in one order everywhere."""
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=[sak.pk for sak in saker]).order_by("pk")
    laast = {rad.pk: rad for rad in rader}
    return [laast[sak.pk] for sak in saker]


def lagre(saker: Sequence[Sak], *felt: str) -> None:
    for sak in saker:
        sak.versjon += 1
    Sak.objects.bulk_update(saker, [*felt, "versjon"], batch_size=500)
