import logging

from celery import shared_task

from imdinett.opplasting import services
from imdinett.opplasting.models import Opplasting

logg = logging.getLogger(__name__)
BUNKE = 100


@shared_task(name="opplasting.skann")
def skann(pk: int) -> None:
    logg.info("opplasting %s: %s", pk, services.skann(pk))


@shared_task(name="opplasting.skann_ventende")
def skann_ventende() -> None:
    """Beat: what waited for a scanner that was down, oldest first; stops when the scanner is down."""
    for pk in Opplasting.objects.venter().order_by("lastet_opp_tid", "pk").values_list("pk", flat=True)[:BUNKE]:
        svar = services.skann(pk)
        logg.info("opplasting %s: %s", pk, svar)
        if svar == services.SKANNER_NEDE:
            return
