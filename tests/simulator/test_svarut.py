import json
from uuid import UUID, uuid4

import pytest

from tests.simulator.klient import INTEGRASJON_PASSORD, KONTO, PDF, forsendelse, parts

ANNEN_KONTO = "33333333-3333-4333-8333-333333333333"


def test_send_stores_json_and_pdf_on_disk(klient, tmp_path):
    data = forsendelse()

    svar = klient.send(data)

    assert svar.status_code == 200
    assert set(svar.json()) == {"id"}
    mappe = tmp_path / "simulator" / "brev" / str(UUID(svar.json()["id"]))
    assert {fil.name for fil in mappe.iterdir()} == {"forsendelse.json", "tilstand.json", "dokument-1.pdf"}
    assert json.loads((mappe / "forsendelse.json").read_text()) == data
    assert (mappe / "dokument-1.pdf").read_bytes() == PDF


def test_send_takes_several_documents_in_order(klient):
    data = forsendelse(
        dokumenter=[{"filnavn": f"vedlegg {nr} på norsk.pdf", "mimeType": "application/pdf"} for nr in (1, 2)]
    )
    deler = parts(data)
    deler[2] = ("filer_1", (data["dokumenter"][1]["filnavn"], b"%PDF-1.7 nummer to"))

    brev_id = klient.send(deler=deler).json()["id"]

    assert klient.simulator.lager.dokument(brev_id, 1) == PDF
    assert klient.simulator.lager.dokument(brev_id, 2) == b"%PDF-1.7 nummer to"


def test_send_takes_the_trailing_slash_and_chunks_of_the_official_client(klient):
    vanlig = klient.http.build_request("POST", f"/api/v2/kontoer/{KONTO}/forsendelser/", files=parts(forsendelse()))
    kropp = vanlig.read()
    headere = klient.headers(**{"Content-Type": vanlig.headers["content-type"]})

    svar = klient.http.post(vanlig.url, content=iter([kropp[:7], kropp[7:]]), headers=headere)

    assert svar.request.headers["transfer-encoding"] == "chunked"
    assert (svar.status_code, klient.count()["aksepterte"]) == (200, 1)
    assert klient.simulator.lager.dokument(svar.json()["id"]) == PDF


def test_reference_is_not_unique(klient):
    ider = [klient.send().json()["id"] for _ in range(2)]

    assert klient.look_up("brev-1").json() == {"forsendelseIds": ider}
    assert klient.count()["per_ref"] == {"brev-1": 2}


def test_look_up_without_a_hit_is_empty(klient):
    klient.send()

    assert klient.look_up("brev-2").json() == {"forsendelseIds": []}
    assert klient.look_up("brev-2", metadata=True).json() == {"forsendelser": []}
    assert klient.look_up("brev-1", konto=ANNEN_KONTO).json() == {"forsendelseIds": []}


def test_look_up_metadata(klient):
    brev_id = klient.send().json()["id"]

    linjer = klient.look_up("brev-1", metadata=True).json()["forsendelser"]

    assert [set(linje) for linje in linjer] == [{"id", "dato", "avgivendeSystem"}]
    assert (linjer[0]["id"], linjer[0]["avgivendeSystem"]) == (brev_id, "Bosettingsportal")


def test_status_search_answers_for_known_ids_only(klient):
    brev_id = klient.send().json()["id"]

    svar = klient.statuses([brev_id, str(uuid4())])

    assert [(linje["id"], linje["status"]) for linje in svar.json()["statuser"]] == [(brev_id, "MOTTATT")]
    assert set(svar.json()["statuser"][0]) == {"id", "status", "sisteStatusEndring"}
    assert klient.statuses([brev_id], konto=ANNEN_KONTO).json() == {"statuser": []}


def test_hendelser_follow_the_status(klient):
    brev_id = klient.send().json()["id"]
    klient.http.post("/_kontroll/status", json={"id": brev_id, "status": "LEST"})

    linjer = klient.hendelser(brev_id).json()["hendelser"]

    assert [linje["hendelse"] for linje in linjer] == ["Forsendelsen er mottatt", "Forsendelsen er lest"]
    assert set(linjer[0]) == {"tidspunkt", "hendelse"}
    assert klient.hendelser(str(uuid4())).status_code == 404


@pytest.mark.parametrize("kall", ["send", "status", "oppslag", "metadata", "hendelser"])
@pytest.mark.parametrize(
    "headere",
    [
        {"Authorization": None},
        {"Authorization": "Basic abc"},
        {"Authorization": "Bearer tull"},
        {"IntegrasjonId": None},
        {"IntegrasjonId": "11111111-1111-4111-8111-111111111112"},
        {"IntegrasjonPassord": None},
        {"IntegrasjonPassord": "feil"},
    ],
)
def test_every_call_checks_the_three_headers(klient, kall, headere):
    brev_id = klient.send().json()["id"]
    kallene = {
        "send": lambda **h: klient.send(**h),
        "status": lambda **h: klient.statuses([brev_id], **h),
        "oppslag": lambda **h: klient.look_up("brev-1", **h),
        "metadata": lambda **h: klient.look_up("brev-1", metadata=True, **h),
        "hendelser": lambda **h: klient.hendelser(brev_id, **h),
    }

    svar = kallene[kall](**headere)

    assert svar.status_code == 401
    assert INTEGRASJON_PASSORD not in svar.text
    assert klient.count()["aksepterte"] == 1
    assert kallene[kall]().status_code == 200


def test_another_account_is_forbidden_when_the_account_is_named(start):
    klient = start(konto=KONTO)

    assert klient.send(konto=ANNEN_KONTO).status_code == 403
    assert klient.count()["aksepterte"] == 0
    assert klient.send().status_code == 200


def test_error_body_is_the_documented_one(klient):
    svar = klient.send(forsendelse(tittel=""))

    kropp = svar.json()
    assert svar.status_code == 400
    assert set(kropp) == {
        "timestamp",
        "status",
        "error",
        "errorId",
        "path",
        "originalPath",
        "message",
        "errorCode",
        "errorJson",
    }
    assert (kropp["status"], kropp["error"], kropp["errorJson"]) == (400, "Bad Request", {"tittel": "mangler"})
    assert kropp["message"] == "Ugyldig forsendelse: tittel mangler."
    assert kropp["path"] == f"/api/v2/kontoer/{KONTO}/forsendelser"


@pytest.mark.parametrize("konto", ["ikke-uuid", "2222"])
def test_account_must_be_a_uuid(klient, konto):
    assert klient.send(konto=konto).status_code == 400


@pytest.mark.parametrize("kropp", [b"{", b"[]", b"{}", b'{"forsendelseIds": ["x"]}', b'{"forsendelseIds": "x"}'])
def test_status_search_refuses_a_wrong_body(klient, kropp):
    sti = f"/api/v2/kontoer/{KONTO}/forsendelser/status-sok"

    assert klient.http.post(sti, content=kropp, headers=klient.headers()).status_code == 400


def test_look_up_needs_a_reference(klient):
    assert klient.look_up("").status_code == 400


def test_unknown_address_and_method(klient):
    assert klient.http.get("/api/v2/finnes-ikke").status_code == 404
    assert klient.http.get("/token").status_code == 405
    assert klient.http.get("/helse").json() == {"status": "ok"}
