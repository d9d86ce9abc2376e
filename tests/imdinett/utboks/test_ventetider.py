"""Decision 33: every wait is a setting, and these are the values of production."""

from django.conf import settings

MINUTT, TIME = 60, 3600


def test_ventetidene_i_produksjon():
    navn = [navn for navn in dir(settings) if navn.startswith(("UTBOKS_", "SVARUT_TIDSGRENSE", "SVARUT_STATUS"))]

    assert {en: getattr(settings, en) for en in navn} == {
        "SVARUT_TIDSGRENSE_SEND": 16 * MINUTT,
        "SVARUT_TIDSGRENSE_ELLERS": 30,
        "SVARUT_STATUS_HVERT": 5 * MINUTT,
        "UTBOKS_SENDER_UKJENT_ETTER": 20 * MINUTT,
        "UTBOKS_NY_SENDING_ETTER": 30 * MINUTT,
        "UTBOKS_AVKLARES_ETTER": 24 * TIME,
        "UTBOKS_EPOST_FRIGIS_ETTER": TIME,
        "UTBOKS_VENT_FORST": MINUTT,
        "UTBOKS_VENT_MAKS": TIME,
        "UTBOKS_ALARM_KLAR": 15 * MINUTT,
        "UTBOKS_FEIER_HVERT": MINUTT,
        "UTBOKS_TAPT_ETTER": 10 * MINUTT,
    }


def test_rekkefolgen_som_gjor_at_ingenting_sendes_to_ganger():
    """The client gives up before the worker is stopped, that before the row is called unclear, that before
    SvarUT's «no» is believed; and the broker hands nothing out again while a task may still run."""
    trapp = [
        settings.SVARUT_TIDSGRENSE_SEND,
        settings.CELERY_TASK_TIME_LIMIT,
        settings.UTBOKS_SENDER_UKJENT_ETTER,
        settings.UTBOKS_NY_SENDING_ETTER,
        settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"],
    ]

    assert trapp == sorted(set(trapp))
    assert settings.CELERY_TASK_ACKS_LATE is True
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST is True
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1


def test_tapt_melding_er_funnet_for_alarmen():
    """security.md §7: an emptied queue mends itself before anybody is called; several sweeps fit in the wait."""
    assert settings.UTBOKS_FEIER_HVERT < settings.UTBOKS_TAPT_ETTER
    assert settings.UTBOKS_TAPT_ETTER + settings.UTBOKS_FEIER_HVERT < settings.UTBOKS_ALARM_KLAR
