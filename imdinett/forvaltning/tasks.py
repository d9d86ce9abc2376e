import logging

from celery import shared_task

from imdinett.forvaltning.services import okter

logg = logging.getLogger(__name__)


@shared_task(name="okter.slett_utlopte")
def slett_utlopte() -> None:
    """Beat: each hour."""
    logg.info("økter: %s slettet", okter.slett_utlopte())
