import logging

from celery import shared_task

from imdinett.loggkontroll import services

logg = logging.getLogger(__name__)


@shared_task(name="loggkontroll.lag_lister")
def lag_lister() -> None:
    """Beat: each morning, so that a Monday that was missed is made on the Tuesday. A week is made once."""
    logg.info("loggkontroll: %s nye rader", services.lag_lister())


@shared_task(name="loggkontroll.varsle_om_oppslag")
def varsle_om_oppslag() -> None:
    """Beat: every five minutes. Each alarm is raised once."""
    logg.info("loggkontroll: %s nye alarmer", services.varsle_om_oppslag())


@shared_task(name="loggkontroll.slett_utlopte")
def slett_utlopte() -> None:
    """Beat: each morning."""
    logg.info("loggkontroll: %s uker slettet", services.slett_utlopte())
