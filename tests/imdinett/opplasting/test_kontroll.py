"""S-12: what may come in."""

import io
from unittest import mock

import pytest
from PIL import Image, PngImagePlugin

from imdinett.kjerne.feil import Domenefeil
from imdinett.opplasting.kontroll import BILDE_MAKS_PIKSLER, UTPAKKET_MAKS, kontroller, rent_navn
from tests.imdinett.opplasting.filer import DOCX, PDF, XLSX, bilde, bildebombe, bombe, docx, fil, xlsx
from tests.regnskap import meld

GYLDIGE = [
    ("vedtak.pdf", PDF, "application/pdf"),
    ("VEDTAK.PDF", PDF, "application/pdf"),
    ("bilde.png", bilde(), "image/png"),
    ("bilde.jpg", bilde("JPEG"), "image/jpeg"),
    ("bilde.jpeg", bilde("JPEG"), "image/jpeg"),
    ("tall.xlsx", xlsx(), XLSX),
    ("brev.docx", docx(), DOCX),
]
UGYLDIGE = [
    ("bilde som sier pdf", "vedtak.pdf", bilde(), "application/pdf"),
    ("pdf som sier png", "vedtak.png", PDF, "image/png"),
    ("feil oppgitt type", "vedtak.pdf", PDF, "text/html"),
    ("uten oppgitt type", "vedtak.pdf", PDF, ""),
    ("dobbel endelse", "vedtak.pdf.exe", PDF, "application/pdf"),
    ("dobbel endelse, skript", "vedtak.pdf.html", PDF, "application/pdf"),
    ("uten endelse", "vedtak", PDF, "application/pdf"),
    ("svg", "bilde.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
    ("html", "side.html", b"<!doctype html>", "text/html"),
    ("csv", "tall.csv", b"a;b", "text/csv"),
    ("zip", "arkiv.zip", docx(), "application/zip"),
    ("gif", "bilde.gif", b"GIF89a" + b"\0" * 40, "image/gif"),
    ("html med pdf-navn", "side.pdf", b"<!doctype html><script>1</script>", "application/pdf"),
    ("xlsx som sier docx", "brev.docx", xlsx(), DOCX),
    ("docx med makro", "brev.docx", docx("word/vbaProject.bin"), DOCX),
    ("avkuttet docx", "brev.docx", docx()[:60], DOCX),
    ("bare en mengde tegn", "vedtak.pdf", b"x" * 500, "application/pdf"),
]


@pytest.mark.parametrize(("navn", "innhold", "type_"), GYLDIGE)
def test_tillatte_filer(navn, innhold, type_, record_property):
    meld(record_property, "S-12", filer=1)
    ut, ut_navn, mime = kontroller(fil(navn, innhold, type_))

    assert (ut_navn, mime) == (navn, type_)
    assert ut == innhold or type_.startswith("image/")


@pytest.mark.parametrize(("navn", "innhold", "type_"), [rad[1:] for rad in UGYLDIGE], ids=[rad[0] for rad in UGYLDIGE])
def test_filer_som_ikke_er_det_de_sier(navn, innhold, type_, record_property):
    meld(record_property, "S-12", filer=1)
    with pytest.raises(Domenefeil) as feil:
        kontroller(fil(navn, innhold, type_), felt="dokument")

    assert (feil.value.kode, feil.value.felt) == ("feil_filtype", "dokument")


def test_null_byte_og_en_byte_for_mye(settings, record_property):
    meld(record_property, "S-12", filer=3)
    settings.OPPLASTING_MAKS_BYTE = len(PDF)

    assert kontroller(fil(innhold=PDF))[0] == PDF
    for innhold, kode in ((b"", "tom_fil"), (PDF + b"\n", "for_stor_fil")):
        with pytest.raises(Domenefeil) as feil:
            kontroller(fil(innhold=innhold))
        assert feil.value.kode == kode


def test_zip_bombe(record_property):
    """What a document unpacks to is read from the list of its parts, and nothing is unpacked to find it."""
    meld(record_property, "S-12", filer=3)

    assert kontroller(fil("brev.docx", bombe(UTPAKKET_MAKS), DOCX))[2] == DOCX
    for utpakket in (UTPAKKET_MAKS + 1, 2**32 - 1):
        innhold = bombe(utpakket)
        assert len(innhold) < 1000
        with pytest.raises(Domenefeil) as feil:
            kontroller(fil("brev.docx", innhold, DOCX), felt="dokument")
        assert (feil.value.kode, feil.value.felt) == ("feil_filtype", "dokument")


@pytest.mark.parametrize("side", [7_746, 10_000, 100_000])
def test_bilde_som_blir_for_stort_naar_det_tegnes(side, record_property):
    """Just over our own limit, so large that the library warns, and so large that it stops: none is ever drawn."""
    meld(record_property, "S-12", filer=1)
    assert side**2 > BILDE_MAKS_PIKSLER > 7_745**2

    with (
        mock.patch("imdinett.opplasting.kontroll.ImageOps.exif_transpose") as tegnet,
        pytest.raises(Domenefeil) as feil,
    ):
        kontroller(fil("b.png", bildebombe(side, side), "image/png"))

    assert (feil.value.kode, tegnet.called) == ("odelagt_bilde", False)


def test_grensen_er_tjue_megabyte(settings):
    assert settings.OPPLASTING_MAKS_BYTE == 20 * 1024 * 1024


def test_bilder_tegnes_paa_nytt_uten_det_som_fulgte_med(record_property):
    meld(record_property, "S-12", filer=1)
    ut = io.BytesIO()
    tekst = PngImagePlugin.PngInfo()
    tekst.add_text("Comment", "<script>hei</script>")
    Image.new("RGB", (4, 3), "blue").save(ut, "PNG", pnginfo=tekst)

    innhold, _navn, _mime = kontroller(fil("b.png", ut.getvalue() + b"PK\x03\x04 mer bak bildet", "image/png"))

    assert b"script" not in innhold
    assert b"PK\x03\x04" not in innhold
    assert Image.open(io.BytesIO(innhold)).size == (4, 3)


def test_odelagt_bilde(record_property):
    meld(record_property, "S-12", filer=1)
    with pytest.raises(Domenefeil) as feil:
        kontroller(fil("b.png", bilde()[:40], "image/png"))

    assert feil.value.kode == "odelagt_bilde"


@pytest.mark.parametrize(
    ("navn", "rent"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\filer\\vedtak.pdf", "vedtak.pdf"),
        ("ved\u202efdp.exe\u2066.pdf", "vedfdp.exe.pdf"),
        ("linje\r\nskift\0.pdf", "linjeskift.pdf"),
        ("A\u030angstro\u0308m.pdf", "Ångström.pdf"),
        ("  to   ord .pdf ", "to ord .pdf"),
        ("Čáhcesuolu.pdf", "Čáhcesuolu.pdf"),
        ("\u200b", "fil"),
        ("å" * 300 + ".pdf", "å" * 196 + ".pdf"),
    ],
)
def test_navn_blir_rene(navn, rent, record_property):
    meld(record_property, "S-12", filer=1)
    assert rent_navn(navn) == rent
