import logging

from celery import shared_task

from imdinett.loggkontroll import kjedevakt, services

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


@shared_task(name="loggkjede.kontroller")
def kontroller_kjedene() -> None:
    """Beat: each night, before anything is deleted."""
    kontroll = kjedevakt.kontroller()
    logg.log(
        logging.ERROR if kontroll.antall_funn else logging.INFO,
        "loggkjede: %s kjeder, %s linjer, %s funn",
        kontroll.kjeder,
        kontroll.linjer,
        kontroll.antall_funn,
    )


@shared_task(name="loggkjede.send_hoder")
def send_hoder() -> None:
    """Beat: each morning, after the control."""
    liste = kjedevakt.send_hoder()
    if liste.sendt_til:
        logg.info("loggkjede: %s hoder sendt", liste.antall)
    else:
        logg.error("loggkjede: hodene er ikke sendt, SIKKERHETSANSVARLIG_EPOST mangler")
