import logging

from celery import shared_task

from imdinett.hendelse import oppbevaring

logg = logging.getLogger(__name__)


@shared_task(name="innsynslogg.slett_utlopte")
def slett_utlopte() -> None:
    """Beat: each morning."""
    logg.info("innsynslogg: %s linjer slettet", oppbevaring.slett_utlopte())
