"""The checks of a forsendelse: each refusal with its allowed twin."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from simulator import forsendelse as kontroll
from simulator.http_typer import Avslag
from tests.simulator.klient import PDF
from tests.simulator.klient import forsendelse as lag_forsendelse

SKILLE = "skille"
HELT_EKSEMPEL = {
    "tittel": "Anmodning om bosetting av flyktninger i 2027",
    "mottaker": {
        "navn": "Prøve kommune",
        "digitalId": "313001008",
        "adresselinje1": "Postboks 1",
        "postnummer": "0152",
        "poststed": "Oslo",
        "land": "Norge",
    },
    "avgivendeSystem": "Bosettingsportal",
    "konteringskode": "BOSETTING-2027",
    "taushetsbelagtPost": False,
    "utskriftskonfigurasjon": {"utskriftMedFarger": False, "tosidig": True},
    "forsendelsestype": "bosetting.anmodning",
    "eksternReferanse": "brev-6f1c2d3e",
    "korrelasjonsid": "anmodning-2027",
    "metadataFraAvleverendeSystem": {
        "saksaar": 2026,
        "sakssekvensnummer": 1234,
        "journalaar": 2026,
        "journalsekvensnummer": 5678,
        "journalpostnummer": 1,
        "journalposttype": "U",
        "journalstatus": "E",
        "journaldato": "2026-11-20T12:00:00Z",
        "dokumentetsDato": "2026-11-20T00:00:00Z",
        "tittel": "Anmodning om bosetting",
        "saksbehandler": "Saksbehandler A",
    },
    "dokumenter": [{"filnavn": "anmodning-2027.pdf", "mimeType": "application/pdf", "dokumentType": "Brev"}],
}


def in_days(dager: float) -> str:
    return (datetime.now(UTC) + timedelta(days=dager)).isoformat()


def body(*deler: tuple[str, bytes]) -> bytes:
    biter = [f"--{SKILLE}\r\n{hode}\r\n\r\n".encode() + innhold for hode, innhold in deler]
    return b"\r\n".join([*biter, f"--{SKILLE}--\r\n".encode()])


def file_part(filnavn: str, innhold: bytes = PDF) -> tuple[str, bytes]:
    return f'Content-Disposition: form-data; name="filer_0"; filename="{filnavn}"', innhold


def json_part(data: object) -> tuple[str, bytes]:
    return 'Content-Disposition: form-data; name="forsendelse"', json.dumps(data).encode()


def read(data: dict, *filer: tuple[str, bytes]) -> kontroll.Innsending:
    filer = filer or tuple(file_part(dokument["filnavn"]) for dokument in data.get("dokumenter") or [])
    return kontroll.read(f"multipart/form-data; boundary={SKILLE}", body(json_part(data), *filer))


def refusal(data: dict, *filer: tuple[str, bytes]) -> dict[str, str]:
    with pytest.raises(Avslag) as feil:
        read(data, *filer)
    assert feil.value.status == 400
    return feil.value.detaljer


def test_documented_example_is_accepted():
    assert read(deepcopy(HELT_EKSEMPEL)) == kontroll.Innsending(HELT_EKSEMPEL, (PDF,))


@pytest.mark.parametrize(
    ("tillatt", "avvist", "felt", "feil"),
    [
        ({"tittel": "x" * 1000}, {"tittel": "x" * 1001}, "tittel", "er lengre enn 1000 tegn"),
        ({"avgivendeSystem": "x" * 100}, {"avgivendeSystem": "x" * 101}, "avgivendeSystem", "er lengre enn 100 tegn"),
        (
            {"eksternReferanse": "x" * 100},
            {"eksternReferanse": "x" * 101},
            "eksternReferanse",
            "er lengre enn 100 tegn",
        ),
        ({"korrelasjonsid": None}, {"korrelasjonsid": 1}, "korrelasjonsid", "har feil type"),
        (
            {"konteringskode": "Æ-1.å_"},
            {"konteringskode": "a b"},
            "konteringskode",
            "har ugyldige tegn eller feil lengde",
        ),
        ({}, {"tittle": "x"}, "tittle", "er et ukjent felt"),
        ({"kryptert": True}, {"kryptert": "ja"}, "kryptert", "har feil type"),
        (
            {"kryptert": True, "krevNiva4Innlogging": True},
            {"krevNiva4Innlogging": True},
            "krevNiva4Innlogging",
            "krever at dokumentene er kryptert",
        ),
        (
            {"lenker": [{"url": "https://a.no", "tekst": "a"}] * 5},
            {"lenker": [{"url": "https://a.no", "tekst": "a"}] * 6},
            "lenker",
            "har flere enn 5 elementer",
        ),
        (
            {"lenker": [{"url": "https://a.no", "tekst": "a"}]},
            {"lenker": [{"url": "https://a.no"}]},
            "lenker[0].tekst",
            "mangler",
        ),
        (
            {"eksponertFor": ["313001008", "987879696"]},
            {"eksponertFor": ["313001008", "313001008"]},
            "eksponertFor",
            "har like elementer",
        ),
        (
            {"metadataForImport": {"saksaar": 2026}},
            {"metadataForImport": {"saksaar": "2026"}},
            "metadataForImport.saksaar",
            "har feil type",
        ),
        (
            {"metadataFraAvleverendeSystem": {"journaldato": "2026-11-20T12:00:00Z"}},
            {"metadataForImport": {"journaldato": "2026-11-20T12:00:00Z"}},
            "metadataForImport.journaldato",
            "er et ukjent felt",
        ),
        (
            {"metadataForImport": {"dokumentetsDato": "2026-11-20T12:00:00+01:00"}},
            {"metadataForImport": {"dokumentetsDato": "2026-11-20"}},
            "metadataForImport.dokumentetsDato",
            "er ikke et tidspunkt med tidssone",
        ),
        (
            {"svarPaForsendelse": "6f1c2d3e-0000-4000-8000-000000000000"},
            {"svarPaForsendelse": "6f1c"},
            "svarPaForsendelse",
            "er ikke en UUID",
        ),
        (
            {"signaturType": "AVANSERT_SIGNATUR"},
            {"signaturType": "BLEKK"},
            "signaturType",
            "må være en av AUTENTISERT_SIGNATUR, AVANSERT_SIGNATUR",
        ),
        (
            {"signeringUtloper": in_days(1.1)},
            {"signeringUtloper": in_days(0.9)},
            "signeringUtloper",
            "må være minst én dag fram i tid",
        ),
        (
            {"svarPaForsendelseLink": True, "svarSendesTil": {"navn": "IMDi", "digitalId": "987879696"}},
            {"svarPaForsendelseLink": True, "svarSendesTil": {"navn": "IMDi"}},
            "svarPaForsendelseLink",
            "krever at svarSendesTil har organisasjonsnummer",
        ),
        (
            {"mottaker": {"navn": "A", "digitalId": "12829020074"}},
            {"mottaker": {"navn": ""}},
            "mottaker.navn",
            "mangler",
        ),
        (
            {"mottaker": {"navn": "A", "digitalId": "313001008"}},
            {"mottaker": {"navn": "A", "digitalId": "31300100"}},
            "mottaker.digitalId",
            "har ugyldige tegn eller feil lengde",
        ),
        (
            {"mottaker": {"navn": "A", "postnummer": "0152", "poststed": "Oslo"}},
            {"mottaker": {"navn": "A", "postnummer": "0152"}},
            "mottaker.poststed",
            "mangler, men brevet skal i posten",
        ),
        (
            {"mottaker": {"navn": "A", "poststed": "Luleå", "land": "Sverige"}},
            {"mottaker": {"navn": "A", "poststed": "Oslo", "land": "Norge"}},
            "mottaker.postnummer",
            "mangler, men brevet skal i posten",
        ),
        (
            {"kunDigitalLevering": True},
            {"kunDigitalLevering": True, "mottaker": {"navn": "A"}},
            "mottaker.digitalId",
            "mangler, men forsendelsen er kun digital",
        ),
    ],
)
def test_content_is_checked(tillatt, avvist, felt, feil):
    read(lag_forsendelse(**tillatt))

    assert refusal(lag_forsendelse(**avvist)) == {felt: feil}


def document(**endringer) -> dict:
    return {"filnavn": "brev.pdf", "mimeType": "application/pdf", **endringer}


@pytest.mark.parametrize(
    ("tillatt", "avvist", "felt", "feil"),
    [
        ([document()], [], "dokumenter", "mangler"),
        (
            [document(filnavn="x" * 226)],
            [document(filnavn="x" * 227)],
            "dokumenter[0].filnavn",
            "er lengre enn 226 tegn",
        ),
        ([document(), document(filnavn="b.pdf")], [document(), document()], "dokumenter", "har like filnavn"),
        (
            [document(skalSigneres=True), document(filnavn="b.pdf")],
            [document(skalSigneres=True), document(filnavn="b.pdf", skalSigneres=True)],
            "dokumenter",
            "har flere som skal signeres",
        ),
        (
            [document(mimeType="text/plain", skalEkskluderesFraUtskrift=True)],
            [document(mimeType="text/plain")],
            "dokumenter[0].mimeType",
            "kan ikke skrives ut",
        ),
        (
            [document(giroarkSider=[1, 2])],
            [document(giroarkSider=[1, 1])],
            "dokumenter[0].giroarkSider",
            "har like elementer",
        ),
    ],
)
def test_documents_are_checked(tillatt, avvist, felt, feil):
    read(lag_forsendelse(dokumenter=tillatt))

    assert refusal(lag_forsendelse(dokumenter=avvist)) == {felt: feil}


@pytest.mark.parametrize("tegn", '*:\\/<>|?"')
def test_file_name_has_no_forbidden_character(tegn):
    data = lag_forsendelse(dokumenter=[document(filnavn=f"a{tegn}b.pdf")])

    assert refusal(data, file_part("a.pdf")) == {"dokumenter[0].filnavn": "har ugyldige tegn eller feil lengde"}


def test_files_come_in_the_order_of_the_documents():
    data = lag_forsendelse(dokumenter=[document(filnavn="a.pdf"), document(filnavn="b.pdf")])
    a, b = file_part("a.pdf"), file_part("b.pdf")

    assert len(read(data, a, b).filer) == 2
    assert set(refusal(data, b, a)) == {"dokumenter[0].filnavn", "dokumenter[1].filnavn"}
    assert refusal(data, a) == {"dokumenter": "er 2, men det kom 1 filer"}


def test_file_must_be_the_pdf_it_says():
    assert refusal(lag_forsendelse(), file_part("anmodning.pdf", b"PK")) == {"dokumenter[0]": "er ikke en PDF"}
    assert refusal(lag_forsendelse(), file_part("anmodning.pdf", b"")) == {"dokumenter[0]": "er tomt"}
    assert read(lag_forsendelse(kryptert=True), file_part("anmodning.pdf", b"CMS")).filer == (b"CMS",)


@pytest.mark.parametrize(
    "kropp",
    [
        b"",
        b"{}",
        body(file_part("anmodning.pdf")),
        body(('Content-Disposition: form-data; name="forsendelse"; filename="f.json"', b"{}"), file_part("a.pdf")),
        body(('Content-Disposition: form-data; name="forsendelse"', b"{"), file_part("a.pdf")),
        body(json_part([]), file_part("a.pdf")),
        body(json_part(lag_forsendelse()), ("Content-Type: application/pdf", PDF)),
        body(json_part(lag_forsendelse()), file_part("anmodning.pdf")).removesuffix(b"--\r\n"),
    ],
)
def test_malformed_body_is_refused(kropp):
    with pytest.raises(Avslag) as feil:
        kontroll.read(f"multipart/form-data; boundary={SKILLE}", kropp)

    assert feil.value.status == 400


@pytest.mark.parametrize("innholdstype", ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=x"])
def test_content_type_must_be_form_data(innholdstype):
    with pytest.raises(Avslag) as feil:
        kontroll.read(innholdstype, body(json_part(lag_forsendelse()), file_part("anmodning.pdf")))

    assert feil.value.kode == "UGYLDIG_MULTIPART"


def test_quoted_boundary_is_accepted():
    kropp = body(json_part(lag_forsendelse()), file_part("anmodning.pdf"))

    assert kontroll.read(f'multipart/form-data; boundary="{SKILLE}"', kropp).filer == (PDF,)
