import ast
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from uuid import UUID

import pytest

from simulator.server import MappeIBruk
from tests.simulator.klient import PDF, Klient, forsendelse


def test_letters_outlive_a_restart(start):
    forste = start()
    brev_id = forste.send().json()["id"]
    forste.send(forsendelse(eksternReferanse="brev-2"))
    forste.http.post("/_kontroll/status", json={"id": brev_id, "status": "LEST"})
    for_stopp = forste.http.get("/_kontroll/brev").json()
    forste.stop()

    andre = start()

    assert andre.http.get("/_kontroll/brev").json() == for_stopp
    assert andre.count()["per_ref"] == {"brev-1": 1, "brev-2": 1}
    assert andre.look_up("brev-1").json() == {"forsendelseIds": [brev_id]}
    assert andre.statuses([brev_id]).json()["statuser"][0]["status"] == "LEST"
    assert andre.http.get(f"/_kontroll/brev/{brev_id}.pdf").content == PDF


def test_half_written_letter_is_gone_after_a_restart(start, tmp_path):
    start().stop()
    rest = tmp_path / "simulator" / "brev" / ".ny-halvskrevet"
    rest.mkdir()
    (rest / "forsendelse.json").write_text("{")

    klient = start()

    assert klient.count()["aksepterte"] == 0
    assert not rest.exists()


def test_eight_senders_at_once_are_counted_right(klient, keys):
    def send_ten(nummer: int) -> list[int]:
        egen = Klient(klient.simulator, keys[0])
        with egen.http:
            return [egen.send(forsendelse(eksternReferanse=f"brev-{nummer}")).status_code for _ in range(10)]

    with ThreadPoolExecutor(8) as basseng:
        svar = list(basseng.map(send_ten, range(8)))

    assert svar == [[200] * 10] * 8
    assert klient.count() == {
        "aksepterte": 80,
        "per_ref": {f"brev-{nummer}": 10 for nummer in range(8)},
        "kall": {"send": 80, "status": 0, "oppslag": 0, "hendelser": 0, "token": 8},
        "epost": 0,
    }


def test_faults_are_shared_out_once_among_threads(klient, keys):
    klient.fault(hva="500_etter_mottak", antall=13)

    def send_five(_nummer: int) -> list[int]:
        egen = Klient(klient.simulator, keys[0])
        with egen.http:
            return [egen.send().status_code for _ in range(5)]

    with ThreadPoolExecutor(8) as basseng:
        svar = sorted(chain.from_iterable(basseng.map(send_five, range(8))))

    assert svar == [200] * 27 + [500] * 13
    assert klient.count()["aksepterte"] == 40


def test_letter_list_and_one_letter(klient):
    data = forsendelse(korrelasjonsid="anmodning-2027")
    brev_id = klient.send(data).json()["id"]

    linjer = klient.http.get("/_kontroll/brev").json()

    assert len(linjer) == 1
    assert {navn: linjer[0][navn] for navn in ("id", "eksternReferanse", "tittel", "mottaker", "status")} == {
        "id": brev_id,
        "eksternReferanse": "brev-1",
        "tittel": data["tittel"],
        "mottaker": data["mottaker"],
        "status": "MOTTATT",
    }
    assert klient.http.get(f"/_kontroll/brev/{brev_id}").json() == {**linjer[0], "forsendelse": data}
    assert klient.http.get(f"/_kontroll/brev/{brev_id}.pdf").headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("sti", ["/_kontroll/brev/x", "/_kontroll/brev/x.pdf", "/_kontroll/brev/..%2f..%2flaas.pdf"])
def test_unknown_letter(klient, sti):
    assert klient.http.get(sti).status_code == 404


def test_status_can_be_set_to_anything(klient):
    brev_id = klient.send().json()["id"]

    svar = klient.http.post("/_kontroll/status", json={"id": brev_id, "status": "SENDT_NHN_MOTTAKER"})

    assert svar.json()["status"] == "SENDT_NHN_MOTTAKER"
    assert klient.statuses([brev_id]).json()["statuser"][0]["status"] == "SENDT_NHN_MOTTAKER"
    assert klient.http.post("/_kontroll/status", json={"id": str(UUID(int=1)), "status": "X"}).status_code == 404
    assert klient.http.post("/_kontroll/status", json={"id": brev_id}).status_code == 400
    assert klient.http.post("/_kontroll/status", json=[]).status_code == 400


def test_reset_forgets_everything(klient, tmp_path):
    assertion = klient.assertion()
    klient.get_token(assertion)
    klient.send()
    klient.fault(hva="500")

    assert klient.http.post("/_kontroll/nullstill").status_code == 204

    assert klient.count() == {
        "aksepterte": 0,
        "per_ref": {},
        "kall": dict.fromkeys(("send", "status", "oppslag", "hendelser", "token"), 0),
        "epost": 0,
    }
    assert list((tmp_path / "simulator" / "brev").iterdir()) == []
    assert klient.send().status_code == 200
    assert klient.get_token(assertion).status_code == 200


def test_one_simulator_per_directory(start):
    start()

    with pytest.raises(MappeIBruk):
        start()


def test_only_the_standard_library_and_two_packages_are_imported():
    brukt = set()
    for fil in (Path(__file__).parents[2] / "simulator").glob("*.py"):
        for node in ast.walk(ast.parse(fil.read_text())):
            if isinstance(node, ast.Import):
                brukt |= {navn.name.partition(".")[0] for navn in node.names}
            elif isinstance(node, ast.ImportFrom):
                brukt.add(node.module.partition(".")[0])

    assert brukt - sys.stdlib_module_names == {"simulator", "jwt", "aiosmtpd"}
