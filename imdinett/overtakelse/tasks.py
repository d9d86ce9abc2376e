import logging

from celery import shared_task

from imdinett.overtakelse import services

logg = logging.getLogger(__name__)


@shared_task(name="overtakelse.fei")
def fei() -> None:
    """Beat: rows and files that have been kept long enough."""
    logg.info("overtakelser renset: %s", services.fei())
