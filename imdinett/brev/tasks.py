import logging

from celery import shared_task

from imdinett.brev import levering
from imdinett.brev.models import Brevfil
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal, Tilstand

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
    """Beat: news from SvarUT, and the PDFs for print that a lost message left undone."""
    logg.info("brev: ny status for %s", levering.hent_status())
    uten_fil = Forsendelse.objects.filter(kanal=Kanal.UTSKRIFT, tilstand=Tilstand.KLAR).exclude(
        pk__in=Brevfil.objects.values("forsendelse")
    )
    for pk in uten_fil.values_list("pk", flat=True)[:100]:
        levering.lag_pdf_til_utskrift(pk)
