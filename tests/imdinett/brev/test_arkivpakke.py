"""W-20: the letter for the kommune's archive, as Fiks Arkiv v1 wants it (integrations.md 7.1)."""

import io
from datetime import UTC, datetime
from hashlib import sha256
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse

from imdinett.brev import arkivpakke, levering
from imdinett.brev.arkivmelding import KATALOG, OPPRETT, XSI
from imdinett.brev.services import legg_i_ko
from imdinett.hendelse.models import Innsyn
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.utboks import synlighet
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Tilstand
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.eksempler import Eksempelbrev, Mottaker, Personbrev, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]
LES, IMDI_LES = Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_BOSETTER_LES

# What the standard lets stand in each element, in its order: (namespace of the children, names).
REKKEFOLGE = {
    "arkivmelding": (OPPRETT, "system regel antallFiler mappe registrering"),
    "mappe": (OPPRETT, "tittel offentligTittel beskrivelse skjerming gradering referanseEksternNoekkel mappetype"),
    "registrering": (
        OPPRETT,
        "referanseForelderMappe part skjerming gradering dokumentbeskrivelse registreringsID tittel offentligTittel "
        "beskrivelse korrespondansepart klassifikasjon referanseEksternNoekkel journalposttype journalstatus "
        "journaldato dokumentetsDato mottattDato sendtDato forfallsdato",
    ),
    "referanseForelderMappe": (KATALOG, "systemID mappeID saksnummer referanseEksternNoekkel"),
    "referanseEksternNoekkel": (KATALOG, "fagsystem noekkel"),
    "skjerming": (OPPRETT, "tilgangsrestriksjon skjermingshjemmel"),
    "dokumentbeskrivelse": (
        OPPRETT,
        "dokumenttype dokumentstatus tittel beskrivelse tilknyttetRegistreringSom dokumentnummer dokumentobjekt",
    ),
    "dokumentobjekt": (
        OPPRETT,
        "versjonsnummer variantformat format mimeType filnavn referanseDokumentfil sjekksum sjekksumAlgoritme "
        "filstoerrelse",
    ),
    "korrespondansepart": (
        OPPRETT,
        "korrespondanseparttype erBehandlingsansvarlig korrespondansepartNavn organisasjonid erSkjermet erPersonnavn "
        "deresReferanse",
    ),
}
KODER = (KATALOG, "kode beskrivelse")


@pytest.fixture
def kommune(db):
    return KommuneFactory()


@pytest.fixture
def apen_sak(monkeypatch):
    monkeypatch.setattr(synlighet, "_apne", {"kommune": lambda bruker: Kommune.objects.all()})


def laget(brev) -> Forsendelse:
    rad = legg_i_ko(brev, bruker=None)
    levering.lag_pdf(rad)
    return rad


def hent(bruker, rad):
    return logg_inn(bruker).get(reverse("brev_arkivpakke", args=[rad.uuid]))


def filer(innhold: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(innhold)) as pakke:
        assert pakke.testzip() is None
        return {navn: pakke.read(navn) for navn in pakke.namelist()}


def krev_rekkefolge(el: ElementTree.Element) -> int:
    """Each child in its namespace and in the standard's order; how many elements were looked at."""
    navn = el.tag.partition("}")[2]
    rom, lovlige = REKKEFOLGE.get(navn, KODER)
    barn = [en.tag for en in el]
    plasser = [[f"{{{rom}}}{en}" for en in lovlige.split()].index(tag) for tag in barn]
    assert plasser == sorted(plasser), navn
    return 1 + sum(krev_rekkefolge(en) for en in el)


def verdi(el: ElementTree.Element, sti: str) -> str:
    funnet = el.find(sti, {"": OPPRETT, "m": KATALOG})
    assert funnet is not None, sti
    return funnet.text or ""


def parter(rot: ElementTree.Element) -> dict[str, str]:
    alle = rot.findall("registrering/korrespondansepart", {"": OPPRETT})
    return {verdi(en, "korrespondanseparttype/m:kode"): verdi(en, "korrespondansepartNavn") for en in alle}


# ---- arkivmelding.xml
def test_w20_order_and_namespaces_are_those_of_the_standard(kommune) -> None:
    rader = [laget(Personbrev(kommune)), laget(Eksempelbrev(kommune, 2)), laget(Utskriftsbrev(kommune, 3))]
    Forsendelse.objects.update(sendt_tid=datetime(2026, 11, 21, 8, 15, tzinfo=UTC))
    antall = 0
    for rad in Forsendelse.objects.filter(pk__in=[en.pk for en in rader]):
        for bruker in (bruker_med(IMDI_LES), bruker_med(LES, kommune=kommune)):
            rot = ElementTree.fromstring(filer(arkivpakke.for_brev(rad, bruker).innhold)["arkivmelding.xml"])
            antall += krev_rekkefolge(rot)
            assert rot.tag == f"{{{OPPRETT}}}arkivmelding"
            assert rot.find("registrering", {"": OPPRETT}).get(f"{{{XSI}}}type") == "journalpost"
    assert antall > 200


def test_w20_the_default_namespace_is_the_messages_own(kommune) -> None:
    """`xsi:type` is a name in the default namespace."""
    xml = filer(arkivpakke.for_brev(laget(Eksempelbrev(kommune)), bruker_med(IMDI_LES)).innhold)["arkivmelding.xml"]

    assert f'<arkivmelding xmlns="{OPPRETT}"'.encode() in xml


def test_w20_checksum_size_and_name_are_those_of_the_pdf(kommune) -> None:
    rad = laget(Personbrev(kommune))

    innhold = filer(arkivpakke.for_brev(rad, bruker_med(IMDI_LES)).innhold)

    rot = ElementTree.fromstring(innhold["arkivmelding.xml"])
    objekt = "registrering/dokumentbeskrivelse/dokumentobjekt"
    navn = verdi(rot, f"{objekt}/referanseDokumentfil")
    pdf = innhold[navn]
    assert sorted(innhold) == sorted(["arkivmelding.xml", "innhold.html", navn])
    assert pdf == bytes(rad.fil.pdf)
    assert (verdi(rot, f"{objekt}/sjekksum"), verdi(rot, f"{objekt}/sjekksumAlgoritme")) == (
        sha256(pdf).hexdigest(),
        "SHA-256",
    )
    assert (verdi(rot, f"{objekt}/filstoerrelse"), verdi(rot, "antallFiler")) == (str(len(pdf)), "1")
    assert (verdi(rot, f"{objekt}/filnavn"), verdi(rot, f"{objekt}/mimeType")) == (navn, "application/pdf")


def test_w20_a_letter_about_a_person_is_screened_and_its_public_title_names_no_case(kommune) -> None:
    person = ElementTree.fromstring(
        filer(arkivpakke.for_brev(laget(Personbrev(kommune)), bruker_med(IMDI_LES)).innhold)["arkivmelding.xml"]
    )
    vanlig = ElementTree.fromstring(
        filer(arkivpakke.for_brev(laget(Eksempelbrev(kommune, 2)), bruker_med(IMDI_LES)).innhold)["arkivmelding.xml"]
    )

    assert verdi(person, "registrering/skjerming/tilgangsrestriksjon/m:kode") == "UO"
    assert verdi(person, "registrering/skjerming/skjermingshjemmel") == "offl. § 13 jf. fvl. § 13"
    assert verdi(person, "registrering/tittel") == "Anmodning om bosetting 1, sak 8F3K"
    assert verdi(person, "registrering/offentligTittel") == "Anmodning om bosetting 1, sak *****"
    assert verdi(person, "registrering/referanseForelderMappe/m:referanseEksternNoekkel/m:noekkel") == "sak-8F3K"
    assert vanlig.find("registrering/skjerming", {"": OPPRETT}) is None
    assert verdi(vanlig, "registrering/offentligTittel") == "Anmodning om bosetting 2"


def test_w20_incoming_for_the_kommune_outgoing_for_imdi(kommune, apen_sak) -> None:
    Kommune.objects.update(orgnr="313001008")
    rad = laget(Eksempelbrev(kommune))
    Forsendelse.objects.update(sendt_tid=datetime(2026, 11, 21, 8, 15, tzinfo=UTC))
    rad = Forsendelse.objects.get(pk=rad.pk)

    hos_kommunen, hos_imdi = (
        ElementTree.fromstring(filer(arkivpakke.for_brev(rad, bruker).innhold)["arkivmelding.xml"])
        for bruker in (bruker_med(LES, kommune=kommune), bruker_med(IMDI_LES))
    )

    for rot, type_, status, dato in (
        (hos_kommunen, "I", "M", "mottattDato"),
        (hos_imdi, "U", "E", "sendtDato"),
    ):
        assert verdi(rot, "registrering/journalposttype/m:kode") == type_
        assert verdi(rot, "registrering/journalstatus/m:kode") == status
        assert verdi(rot, f"registrering/{dato}") == "2026-11-21T09:15:00"
        assert parter(rot) == {"EA": "Integrerings- og mangfoldsdirektoratet", "EM": "Prøve kommune"}
        assert len(rot.findall("registrering/korrespondansepart/erBehandlingsansvarlig", {"": OPPRETT})) == 1


def test_w20_the_kommune_has_a_copy_of_the_letter_to_the_refugee(kommune) -> None:
    rad = laget(Utskriftsbrev(kommune, til=Mottaker("Nora Eksempel", "", "Gate 1", "0152", "Oslo")))

    xml = filer(arkivpakke.for_brev(rad, bruker_med(LES, kommune=kommune)).innhold)["arkivmelding.xml"]

    assert parter(ElementTree.fromstring(xml)) == {
        "EA": "Integrerings- og mangfoldsdirektoratet",
        "EM": "Nora Eksempel",
        "EK": f"{kommune.visningsnavn} kommune",
    }
    assert xml.count(b"<erPersonnavn>true</erPersonnavn>") == xml.count(b"<erSkjermet>true</erSkjermet>") == 1


# ---- the packet
def test_w20_the_same_letter_gives_the_same_bytes(kommune) -> None:
    rad, bruker = laget(Personbrev(kommune)), bruker_med(IMDI_LES)

    forste = arkivpakke.for_brev(rad, bruker).innhold
    with time_machine.travel("2027-01-01T12:00:00Z"):
        assert arkivpakke.for_brev(rad, bruker).innhold == forste


def test_w20_the_list_can_be_read(kommune) -> None:
    rad = laget(Eksempelbrev(kommune))

    tekst = filer(arkivpakke.for_brev(rad, bruker_med(IMDI_LES)).innhold)["innhold.html"].decode()

    assert tekst.startswith("<!DOCTYPE html>")
    assert tekst.count("<h1") == 1
    for del_ in ("Anmodning om bosetting 1", "Prøve kommune", "I kø", rad.fil.sha256, "IMDinett er ikke et arkiv."):
        assert del_ in tekst


def test_w20_markup_in_a_name_stays_text(kommune) -> None:
    """S-13: what somebody typed is neither HTML in the list nor XML in the message."""
    rad = laget(Eksempelbrev(kommune, til=Mottaker("<script>&KANARI", "313001008", "Gate 1", "0152", "Oslo")))

    innhold = filer(arkivpakke.for_brev(rad, bruker_med(IMDI_LES)).innhold)

    assert b"<script" not in innhold["innhold.html"]
    assert parter(ElementTree.fromstring(innhold["arkivmelding.xml"]))["EM"] == "<script>&KANARI"


def test_w20_a_letter_without_a_pdf_says_so(kommune) -> None:
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    bruker = bruker_med(LES, kommune=kommune)

    svar = hent(bruker, rad)

    assert svar.status_code == 409
    assert "PDF-en til brevet er ikke laget ennå." in svar.content.decode()
    side = logg_inn(bruker).get(reverse("brev", args=[rad.uuid])).content.decode()
    assert reverse("brev_arkivpakke", args=[rad.uuid]) not in side


def test_w20_a_letter_that_was_stopped_is_not_archived(kommune) -> None:
    rad = laget(Eksempelbrev(kommune))
    Forsendelse.objects.update(tilstand=Tilstand.AVBRUTT)

    svar = hent(bruker_med(LES, kommune=kommune), rad)

    assert (svar.status_code, "Brevet ble stoppet" in svar.content.decode()) == (409, True)


# ---- who, and the log
def test_w20_whoever_may_read_the_letter_may_archive_it(kommune, apen_sak) -> None:
    person, vanlig = laget(Personbrev(kommune)), laget(Eksempelbrev(kommune, 2))
    egen, annen = bruker_med(LES, kommune=kommune), bruker_med(LES, kommune=KommuneFactory())
    anmodning = bruker_med(Rolle.IMDI_ANMODNING)

    assert [hent(en, person).status_code for en in (egen, bruker_med(IMDI_LES), annen, anmodning)] == [
        200,
        200,
        404,
        404,
    ]
    assert [hent(en, vanlig).status_code for en in (egen, annen, anmodning)] == [200, 404, 200]
    side = logg_inn(egen).get(reverse("brev", args=[vanlig.uuid])).content.decode()
    assert reverse("brev_arkivpakke", args=[vanlig.uuid]) in side


def test_w20_a_closed_case_closes_its_letters(kommune) -> None:
    """B-042, the twin of the one above."""
    assert hent(bruker_med(LES, kommune=kommune), laget(Personbrev(kommune))).status_code == 404


def test_w20_each_download_about_a_person_is_one_line_in_the_log(kommune) -> None:
    bruker = bruker_med(IMDI_LES)

    svar = hent(bruker, laget(Personbrev(kommune)))
    hent(bruker, laget(Eksempelbrev(kommune, 2)))

    assert svar.headers["Content-Type"] == "application/zip"
    assert list(Innsyn.objects.values_list("bruker_id", "handling", "person_id", "saksnummer", "del_av")) == [
        (bruker.pk, "eksport", 7, "8F3K", "brev")
    ]
