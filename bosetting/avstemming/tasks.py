import logging

from celery import shared_task

from bosetting.avstemming import services

logg = logging.getLogger(__name__)


@shared_task(name=services.PAAMINN)
def paaminn() -> None:
    """Beat: those that have not answered for the quarter."""
    logg.info("avstemming: påminnet %s kommuner", services.paaminn_av_seg_selv())
