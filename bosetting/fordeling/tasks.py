import logging

from celery import shared_task

from bosetting.fordeling.services import paaminnelse

logg = logging.getLogger(__name__)


@shared_task(name=paaminnelse.PAAMINN)
def paaminn() -> None:
    """Beat: lists whose svarfrist is near or past."""
    logg.info("fordeling: påminnet om %s lister", paaminnelse.paaminn_om_frister())
