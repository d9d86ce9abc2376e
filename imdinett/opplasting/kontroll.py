"""What may come in: extension, declared type and the content's own type must agree (security.md 6D)."""

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from imdinett.kjerne.feil import Domenefeil

NAVN_MAKS = 200
BILDE_MAKS_PIKSLER = 60_000_000
# The library warns of a picture that is very large, and stops one that is twice as large with another class.
BILDEBOMBE = (Image.DecompressionBombWarning, Image.DecompressionBombError)


@dataclass(frozen=True)
class Filtype:
    mime: str
    endelser: tuple[str, ...]


DOCX = Filtype("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = Filtype("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
PDF = Filtype("application/pdf", ("pdf",))
PNG = Filtype("image/png", ("png",))
JPEG = Filtype("image/jpeg", ("jpg", "jpeg"))
TILLATT = {endelse: type_ for type_ in (PDF, PNG, JPEG, DOCX, XLSX) for endelse in type_.endelser}
BILDEFORMAT = {PNG: "PNG", JPEG: "JPEG"}
HOVEDDEL = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
# Which of the three is seen depends on the order of the parts; what is inside decides.
KONTORTYPER = frozenset({"application/zip", DOCX.mime, XLSX.mime})
UTPAKKET_MAKS = 300 * 1024 * 1024


def kontroller(fil: UploadedFile, *, felt: str | None = None) -> tuple[bytes, str, str]:
    """(content, clean name, type); Domenefeil at `felt` when the file cannot be taken in."""
    navn = rent_navn(fil.name or "")
    _krev_storrelse(fil.size or 0, felt)
    innhold = fil.read()
    _krev_storrelse(len(innhold), felt)
    type_ = _type(navn, fil.content_type or "", innhold)
    if type_ is None:
        raise Domenefeil(
            "feil_filtype",
            _("Filen må være PDF, Word (.docx), Excel (.xlsx), PNG eller JPEG, og innholdet må stemme med filnavnet."),
            felt=felt,
        )
    if type_ in BILDEFORMAT:
        innhold = _tegn_paa_nytt(innhold, BILDEFORMAT[type_], felt)
    return innhold, navn, type_.mime


def rent_navn(navn: str) -> str:
    """The name as text: no path, no control or direction characters, composed letters, of a bearable length."""
    navn = unicodedata.normalize("NFC", navn.replace("\\", "/"))
    navn = "".join(tegn for tegn in navn if unicodedata.category(tegn)[0] != "C")
    navn = re.sub(r"\s+", " ", PurePosixPath(navn).name).strip(" .")
    if len(navn) > NAVN_MAKS:
        stamme, _punkt, endelse = navn.rpartition(".")
        navn = f"{stamme[: NAVN_MAKS - len(endelse) - 1]}.{endelse}"
    return navn or "fil"


def _krev_storrelse(storrelse: int, felt: str | None) -> None:
    if storrelse == 0:
        raise Domenefeil("tom_fil", _("Filen er tom. Velg en fil med innhold."), felt=felt)
    if storrelse > settings.OPPLASTING_MAKS_BYTE:
        mb = settings.OPPLASTING_MAKS_BYTE // (1024 * 1024)
        raise Domenefeil("for_stor_fil", _("Filen er for stor. Den kan være høyst %(mb)d MB.") % {"mb": mb}, felt=felt)


def _type(navn: str, oppgitt: str, innhold: bytes) -> Filtype | None:
    type_ = TILLATT.get(navn.rpartition(".")[2].lower())
    if type_ is None or oppgitt.split(";")[0].strip().lower() != type_.mime:
        return None
    if type_ in HOVEDDEL:
        return type_ if _er_dokument(innhold, HOVEDDEL[type_]) else None
    return type_ if filetype.guess_mime(innhold) == type_.mime else None


def _er_dokument(innhold: bytes, hoveddel: str) -> bool:
    """An Office file of the kind it says, without macros, and not a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(innhold)) as arkiv:
            deler = {del_.filename: del_.file_size for del_ in arkiv.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    har_makro = any(navn.lower().endswith("vbaproject.bin") for navn in deler)
    return (
        filetype.guess_mime(innhold) in KONTORTYPER
        and {"[Content_Types].xml", hoveddel} <= deler.keys()
        and not har_makro
        and sum(deler.values()) <= UTPAKKET_MAKS
    )


def _tegn_paa_nytt(innhold: bytes, format_: str, felt: str | None) -> bytes:
    """Only the picture itself goes on: what else was in the file is left behind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(innhold), formats=[format_]) as bilde:
                if bilde.width * bilde.height > BILDE_MAKS_PIKSLER:
                    raise ValueError("for mange piksler")
                ut = io.BytesIO()
                ImageOps.exif_transpose(bilde).save(ut, format_, **({"quality": 90} if format_ == "JPEG" else {}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *BILDEBOMBE) as feil:
        raise Domenefeil(
            "odelagt_bilde", _("Bildet kunne ikke leses. Lagre det på nytt og prøv igjen."), felt=felt
        ) from feil
    return ut.getvalue()
