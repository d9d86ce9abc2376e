"""Small real files of each kind."""

import io
import zipfile

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


def docx(*ekstra: str) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as arkiv:
        for navn in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", *ekstra):
            arkiv.writestr(navn, "<xml/>")
    return ut.getvalue()
