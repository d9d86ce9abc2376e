"""Letters as `arkivmelding.xml` in KS' Fiks Arkiv v1, for an archive to take in (W-20, integrations.md 7.1).

The order of elements is fixed by the standard; codes stand in the namespace of metadatakatalog. A letter about
persons carries skjerming and a public title that names no case.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self
from xml.etree.ElementTree import Element, indent, register_namespace, tostring

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.utboks.synlighet import PERSON

if TYPE_CHECKING:
    from imdinett.brev.models import Brevfil
    from imdinett.kommune.models import Kommune
    from imdinett.utboks.models import Forsendelse

OPPRETT = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
KATALOG = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SYSTEM = "IMDinett"
AVSENDER = "Integrerings- og mangfoldsdirektoratet"
HJEMMEL = "offl. § 13 jf. fvl. § 13"
SKJULT = "*****"


@dataclass(frozen=True)
class Arkivskaper:
    """Whose archive the letter goes into: what is outgoing for IMDi is incoming for the kommune."""

    navn: str
    orgnr: str

    @classmethod
    def for_bruker(cls, bruker: "tilgang.Hvem", kommune: "Kommune | None") -> Self:
        if kommune is None or tilgang.er_imdi(bruker):
            return cls(AVSENDER, settings.IMDI_ORGNR)
        return cls(f"{kommune.visningsnavn} kommune", kommune.orgnr)

    @property
    def er_avsender(self) -> bool:
        return self.orgnr == settings.IMDI_ORGNR

    def er(self, navn: str, orgnr: str) -> bool:
        """By number; by name where a party has none."""
        return orgnr == self.orgnr if orgnr else navn == self.navn


def for_brev(rad: "Forsendelse", fil: "Brevfil", skaper: Arkivskaper, *, filnavn: str, mappe: str) -> bytes:
    """One letter as a journalpost in the folder that `mappe` is the key of."""
    return _melding(1, _journalpost(rad, fil, skaper, filnavn, mappe))


def for_sak(saksnummer: str) -> bytes:
    """The folder that the letters of a case go into."""
    mappe = _el(
        "mappe",
        _el("tittel", _("Bosettingssak %(sak)s") % {"sak": saksnummer}),
        _el("offentligTittel", _("Bosettingssak %(sak)s") % {"sak": SKJULT}),
        _skjerming(),
        _nokkel("referanseEksternNoekkel", saksnokkel(saksnummer)),
    )
    mappe.set(f"{{{XSI}}}type", "saksmappe")
    return _melding(0, mappe)


@dataclass(frozen=True)
class Utskriftsfil:
    """One of the files of a printed folder. `format` is the standard's code."""

    filnavn: str
    tittel: str
    format: str
    mimetype: str
    innhold: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.innhold).hexdigest()

    @property
    def stoerrelse(self) -> int:
        return len(self.innhold)


@dataclass(frozen=True)
class Mappeutskrift:
    """What a case's folder held on one day: the first file is for people, those after it for machines."""

    tittel: str
    saksnummer: str
    dato: date
    skaper: Arkivskaper
    filer: tuple[Utskriftsfil, ...]


def for_utskrift(utskrift: Mappeutskrift) -> bytes:
    """The folder itself as a journalpost: an internal document of whoever takes it out, and nothing to follow up."""
    skaper, nokkel = utskrift.skaper, f"mappe-{utskrift.saksnummer}-{utskrift.dato.isoformat()}"
    tittel = _("%(tittel)s, sak %(sak)s")
    post = _el(
        "registrering",
        _el("referanseForelderMappe", _nokkel("referanseEksternNoekkel", saksnokkel(utskrift.saksnummer), KATALOG)),
        _skjerming(),
        *(_utskriftsfil(fil, nr) for nr, fil in enumerate(utskrift.filer, 1)),
        _el("tittel", tittel % {"tittel": utskrift.tittel, "sak": utskrift.saksnummer}),
        _el("offentligTittel", tittel % {"tittel": utskrift.tittel, "sak": SKJULT}),
        _part("IA", skaper.navn, skaper.orgnr, skaper),
        _nokkel("referanseEksternNoekkel", nokkel),
        _kode("journalposttype", "X"),
        _kode("journalstatus", "F"),
        _el("dokumentetsDato", utskrift.dato.isoformat()),
    )
    post.set(f"{{{XSI}}}type", "journalpost")
    return _melding(len(utskrift.filer), post)


def mappenokkel(rad: "Forsendelse") -> str:
    """What ties the letters of one case together in the archive; without a case, what the letter is about."""
    saksnummer = rad.innhold["saksnummer"]
    return saksnokkel(saksnummer) if saksnummer else f"{rad.gjelder_type}-{rad.gjelder_id}"


def saksnokkel(saksnummer: str) -> str:
    return f"sak-{saksnummer}"


# ---- the parts
def _journalpost(rad: "Forsendelse", fil: "Brevfil", skaper: Arkivskaper, filnavn: str, mappe: str) -> Element:
    om_person = rad.slag.startswith(PERSON)
    post = _el(
        "registrering",
        _el("referanseForelderMappe", _nokkel("referanseEksternNoekkel", mappe, KATALOG)),
        _skjerming() if om_person else None,
        _dokument(rad, fil, filnavn),
        _el("tittel", _tittel(rad, rad.innhold["saksnummer"])),
        _el("offentligTittel", _tittel(rad, SKJULT) if om_person else rad.tittel),
        *_parter(rad, skaper),
        _nokkel("referanseEksternNoekkel", f"brev-{rad.uuid}"),
        _kode("journalposttype", "U" if skaper.er_avsender else "I"),
        _kode("journalstatus", _status(rad, skaper)),
        _el("dokumentetsDato", klokke.dag(rad.opprettet_tid).isoformat()),
        _el("sendtDato" if skaper.er_avsender else "mottattDato", _tid(rad.sendt_tid)) if rad.sendt_tid else None,
    )
    post.set(f"{{{XSI}}}type", "journalpost")
    return post


def _tittel(rad: "Forsendelse", saksnummer: str) -> str:
    return _("%(tittel)s, sak %(sak)s") % {"tittel": rad.tittel, "sak": saksnummer} if saksnummer else rad.tittel


def _status(rad: "Forsendelse", skaper: Arkivskaper) -> str:
    """M: the archive registers what has come in. E: sent. F: finished by the caseworker, not sent yet."""
    if not skaper.er_avsender:
        return "M"
    return "E" if rad.sendt_tid else "F"


def _dokument(rad: "Forsendelse", fil: "Brevfil", filnavn: str) -> Element:
    pdf = Utskriftsfil(filnavn, rad.tittel, "PDF", "application/pdf", bytes(fil.pdf))
    return _dokumentbeskrivelse(pdf, rad.innhold.get("dokumenttype", "KORR"), fil.sha256)


def _utskriftsfil(fil: Utskriftsfil, nr: int) -> Element:
    hoved = nr == 1
    return _dokumentbeskrivelse(fil, "DOKUMENT" if hoved else "VEDLEGG", fil.sha256, hoved=hoved)


def _dokumentbeskrivelse(fil: Utskriftsfil, dokumenttype: str, sjekksum: str, *, hoved: bool = True) -> Element:
    """The PDF is PDF/UA and not PDF/A, so it is given as the format it was made in."""
    return _el(
        "dokumentbeskrivelse",
        _kode("dokumenttype", dokumenttype),
        _kode("dokumentstatus", "F"),
        _el("tittel", fil.tittel),
        _kode("tilknyttetRegistreringSom", "H" if hoved else "V"),
        _el(
            "dokumentobjekt",
            _el("versjonsnummer", "1"),
            _kode("variantformat", "P"),
            _kode("format", fil.format),
            _el("mimeType", fil.mimetype),
            _el("filnavn", fil.filnavn),
            _el("referanseDokumentfil", fil.filnavn),
            _el("sjekksum", sjekksum),
            _el("sjekksumAlgoritme", "SHA-256"),
            _el("filstoerrelse", str(fil.stoerrelse)),
        ),
    )


def _parter(rad: "Forsendelse", skaper: Arkivskaper) -> list[Element]:
    """Sender and recipient; and whose archive it is, when that is neither of them: it has got a copy."""
    til = (rad.mottaker_navn, rad.mottaker["orgnr"])
    parter = [
        _part("EA", AVSENDER, settings.IMDI_ORGNR, skaper, referanse=rad.innhold["referanse"]),
        _part("EM", *til, skaper),
    ]
    if not skaper.er_avsender and not skaper.er(*til):
        parter.append(_part("EK", skaper.navn, skaper.orgnr, skaper))
    return parter


def _part(type_: str, navn: str, orgnr: str, skaper: Arkivskaper, *, referanse: str = "") -> Element:
    egen = skaper.er(navn, orgnr)
    privat = not orgnr and not egen
    return _el(
        "korrespondansepart",
        _kode("korrespondanseparttype", type_),
        _el("erBehandlingsansvarlig", "true") if egen else None,
        _el("korrespondansepartNavn", navn),
        _el("organisasjonid", orgnr) if orgnr else None,
        _el("erSkjermet", "true") if privat else None,
        _el("erPersonnavn", "true") if privat else None,
        _el("deresReferanse", referanse) if referanse and not skaper.er_avsender else None,
    )


def _skjerming() -> Element:
    return _el("skjerming", _kode("tilgangsrestriksjon", "UO"), _el("skjermingshjemmel", HJEMMEL))


def _nokkel(navn: str, nokkel: str, rom: str = OPPRETT) -> Element:
    return _el(navn, _el("fagsystem", SYSTEM, rom=KATALOG), _el("noekkel", nokkel, rom=KATALOG), rom=rom)


def _kode(navn: str, kode: str) -> Element:
    return _el(navn, _el("kode", kode, rom=KATALOG))


def _tid(tid: datetime) -> str:
    """Local time without a zone, as the standard's own examples write it."""
    return timezone.localtime(tid).replace(tzinfo=None).isoformat(timespec="seconds")


def _el(navn: str, *innhold: Element | str | None, rom: str = OPPRETT) -> Element:
    el = Element(f"{{{rom}}}{navn}")
    for del_ in innhold:
        if isinstance(del_, str):
            el.text = del_
        elif del_ is not None:
            el.append(del_)
    return el


def _melding(antall_filer: int, innhold: Element) -> bytes:
    register_namespace("m", KATALOG)
    register_namespace("xsi", XSI)
    rot = _el("arkivmelding", _el("system", SYSTEM), _el("antallFiler", str(antall_filer)), innhold)
    indent(rot)
    xml: bytes = tostring(rot, encoding="utf-8", xml_declaration=True, default_namespace=OPPRETT)
    return xml + b"\n"
