import logging

from celery import shared_task

from imdinett.kjerne import oppbevaring

logg = logging.getLogger(__name__)


@shared_task(name="oppbevaring.slett_utlopte")
def slett_utlopte() -> None:
    """Beat: each morning, what has no job of its own."""
    for navn, antall in oppbevaring.slett_uten_egen_jobb():
        logg.info("oppbevaring: %s %s slettet", antall, navn)
