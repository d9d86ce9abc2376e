import logging

from celery import shared_task

from bosetting.rapport import services
from bosetting.rapport.models import Rapportfil
from imdinett.kjerne import klokke

logg = logging.getLogger(__name__)


@shared_task(name=services.LAG)
def lag_fil(pk: int) -> None:
    try:
        logg.info("rapportfil %s: %s", pk, services.lag_rapportfil(pk))
    except Exception:
        services.merk_feilet(pk)
        raise


@shared_task(name="rapport.fei")
def fei() -> None:
    """Beat: what was not woken, and what is too old."""
    for pk in Rapportfil.objects.venter(klokke.now()).values_list("pk", flat=True):
        lag_fil(pk)
    logg.info("rapportfiler slettet: %s", services.fei())
