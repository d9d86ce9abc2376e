"""The bare drawing, in a process of its own: nothing of Django may be imported before `setup`."""

from collections.abc import Sequence
from multiprocessing.synchronize import Barrier

import django


def tegn(ider: Sequence[int], sperre: Barrier) -> None:
    """Warm up, wait for the others, then draw these letters and do nothing else."""
    django.setup()
    from django.db import connections  # noqa: PLC0415  # app ready

    from imdinett.brev import levering, pdf  # noqa: PLC0415  # app ready
    from imdinett.utboks.models import Forsendelse  # noqa: PLC0415  # app ready

    rader = list(Forsendelse.objects.filter(pk__in=ider))
    connections.close_all()
    pdf.tegn(levering.dokument(rader[0]), identifikator="oppvarming")
    sperre.wait()
    for rad in rader:
        pdf.tegn(levering.dokument(rad), identifikator=str(rad.uuid))
