import logging

from celery import shared_task

from imdinett.brev import levering

logg = logging.getLogger(__name__)


@shared_task(name="brev.lever")
def lever(pk: int) -> None:
    logg.info("brev %s: %s", pk, levering.lever(pk))


@shared_task(name="brev.avklar")
def avklar(pk: int) -> None:
    logg.info("brev %s: %s", pk, levering.avklar(pk))


@shared_task(name="brev.lag_pdf")
def lag_pdf(pk: int) -> None:
    levering.lag_pdf_til_utskrift(pk)


@shared_task(name="brev.hent_status")
def hent_status() -> None:
    """Beat: news from SvarUT."""
    logg.info("brev: ny status for %s", levering.hent_status())
