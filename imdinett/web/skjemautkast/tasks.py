import logging

from celery import shared_task

from imdinett.web.skjemautkast import services

logg = logging.getLogger(__name__)


@shared_task(name="skjemautkast.slett_utlopte")
def slett_utlopte() -> None:
    """Beat: each hour."""
    logg.info("skjemautkast: %s slettet", services.slett_utlopte())
