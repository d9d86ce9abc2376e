import time
from datetime import UTC, datetime, timedelta

import pytest

from simulator import tidslinje
from simulator.lager import Brev
from tests.simulator.klient import forsendelse

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
PRINT = {"navn": "A", "poststed": "Oslo", "postnummer": "0152"}


def letter(mottaker=None, **endringer) -> Brev:
    data = forsendelse(mottaker=mottaker or PRINT)
    return Brev(**{"id": "x", "konto": "k", "mottatt": START, "tempo": 10.0, "forsendelse": data, **endringer})


def after(sekunder: float) -> datetime:
    return START + timedelta(seconds=sekunder)


@pytest.mark.parametrize(
    ("mottaker", "statuser"),
    [
        (PRINT, ("MOTTATT", "AKSEPTERT", "SENDT_PRINT", "PRINTET")),
        ({"navn": "A", "digitalId": "313001008"}, ("MOTTATT", "AKSEPTERT", "KLAR_FOR_MOTTAK", "LEST")),
        ({"navn": "A", "digitalId": "987879696"}, ("MOTTATT", "AKSEPTERT", "VARSLET", "LEST")),
        ({"navn": "A", "digitalId": "12829020074"}, ("MOTTATT", "AKSEPTERT", "VARSLET", "LEST")),
    ],
)
def test_way_depends_on_the_recipient(mottaker, statuser):
    brev = letter(mottaker)

    assert tuple(status for _, status in tidslinje.history(brev, after(30))) == statuser


@pytest.mark.parametrize(
    ("sekunder", "status", "endret"),
    [
        (0, "MOTTATT", 0),
        (9.9, "MOTTATT", 0),
        (10, "AKSEPTERT", 10),
        (29, "SENDT_PRINT", 20),
        (9999, "PRINTET", 30),
    ],
)
def test_status_moves_by_itself(sekunder, status, endret):
    assert tidslinje.status(letter(), after(sekunder)) == (after(endret), status)


def test_status_stands_still_without_tempo():
    assert tidslinje.status(letter(tempo=0.0), after(9999)) == (START, "MOTTATT")


def test_status_set_by_hand_ends_the_walk():
    brev = letter(satt=((after(15), "AVVIST"), (after(40), "NY")))

    assert tidslinje.history(brev, after(60)) == [
        (START, "MOTTATT"),
        (after(10), "AKSEPTERT"),
        (after(15), "AVVIST"),
        (after(40), "NY"),
    ]


def test_status_moves_on_the_running_server(start):
    klient = start(tempo=0.001)
    brev_id = klient.send().json()["id"]

    slutt = time.monotonic() + 10
    while klient.statuses([brev_id]).json()["statuser"][0]["status"] != "LEST":
        assert time.monotonic() < slutt
    linjer = klient.hendelser(brev_id).json()["hendelser"]

    assert [linje["hendelse"] for linje in linjer][-1] == "Forsendelsen er lest"
