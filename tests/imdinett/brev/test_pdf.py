"""The letter on paper: tagged, in its language, with its own fonts, and without fetching anything."""

import http.server
import io
import os
import threading

import pikepdf
import pypdf
import pytest

from imdinett.brev import levering, pdf
from imdinett.brev.services import legg_i_ko
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.eksempler import Eksempelbrev, Mottaker
from tests.regnskap import meld


@pytest.fixture
def rad(db, maler):
    til = Mottaker("Kárášjohka – Karasjok kommune", "313001008", "Rådhusgata 1", "9730", "Karasjok")
    return legg_i_ko(Eksempelbrev(KommuneFactory(maalform="nynorsk"), til=til), bruker=None)


@pytest.fixture
def innhold(rad):
    return bytes(levering.lag_pdf(rad).pdf)


def test_pdf_en_har_merker_sprak_og_tittel(innhold):
    with pikepdf.open(io.BytesIO(innhold)) as dokument:
        rot = dokument.Root
        xmp = dokument.open_metadata()
        assert rot.MarkInfo.Marked
        assert str(rot.Lang) == "nn"
        assert rot.ViewerPreferences.DisplayDocTitle
        assert (xmp["pdfuaid:part"], xmp["dc:title"]) == ("1", "Anmodning om bosetting 1")
        typer = {str(en.S) for en in _elementer(rot.StructTreeRoot)}
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD"} <= typer


def _elementer(node):
    barn = node.get("/K")
    for en in barn if isinstance(barn, pikepdf.Array) else [barn]:
        if isinstance(en, pikepdf.Dictionary) and "/S" in en:
            yield en
            yield from _elementer(en)


def test_pdf_en_har_bare_inter_og_har_den_med_seg(innhold):
    fonter = {}
    for side in pypdf.PdfReader(io.BytesIO(innhold)).pages:
        for font in side["/Resources"]["/Font"].values():
            etterkommer = font.get_object()["/DescendantFonts"][0].get_object()
            beskrivelse = etterkommer["/FontDescriptor"].get_object()
            fonter[font.get_object()["/BaseFont"].split("+")[1]] = "/FontFile2" in beskrivelse
    assert fonter == {"Inter-Brev": True, "Inter-Brev-Semi-Bold": True, "Inter-Brev-Ext": True}


def test_teksten_i_pdf_en_er_brevets(innhold, rad):
    tekst = " ".join(pypdf.PdfReader(io.BytesIO(innhold)).pages[0].extract_text().split())

    for del_ in (
        "Kárášjohka – Karasjok kommune Rådhusgata 1 9730 Karasjok",
        rad.innhold["dato"],
        rad.innhold["referanse"],
        "Vi ber kommunen bosette 20 flyktninger i 2027.",
        "Bjørnøya, Čáhcesuolu, Ærfugl.",
    ):
        assert del_ in tekst


def test_pdf_en_blir_tegnet_en_gang(rad):
    forste = levering.lag_pdf(rad)

    assert levering.lag_pdf(rad).pk == forste.pk
    assert forste.sha256 == levering.sha256(bytes(forste.pdf)).hexdigest()


def test_fontene_lekker_ikke_til_miljoet(rad):
    levering.lag_pdf(rad)

    assert "FONTCONFIG_FILE" not in os.environ


def test_uten_fonter_blir_det_en_feil_og_ikke_et_krasj(rad, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTMAPPE", tmp_path)

    with pytest.raises(pdf.ManglerFont):
        levering.lag_pdf(rad)


# ---- S-13: nothing is fetched
@pytest.fixture
def felle():
    """A server that counts who comes."""
    besok = []

    class Felle(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            besok.append(self.path)
            self.send_response(302 if "videre" in self.path else 200)
            self.send_header("Location", "/etter-videre")
            self.end_headers()

        def log_message(self, *_verdier):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Felle) as server:
        traad = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        traad.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", besok
        server.shutdown()
        traad.join()


NYTTELAST = (
    '<img src="{mal}" alt="">',
    '<link rel="attachment" href="{mal}">',
    '<link rel="stylesheet" href="{mal}">',
    '<a rel="attachment" href="{mal}">x</a>',
    "<style>@import url({mal});</style>",
    "<style>p {{ background: url({mal}) }}</style>",
    "<style>@font-face {{ font-family: z; src: url({mal}) }} p {{ font-family: z }}</style>",
    "<style>li {{ list-style-image: url({mal}) }}</style><ul><li>x</li></ul>",
    "<style>p::before {{ content: url({mal}) }}</style>",
    '<object data="{mal}"></object>',
    '<embed src="{mal}">',
    '<iframe src="{mal}"></iframe>',
    '<svg><image href="{mal}" width="9" height="9"/></svg>',
    '<svg><use href="{mal}#a"/></svg>',
    '<base href="{mal}"><img src="x.png" alt="">',
    '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E'
    '%3Cimage href=%22{mal}%22/%3E%3C/svg%3E">',
)


@pytest.mark.filterwarnings("default")
def test_ingenting_blir_hentet(felle, tmp_path, monkeypatch, record_property):
    """S-13: local file, http, redirect, metadata address; each in every place that can name an address."""
    vert, besok = felle
    hemmelig = tmp_path / "hemmelig.txt"
    hemmelig.write_text("KANARI-FIL")
    apnet = []
    monkeypatch.setattr("urllib.request.FileHandler.file_open", lambda selv, req: apnet.append(req.full_url))
    mal = [hemmelig.as_uri(), f"{vert}/bilde.png", f"{vert}/videre", "http://169.254.169.254/", "brevfont:../x"]

    for adresse in mal:
        kropp = "".join(en.format(mal=adresse) for en in NYTTELAST)
        innhold = pdf.tegn(f'<html lang="nb"><title>x</title><p>Tekst</p>{kropp}</html>', identifikator="x")
        assert b"KANARI" not in innhold
        assert pikepdf.open(io.BytesIO(innhold)).attachments == {}

    meld(record_property, "S-13", nyttelaster=len(mal) * len(NYTTELAST), hentet=len(besok) + len(apnet))
    assert (besok, apnet) == ([], [])
