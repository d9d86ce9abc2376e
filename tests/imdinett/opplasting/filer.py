"""Small real files of each kind."""

import io
import struct
import zipfile
import zlib

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
# The text that every scanner knows, in two halves so that no scanner takes this file for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


def fil(navn: str = "vedtak.pdf", innhold: bytes = PDF, type_: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, innhold, content_type=type_)


def bilde(format_: str = "PNG") -> bytes:
    ut = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(ut, format_)
    return ut.getvalue()


def xlsx() -> bytes:
    ut = io.BytesIO()
    openpyxl.Workbook().save(ut)
    return ut.getvalue()


def bombe(utpakket: int) -> bytes:
    """A small docx that says it is so large when it is unpacked: the size in the list of its parts is written over."""
    innhold = docx()
    with zipfile.ZipFile(io.BytesIO(innhold)) as arkiv:
        resten = sum(del_.file_size for del_ in arkiv.infolist()[:-1])
    siste = innhold.rindex(b"PK\x01\x02") + 24
    return innhold[:siste] + struct.pack("<I", utpakket - resten) + innhold[siste + 4 :]


def bildebombe(bredde: int, hoyde: int) -> bytes:
    """A PNG of some bytes whose head says it has so many pixels."""
    innhold = bilde()
    hode = b"IHDR" + struct.pack(">II", bredde, hoyde) + innhold[24:29]
    return innhold[:12] + hode + struct.pack(">I", zlib.crc32(hode)) + innhold[33:]


def docx(*ekstra: str) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as arkiv:
        for navn in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", *ekstra):
            arkiv.writestr(navn, "<xml/>")
    return ut.getvalue()
