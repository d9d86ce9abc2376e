"""The packet for the kommune's archive (W-20): PDFs, arkivmelding.xml and a list that people can read, as ZIP.

The same letters in the same state give the same bytes: no time of the download in it. A case's packet has the folder
too, as it is on the day.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from imdinett.brev import arkivmelding, status, visning
from imdinett.brev.arkivmelding import Arkivskaper, Mappeutskrift
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Kollisjon
from imdinett.utboks.states import Tilstand
from imdinett.web import nedlasting

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang
    from imdinett.utboks.models import Forsendelse

INNHOLD = "innhold.html"
MELDING = "arkivmelding.xml"
UTSKRIFT = "01-personmappe/"


@dataclass(frozen=True)
class Pakke:
    filnavn: str
    innhold: bytes


@dataclass(frozen=True)
class Del:
    """One letter in the packet, and where it lies."""

    rad: "Forsendelse"
    mappe: str = ""

    @property
    def filnavn(self) -> str:
        return visning.pdfnavn(self.rad)

    @property
    def sti(self) -> str:
        return f"{self.mappe}{self.filnavn}"

    @property
    def status(self) -> str:
        return status.merke(self.rad).tekst

    @property
    def stoerrelse(self) -> int:
        return len(self.rad.fil.pdf)


@dataclass(frozen=True)
class Utelatt:
    """A letter that is not in the packet, and why."""

    rad: "Forsendelse"
    hvorfor: str


def kan_arkiveres(rad: "Forsendelse") -> bool:
    """It has been made, and was not stopped before anybody got it."""
    return hasattr(rad, "fil") and rad.tilstand != Tilstand.AVBRUTT


def for_brev(rad: "Forsendelse", bruker: "tilgang.Hvem") -> Pakke:
    """W-20: one letter. A letter without a PDF says so."""
    if not kan_arkiveres(rad):
        raise Kollisjon("uten_pdf", _hvorfor_ikke(rad))
    del_ = Del(rad)
    xml = _melding(del_, bruker, arkivmelding.mappenokkel(rad))
    filer = [(MELDING, xml), (del_.sti, bytes(rad.fil.pdf))]
    return _pakk(f"arkivpakke-brev-{rad.innhold['referanse']}.zip", rad.tittel, [del_], [], filer)


def for_sak(utskrift: Mappeutskrift, rader: Sequence["Forsendelse"], bruker: "tilgang.Hvem") -> Pakke:
    """W-20: the folder of one case and its letters, oldest first, each as a message; before them the archive's folder.

    Fiks Arkiv v1 takes one journalpost in each message.
    """
    saksnummer, med = utskrift.saksnummer, [rad for rad in rader if kan_arkiveres(rad)]
    deler = [Del(rad, f"{nr:02d}-brev-{rad.innhold['referanse']}/") for nr, rad in enumerate(med, 2)]
    filer = [(f"00-saksmappe/{MELDING}", arkivmelding.for_sak(saksnummer))]
    filer += [(f"{UTSKRIFT}{MELDING}", arkivmelding.for_utskrift(utskrift))]
    filer += [(f"{UTSKRIFT}{fil.filnavn}", fil.innhold) for fil in utskrift.filer]
    for del_ in deler:
        xml = _melding(del_, bruker, arkivmelding.saksnokkel(saksnummer))
        filer += [(f"{del_.mappe}{MELDING}", xml), (del_.sti, bytes(del_.rad.fil.pdf))]
    utelatt = [Utelatt(rad, _hvorfor_ikke(rad)) for rad in rader if not kan_arkiveres(rad)]
    tittel = _("Sak %(sak)s") % {"sak": saksnummer}
    return _pakk(f"arkivpakke-sak-{saksnummer}.zip", tittel, deler, utelatt, filer, utskrift)


def svar(pakke: Pakke) -> HttpResponse:
    return HttpResponse(pakke.innhold, content_type="application/zip", headers=nedlasting.hode(pakke.filnavn))


def _melding(del_: Del, bruker: "tilgang.Hvem", mappe: str) -> bytes:
    skaper = Arkivskaper.for_bruker(bruker, del_.rad.kommune)
    return arkivmelding.for_brev(del_.rad, del_.rad.fil, skaper, filnavn=del_.filnavn, mappe=mappe)


def _hvorfor_ikke(rad: "Forsendelse") -> str:
    if rad.tilstand == Tilstand.AVBRUTT:
        return _("Brevet ble stoppet før det ble sendt.")
    return _("PDF-en til brevet er ikke laget ennå. Den blir laget når brevet sendes.")


def _pakk(
    filnavn: str,
    tittel: str,
    deler: Sequence[Del],
    utelatt: Sequence[Utelatt],
    filer: Iterable[tuple[str, bytes]],
    utskrift: Mappeutskrift | None = None,
) -> Pakke:
    mappefiler = [(f"{UTSKRIFT}{fil.filnavn}", fil) for fil in utskrift.filer] if utskrift else []
    kontekst: dict[str, Any] = {"tittel": tittel, "deler": deler, "utelatt": utelatt, "mappefiler": mappefiler}
    innhold = render_to_string("imdinett/brev/arkivpakke.html", kontekst | {"utskrift": utskrift}).lstrip()
    tid = klokke.starten_av(utskrift.dato) if utskrift else max(del_.rad.fil.laget_tid for del_ in deler)
    ut = io.BytesIO()
    with ZipFile(ut, "w") as zip_:
        for navn, bytes_ in [(INNHOLD, innhold.encode()), *filer]:
            zip_.writestr(_fil(navn, tid), bytes_)
    return Pakke(filnavn, ut.getvalue())


def _fil(navn: str, tid: datetime) -> ZipInfo:
    lokal = timezone.localtime(tid)
    fil = ZipInfo(navn, (lokal.year, lokal.month, lokal.day, lokal.hour, lokal.minute, lokal.second))
    fil.compress_type = ZIP_DEFLATED
    fil.external_attr = 0o644 << 16
    return fil
