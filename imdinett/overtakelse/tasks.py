import logging

from celery import shared_task

from imdinett.overtakelse import services
from imdinett.overtakelse.models import Overtakelse

logg = logging.getLogger(__name__)


@shared_task(name=services.LES_INN)
def les_inn(pk: int) -> None:
    try:
        logg.info("overtakelse %s: %s", pk, services.les_bestilt(pk))
    except Exception:
        services.merk_feilet(pk)
        raise


@shared_task(name="overtakelse.les_bestilte")
def les_bestilte() -> None:
    """Beat: what was not woken, and what a worker that is gone left behind. One that is being read stays locked."""
    for pk in Overtakelse.objects.leses().order_by("bedt_tid").values_list("pk", flat=True):
        les_inn(pk)


@shared_task(name="overtakelse.fei")
def fei() -> None:
    """Beat: rows and files that have been kept long enough."""
    logg.info("overtakelser renset: %s", services.fei())
