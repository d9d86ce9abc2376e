import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_init

from imdinett.brev import levering, oversetting, pdf
from imdinett.brev.models import Oversettelse

logg = logging.getLogger(__name__)


@worker_init.connect
def gjor_klar_til_aa_tegne(**_kwargs: Any) -> None:
    """Once, before the processes that draw are made of this one: each would read in the renderer for itself."""
    pdf.gjor_klar()


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


@shared_task(name=oversetting.TEGN_PROVE)
def tegn_prove(pk: int) -> None:
    logg.info("oversettelse %s: prøve laget %s", pk, oversetting.tegn_prove(pk))


@shared_task(name="brev.tegn_prover")
def tegn_prover() -> None:
    """Beat: what was not woken."""
    for pk in Oversettelse.objects.uten_prove().values_list("pk", flat=True):
        tegn_prove(pk)
