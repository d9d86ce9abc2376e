import logging

from celery import shared_task

from imdinett.varsel import services

logg = logging.getLogger(__name__)


@shared_task(name="varsel.daglig")
def daglig() -> None:
    logg.info("varsler: %s oppsummeringer, %s ryddet", services.send_oppsummeringer(), services.rydd())
