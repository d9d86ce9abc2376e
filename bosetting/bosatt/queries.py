"""Reads over cases, dates and refused rows."""

from collections.abc import Iterable

from bosetting.person.models import Avvik


def saker_med_apent_avvik(sak_ider: Iterable[int]) -> set[int]:
    """B-048."""
    return set(Avvik.objects.filter(sak__in=list(sak_ider), lukket_tid=None).values_list("sak_id", flat=True))
