import threading
import time

import httpx
import pytest

from simulator import feil
from tests.simulator.klient import forsendelse


@pytest.mark.parametrize("hva", ["500", "429", "400", "401"])
def test_refusal_before_the_letter_is_accepted(klient, hva):
    klient.fault(hva=hva, antall=2, sekunder=7)

    svar = [klient.send() for _ in range(3)]

    assert [ett.status_code for ett in svar] == [int(hva), int(hva), 200]
    assert svar[0].json()["status"] == int(hva)
    assert svar[0].headers.get("retry-after") == ("7" if hva == "429" else None)
    assert klient.count()["aksepterte"] == 1


def test_500_after_the_letter_is_accepted(klient):
    klient.fault(hva="500_etter_mottak")

    assert klient.send().status_code == 500
    assert len(klient.look_up("brev-1").json()["forsendelseIds"]) == 1


@pytest.mark.parametrize(("hva", "aksepterte"), [("kuttet_for", 0), ("kuttet_etter", 1), ("dobbelt", 2)])
def test_cut_connection(klient, hva, aksepterte):
    klient.headers()
    klient.fault(hva=hva)

    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        klient.send()

    assert len(klient.look_up("brev-1").json()["forsendelseIds"]) == aksepterte
    assert klient.send().status_code == 200


def test_cut_before_is_a_reset_and_cut_after_is_half_an_answer(klient):
    klient.headers()
    klient.fault(hva="kuttet_for")
    with pytest.raises(httpx.ReadError, match="reset"):
        klient.send()

    klient.fault(hva="kuttet_etter")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        klient.send()


def test_timeout_after_the_letter_is_accepted(klient):
    klient.headers()
    klient.fault(hva="timeout_etter_mottak", sekunder=30)
    klient.http.timeout = 0.5

    with pytest.raises(httpx.ReadTimeout):
        klient.send()

    assert klient.count()["per_ref"] == {"brev-1": 1}


def test_timeout_ends_in_a_closed_connection_for_one_who_waits(klient):
    klient.headers()
    klient.fault(hva="timeout_etter_mottak", sekunder=0.1)

    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        klient.send()

    assert klient.count()["aksepterte"] == 1


def test_slow_call_is_carried_out_late(klient):
    klient.headers()
    klient.fault(hva="treg", sekunder=0.3)
    start = time.monotonic()

    assert klient.send().status_code == 200
    assert time.monotonic() - start >= 0.3


def test_slow_call_is_accepted_after_the_client_has_gone(klient):
    klient.headers()
    klient.fault(hva="treg", sekunder=30)
    klient.http.timeout = 0.3
    with pytest.raises(httpx.ReadTimeout):
        klient.send()
    klient.http.timeout = 5
    assert klient.look_up("brev-1").json() == {"forsendelseIds": []}

    klient.http.delete("/_kontroll/feil")

    frist = time.monotonic() + 5
    while klient.count()["aksepterte"] == 0 and time.monotonic() < frist:
        time.sleep(0.02)
    assert klient.count()["aksepterte"] == 1


def test_garbage_answer_hides_an_accepted_letter(klient):
    klient.fault(hva="soppel")

    svar = klient.send()

    assert (svar.status_code, svar.headers["content-type"]) == (200, "text/html")
    assert len(klient.look_up("brev-1").json()["forsendelseIds"]) == 1


def test_a_fault_after_acceptance_does_not_hide_a_refusal(klient):
    klient.fault(hva="soppel")

    assert klient.send(forsendelse(tittel="")).status_code == 400
    assert klient.count()["aksepterte"] == 0


def test_unknown_status(klient):
    brev_id = klient.send().json()["id"]
    klient.fault(hva="ukjent_status")

    svar = [klient.statuses([brev_id]).json()["statuser"][0] for _ in range(2)]

    assert [linje["status"] for linje in svar] == ["NY_STATUS_FRA_SVARUT", "MOTTATT"]


def test_double_hit_in_a_look_up(klient):
    brev_id = klient.send().json()["id"]
    klient.fault(hva="dobbelt", kall="oppslag", antall=2)

    enkelt, metadata = klient.look_up("brev-1").json(), klient.look_up("brev-1", metadata=True).json()

    assert (len(enkelt["forsendelseIds"]), enkelt["forsendelseIds"][0]) == (2, brev_id)
    assert [set(linje) for linje in metadata["forsendelser"]] == [{"id", "dato", "avgivendeSystem"}] * 2
    assert klient.look_up("brev-1").json() == {"forsendelseIds": [brev_id]}


@pytest.mark.parametrize("kall", ["send", "status", "oppslag", "hendelser"])
@pytest.mark.parametrize("hva", ["500", "401", "429"])
def test_fault_hits_only_its_own_call(klient, kall, hva):
    brev_id = klient.send().json()["id"]
    kallene = {
        "send": klient.send,
        "status": lambda: klient.statuses([brev_id]),
        "oppslag": lambda: klient.look_up("brev-1"),
        "hendelser": lambda: klient.hendelser(brev_id),
    }
    klient.fault(hva=hva, kall=kall)

    svar = {navn: utfor().status_code for navn, utfor in kallene.items()}

    assert svar == {**dict.fromkeys(kallene, 200), kall: int(hva)}


@pytest.mark.parametrize(
    ("hva", "status", "kode"),
    [
        ("400", 400, "invalid_grant"),
        ("401", 401, "invalid_client"),
        ("429", 429, "temporarily_unavailable"),
        ("500", 500, "server_error"),
    ],
)
def test_token_fault_is_answered_as_oauth(klient, hva, status, kode):
    klient.fault(hva=hva, kall="token")

    svar = klient.get_token()

    assert (svar.status_code, svar.json()["error"]) == (status, kode)
    assert klient.get_token().status_code == 200


def test_plan_is_a_queue_that_can_be_read_and_forgotten(klient):
    plan = [{"hva": "500"}, {"hva": "400", "antall": 2}, {"hva": "451"}]

    svar = klient.http.post("/_kontroll/feil", json=plan).json()

    assert svar == [
        {"hva": "500", "kall": "send", "antall": 1, "sekunder": 0.0},
        {"hva": "400", "kall": "send", "antall": 2, "sekunder": 0.0},
        {"hva": "451", "kall": "epost", "antall": 1, "sekunder": 0.0},
    ]
    assert [klient.send().status_code for _ in range(2)] == [500, 400]
    assert [en["antall"] for en in klient.http.get("/_kontroll/feil").json()] == [1, 1]
    assert klient.http.delete("/_kontroll/feil").status_code == 204
    assert klient.http.get("/_kontroll/feil").json() == []
    assert klient.send().status_code == 200


@pytest.mark.parametrize(
    "plan",
    [
        {"hva": "finnes_ikke"},
        {},
        [1],
        {"hva": "500", "kall": "epost"},
        {"hva": "451", "kall": "send"},
        {"hva": "ukjent_status", "kall": "send"},
        {"hva": "500", "kall": "alt"},
        {"hva": "500", "kall": ["send"]},
        {"hva": "500", "antall": 0},
        {"hva": "500", "antall": "1"},
        {"hva": "treg", "sekunder": -1},
        {"hva": "treg", "sekunnder": 1},
    ],
)
def test_wrong_plan_is_refused(klient, plan):
    assert klient.http.post("/_kontroll/feil", json=plan).status_code == 400
    assert klient.http.get("/_kontroll/feil").json() == []


def test_every_fault_of_decision_32_exists():
    onsket = "timeout_etter_mottak 500 500_etter_mottak 429 400 401 treg kuttet_for kuttet_etter soppel"

    assert set(onsket.split()) == set(feil.HTTP_FEIL)


def test_stop_lets_go_of_held_calls(klient):
    klient.headers()
    klient.fault(hva="timeout_etter_mottak", sekunder=60)
    utfall: list[type] = []

    def send() -> None:
        try:
            klient.send()
        except httpx.HTTPError as feilen:
            utfall.append(type(feilen))

    traad = threading.Thread(target=send)
    traad.start()
    while klient.simulator.telling.all()["send"] == 0:
        time.sleep(0.01)
    klient.simulator.stop()
    klient.stoppet = True
    traad.join(5)
    klient.http.close()

    assert utfall == [httpx.RemoteProtocolError]
