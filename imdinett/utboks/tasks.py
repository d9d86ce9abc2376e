import logging

from celery import shared_task

from imdinett.utboks import epost, feiing

logg = logging.getLogger(__name__)


@shared_task(name="utboks.send_epost")
def send_epost(pk: int) -> None:
    logg.info("e-post %s: %s", pk, epost.lever(pk))


@shared_task(name="utboks.fei")
def fei() -> None:
    logg.info("utboks feid: %s", feiing.fei())
