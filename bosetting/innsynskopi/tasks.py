import logging

from celery import shared_task

from bosetting.innsynskopi import services
from bosetting.innsynskopi.models import Innsynskopi

logg = logging.getLogger(__name__)


@shared_task(name=services.LAG_PDF)
def lag_pdf(pk: int) -> None:
    logg.info("innsynskopi %s: laget %s", pk, services.lag_pdf(pk))


@shared_task(name="innsynskopi.fei")
def fei() -> None:
    """Beat: what was not woken, and what is too old."""
    logg.info("innsynskopier slettet: %s", services.fei())
    for pk in Innsynskopi.objects.uten_pdf().values_list("pk", flat=True):
        lag_pdf(pk)
