"""What must be true of a person and a kartlegging before it is stored. No queries."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.person.states import STRENGHET, UTEN_ADRESSE, Gradering, Kategori, Kjonn, Tillatelsestype
from imdinett.kjerne import klokke, nummer
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.kommune.models import Enhet

# No vowels, no digit or letter that can be taken for another: a number that can be read out on the telephone.
_TEGN = "23456789BCDFGHJKMNPQRSTVWXZ"
_ANTALL = len(_TEGN) ** 5
_SPREDNING = 8_675_309
MYNDIG = 18
MINSTE_GRUNN = 10
STORSTE_GRUNN = 200
# security.md §5: where needed, two named persons in the kommune.
MAKS_I_KOMMUNEN = 2


@dataclass(frozen=True, kw_only=True)
class NyPerson:
    """One person as IMDi types it. `duf_overstyring`: why a DUF number is right in spite of its check digits."""

    duf_nummer: str
    fornavn: str
    etternavn: str
    fodselsdato: date
    kjonn: Kjonn
    statsborgerskap: str
    kategori: Kategori
    er_em: bool = False
    duf_overstyring: str = ""
    fodselsnummer: str = ""
    gradering: Gradering = Gradering.INGEN
    adresse: str = ""
    postnummer: str = ""
    poststed: str = ""
    representant_navn: str = ""
    representant_adresse: str = ""
    representant_postnummer: str = ""
    representant_poststed: str = ""
    mottak: "Enhet | None" = None
    tidligst_ankomst: date | None = None
    innreisefrist: date | None = None


@dataclass(frozen=True, kw_only=True)
class Tillatelse:
    type: Tillatelsestype
    dato: date


@dataclass(frozen=True, kw_only=True)
class Kartleggingssvar:
    """The short form of the kartlegging. `soknad_dato` is for privatboende, `samtale_dato` for all others."""

    morsmaal: str
    samtale_dato: date | None = None
    soknad_dato: date | None = None
    tolkesprak: str = ""
    andre_sprak: tuple[str, ...] = ()
    utdanning: str = ""
    yrke: str = ""
    planer: str = ""
    tilretteleggingsbehov: str = ""
    behov_for_helsetjenester: str = ""
    helse_samtykke: bool = False
    onsker: str = ""
    kjaledyr: bool = False


def kan_registrere(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.SAK_SKRIV)


def kode(nr: int) -> str:
    """A running number as five characters that do not show the order. One to one up to 14 million."""
    rest, tegn = nr * _SPREDNING % _ANTALL, ""
    for _plass in range(5):
        rest, siffer = divmod(rest, len(_TEGN))
        tegn = _TEGN[siffer] + tegn
    return tegn


def kontroller_duf(duf: str, overstyring: str = "") -> None:
    """B-098: wrong length or year is refused; a wrong check digit is the caseworker's to overrule, with a reason."""
    if not nummer.duf_har_form(duf):
        raise Domenefeil(
            "duf_form", _("DUF-nummer må ha 12 sifre, og de fire første må være et årstall."), felt="duf_nummer"
        )
    if not nummer.er_duf(duf) and not overstyring.strip():
        raise Domenefeil(
            "duf_kontroll",
            _("Kontrollsifrene i DUF-nummeret stemmer ikke. Rett nummeret, eller skriv hvorfor det likevel er riktig."),
            felt="duf_nummer",
        )


def kontroller_person(ny: NyPerson) -> None:
    kontroller_duf(ny.duf_nummer, ny.duf_overstyring)
    if ny.fodselsdato > klokke.today():
        raise Domenefeil("fodt_i_framtiden", _("Fødselsdato kan ikke være fram i tid."), felt="fodselsdato")
    if ny.fodselsnummer and not nummer.fodselsnummer_type(ny.fodselsnummer, syntetisk=settings.OVINGSMILJO):
        raise Domenefeil(
            "fodselsnummer", _("Fødselsnummer eller D-nummer er ikke gyldig. Kontroller sifrene."), felt="fodselsnummer"
        )
    kontroller_adresse(ny.gradering, ny.adresse)
    if ny.er_em:
        _kontroller_em(ny)
    if ny.tidligst_ankomst and ny.innreisefrist and ny.innreisefrist < ny.tidligst_ankomst:
        raise Domenefeil(
            "innreisefrist", _("Innreisefrist kan ikke være før tidligst mulig ankomst."), felt="innreisefrist"
        )


def kontroller_adresse(gradering: Gradering, adresse: str) -> None:
    """security.md §5: settlement reveals location, so the address of these persons is never stored."""
    if gradering in UTEN_ADRESSE and adresse.strip():
        raise Domenefeil(
            "adresse_lagres_aldri",
            _("Adressen lagres aldri når personen har «%(nivaa)s». Tøm feltet.")
            % {"nivaa": Gradering(gradering).label},
            felt="adresse",
        )


def kan_styre_skjerming(bruker: "tilgang.Hvem", *, er_medlem: bool) -> bool:
    """IMDi keeps the groups, and of IMDi those who are in the group themselves."""
    return er_medlem and kan_registrere(bruker)


def er_senking(fra: Gradering, til: Gradering) -> bool:
    """A milder level, which takes two persons. To the side is none."""
    return STRENGHET[til] < STRENGHET[fra]


def check_grunn(grunn: str) -> str:
    """A reason that says something."""
    renset = grunn.strip()
    if len(renset) < MINSTE_GRUNN:
        melding = _("Begrunnelse må ha minst %(antall)d tegn.") % {"antall": MINSTE_GRUNN}
        raise Domenefeil("mangler_grunn", melding, felt="grunn")
    return renset[:STORSTE_GRUNN]


def _kontroller_em(ny: NyPerson) -> None:
    """B-073: the decision goes to the representant too, so there must be one."""
    if alder(ny.fodselsdato, klokke.today()) >= MYNDIG:
        raise Domenefeil("em_myndig", _("En enslig mindreårig må være under 18 år."), felt="er_em")
    if not ny.representant_navn.strip():
        raise Domenefeil(
            "em_uten_representant", _("En enslig mindreårig må ha en representant."), felt="representant_navn"
        )


def alder(fodt: date, dag: date) -> int:
    return dag.year - fodt.year - ((dag.month, dag.day) < (fodt.month, fodt.day))


def kontroller_tillatelse(tillatelse: Tillatelse) -> None:
    if tillatelse.dato > klokke.today():
        raise Domenefeil("tillatelse_i_framtiden", _("Datoen for tillatelsen kan ikke være fram i tid."), felt="dato")


def kontroller_kartlegging(svar: Kartleggingssvar) -> None:
    """B-093: health facts need a recorded samtykke."""
    if svar.behov_for_helsetjenester.strip() and not svar.helse_samtykke:
        raise Domenefeil(
            "helse_uten_samtykke",
            _("Helseopplysninger kan bare lagres med samtykke fra personen. Registrer samtykket, eller fjern teksten."),
            felt="behov_for_helsetjenester",
        )
    for felt, dato in (("samtale_dato", svar.samtale_dato), ("soknad_dato", svar.soknad_dato)):
        if dato and dato > klokke.today():
            raise Domenefeil("kartlegging_i_framtiden", _("Datoen kan ikke være fram i tid."), felt=felt)
