"""S-10: every fault of the service, several letters at a time; each is accepted once or stands as a task."""

import threading

import pytest
from django.db import connections, transaction

from imdinett.brev import levering
from imdinett.brev.services import legg_i_ko_mange
from imdinett.utboks import feiing
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.brev import s10
from tests.imdinett.eksempler import Eksempelbrev

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("maler"), pytest.mark.slow]
GANGER = 3
FEIL = {
    "tidsavbrudd etter mottak": {"hva": "timeout_etter_mottak", "sekunder": 5},
    "500 før mottak": {"hva": "500"},
    "500 etter mottak": {"hva": "500_etter_mottak"},
    "429": {"hva": "429", "sekunder": 1},
    "401": {"hva": "401"},
    "400": {"hva": "400"},
    "treg": {"hva": "treg", "sekunder": 0.2},
    "tregere enn tidsgrensen": {"hva": "treg", "sekunder": 1.2},
    "kuttet før mottak": {"hva": "kuttet_for"},
    "kuttet etter mottak": {"hva": "kuttet_etter"},
    "søppel": {"hva": "soppel"},
    "mottatt to ganger av tjenesten": {"hva": "dobbelt"},
    "uten token": {"hva": "500", "kall": "token"},
    "token avvist": {"hva": "400", "kall": "token"},
    "spørsmålet feiler": [{"hva": "500_etter_mottak"}, {"hva": "500", "kall": "oppslag"}],
    "spørsmålet feiler hele tiden": [{"hva": "500_etter_mottak"}, {"hva": "500", "kall": "oppslag", "antall": 10**6}],
    "to treff på ett brev": [{"hva": "500_etter_mottak"}, {"hva": "dobbelt", "kall": "oppslag"}],
}
TIL_MENNESKE = {
    "400": GANGER,
    "mottatt to ganger av tjenesten": GANGER,
    "spørsmålet feiler hele tiden": GANGER,
    "to treff på ett brev": GANGER,
}


@pytest.fixture(autouse=True)
def _som_arbeider(settings, monkeypatch):
    s10.korte_ventetider(settings)
    monkeypatch.setattr(feiing, "vekk", s10.vekk_her)


def lag_brev(antall: int) -> list[int]:
    kommune = KommuneFactory()
    with transaction.atomic():
        legg_i_ko_mange([Eksempelbrev(kommune, nr) for nr in range(antall)], bruker=None)
    return list(Forsendelse.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("navn", FEIL)
def test_hvert_brev_er_mottatt_en_gang_eller_en_oppgave(simulator, navn, record_property):
    for feil in FEIL[navn] if isinstance(FEIL[navn], list) else [FEIL[navn]]:
        simulator.feil(**{"antall": GANGER, **feil})
    for pk in lag_brev(GANGER):
        levering.lever(pk)

    s10.arbeid_til_ro()

    regnskap = s10.Regnskap().tell(simulator, simulatoren_doblet="to ganger" in navn)
    regnskap.meld(record_property)
    assert (regnskap.tapt, regnskap.doblet) == ([], [])
    assert (regnskap.hos_mennesker, regnskap.sendt) == (
        TIL_MENNESKE.get(navn, 0),
        GANGER - TIL_MENNESKE.get(navn, 0),
    )


def test_alle_feilene_om_hverandre(simulator, record_property):
    for feil in FEIL.values():
        if isinstance(feil, dict) and feil["hva"] not in ("dobbelt", "400"):
            simulator.feil(**feil)
    for pk in lag_brev(20):
        levering.lever(pk)

    s10.arbeid_til_ro(40)

    regnskap = s10.Regnskap().tell(simulator)
    regnskap.meld(record_property)
    assert (regnskap.tapt, regnskap.doblet, regnskap.hos_mennesker, regnskap.sendt) == ([], [], 0, 20)


def test_mange_arbeidere_om_de_samme_brevene(simulator, settings, record_property):
    """Claimed with SKIP LOCKED: eight at once, and each letter is sent by one of them."""
    settings.SVARUT_TIDSGRENSE_SEND = 30
    ider = lag_brev(12)
    start = threading.Barrier(8)
    svar: list[str] = []

    def arbeid() -> None:
        start.wait()
        svar.extend(levering.lever(pk) for pk in ider)
        connections.close_all()

    traader = [threading.Thread(target=arbeid) for _nr in range(8)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()

    regnskap = s10.Regnskap().tell(simulator)
    regnskap.meld(record_property)
    assert (regnskap.tapt, regnskap.doblet, regnskap.sendt) == ([], [], 12)
    assert sorted(set(svar)) == ["ikke klar", "sendt"]
    assert svar.count("sendt") == 12
