"""`overtakelse-sak`: one row per person, with the person's household, how far the case has come, and when.

The format is ours (docs/filformater.md). Reads one row by itself; what it says of others is judged in `queries`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from bosetting.bosatt.rules import check_avslutning, dato_feil
from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.rules import NyPerson, OvertattPerson, Tillatelse
from bosetting.person.states import Avslutningsgrunn, Kategori, Kjonn, Sakstilstand, Tillatelsestype
from imdinett.kjerne import nummer
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.kommune.queries import Bostedsoppslag
from imdinett.overtakelse import celler
from imdinett.overtakelse.kommuner import Kommuneoppslag

KOLONNER = (
    "husstand",
    "duf",
    "fornavn",
    "etternavn",
    "fodselsdato",
    "kjonn",
    "statsborgerskap",
    "kategori",
    "enslig_mindrearig",
    "representant",
    "adresse",
    "postnummer",
    "poststed",
    "tillatelse",
    "tillatelsesdato",
    "mottak",
    "kartlagt_dato",
    "morsmaal",
    "klar_dato",
    "tilstand",
    "kommunenummer",
    "plassaar",
    "utsokingsdato",
    "bosettingsdato",
    "avslutningsgrunn",
    "avsluttet_dato",
)
# Files from before these were asked for can do without.
VALGFRIE = ("representant_adresse", "representant_postnummer", "representant_poststed")
S = Sakstilstand
V = TypeVar("V", bound=TextChoices)
# What a kommune is being asked about right now is finished where it was begun.
KAN_OVERTAS = (S.REGISTRERT, S.TIL_KARTLEGGING, S.BOSETTINGSKLAR, S.SOKT_UT, S.BOSATT, S.AVSLUTTET)
PLASSERT = frozenset({S.SOKT_UT, S.BOSATT})


@dataclass(frozen=True)
class Sakrad:
    """A row that can be read: the person as far as bosettingsklar, and what came after."""

    linje: int
    innhold: Mapping[str, str]
    husstand: str
    person: OvertattPerson
    tilstand: Sakstilstand
    kommune: Kommune | None
    plassaar: int | None
    utsokingsdato: date | None
    bosettingsdato: date | None
    grunn: Avslutningsgrunn | None
    avsluttet_dato: date | None

    @property
    def duf(self) -> str:
        return self.person.ny.duf_nummer

    @property
    def er_plassert(self) -> bool:
        return self.tilstand in PLASSERT

    @property
    def mangler_representant(self) -> bool:
        """Decision 34: reversing the decision takes a letter to the representant, and so an address."""
        ny = self.person.ny
        adresse = (ny.representant_adresse, ny.representant_postnummer, ny.representant_poststed)
        return self.er_plassert and ny.er_em and not all(adresse)

    @property
    def fra(self) -> Sakstilstand:
        """How far an ended case had come."""
        if self.bosettingsdato:
            return S.BOSATT
        return S.SOKT_UT if self.utsokingsdato else self.person.tilstand


@dataclass(frozen=True)
class Oppslag:
    """What rows name: kommuner by number, mottak by name."""

    kommuner: Kommuneoppslag
    bosteder: Bostedsoppslag

    @classmethod
    def hent(cls) -> "Oppslag":
        return cls(Kommuneoppslag(), Bostedsoppslag())


def tolk(linje: int, celle: Mapping[str, str], oppslag: Oppslag) -> Sakrad:
    """Raises with the first thing that is wrong."""
    husstand = celler.krevd(_("Husstand"), celle["husstand"], 40)
    tilstand = _valg(_("Tilstand"), celle["tilstand"], KAN_OVERTAS)
    utsokt = celler.dato(_("Utsøkingsdato"), celle["utsokingsdato"])
    rad = Sakrad(
        linje=linje,
        innhold=celle,
        husstand=husstand,
        person=_person(celle, tilstand, utsokt, oppslag),
        tilstand=tilstand,
        kommune=oppslag.kommuner.finn(celle["kommunenummer"]) if celle["kommunenummer"] else None,
        plassaar=_aar(celle["plassaar"]),
        utsokingsdato=utsokt,
        bosettingsdato=celler.dato(_("Bosettingsdato"), celle["bosettingsdato"]),
        grunn=_valg(_("Avslutningsgrunn"), celle["avslutningsgrunn"], Avslutningsgrunn)
        if celle["avslutningsgrunn"]
        else None,
        avsluttet_dato=celler.dato(_("Avsluttet dato"), celle["avsluttet_dato"]),
    )
    _krev_plassering(rad)
    _krev_slutt(rad)
    return rad


def _person(celle: Mapping[str, str], tilstand: Sakstilstand, utsokt: date | None, oppslag: Oppslag) -> OvertattPerson:
    tillatelse = _tillatelse(celle)
    klar = celler.dato(_("Klar dato"), celle["klar_dato"])
    ny = NyPerson(
        duf_nummer=nummer.bare_siffer(celle["duf"]),
        fornavn=celler.krevd(_("Fornavn"), celle["fornavn"], 100),
        etternavn=celler.krevd(_("Etternavn"), celle["etternavn"], 100),
        fodselsdato=celler.krevd_dato(_("Fødselsdato"), celle["fodselsdato"]),
        kjonn=_valg(_("Kjønn"), celle["kjonn"], Kjonn),
        statsborgerskap=celler.krevd(_("Statsborgerskap"), celle["statsborgerskap"], 60),
        kategori=_valg(_("Kategori"), celle["kategori"], Kategori),
        er_em=_ja_nei(_("Enslig mindreårig"), celle["enslig_mindrearig"]),
        representant_navn=celler.valgfri(_("Representant"), celle["representant"], 100),
        representant_adresse=celler.valgfri(_("Representantens adresse"), celle["representant_adresse"], 120),
        representant_postnummer=celler.valgfri(_("Representantens postnummer"), celle["representant_postnummer"], 4),
        representant_poststed=celler.valgfri(_("Representantens poststed"), celle["representant_poststed"], 40),
        adresse=celler.valgfri(_("Adresse"), celle["adresse"], 120),
        postnummer=celler.valgfri(_("Postnummer"), celle["postnummer"], 4),
        poststed=celler.valgfri(_("Poststed"), celle["poststed"], 40),
        mottak=oppslag.bosteder.finn(celle["mottak"]) if celle["mottak"] else None,
        # B-098 asks for the form; a number that another system has used is no slip of a finger.
        duf_overstyring=_("Overtatt fra systemet som var før"),
    )
    rules.kontroller_person(ny, utsokt)
    person = OvertattPerson(
        ny=ny,
        tilstand=_foran(tilstand, klar, tillatelse),
        tillatelse=tillatelse,
        klar_dato=klar,
        kartlagt_dato=celler.dato(_("Kartlagt dato"), celle["kartlagt_dato"]),
        morsmaal=celler.valgfri(_("Morsmål"), celle["morsmaal"], 40),
    )
    _krev_kartlegging(person, tilstand)
    return person


def _foran(tilstand: Sakstilstand, klar: date | None, tillatelse: Tillatelse | None) -> Sakstilstand:
    """How far a case had come before anybody was asked about it."""
    if tilstand in PLASSERT or (tilstand == S.AVSLUTTET and klar and tillatelse):
        return S.BOSETTINGSKLAR
    if tilstand == S.AVSLUTTET:
        return S.TIL_KARTLEGGING if tillatelse else S.REGISTRERT
    return tilstand


def _krev_kartlegging(person: OvertattPerson, tilstand: Sakstilstand) -> None:
    """B-030: ready is who has a permit and has been mapped. Beyond it the old system's word is enough."""
    if bool(person.tillatelse) != (person.tilstand != S.REGISTRERT):
        melding = (
            _("Tillatelsen mangler.")
            if person.tilstand != S.REGISTRERT
            else _("En registrert sak har ingen tillatelse.")
        )
        raise Domenefeil("tillatelse", melding)
    if person.tillatelse and person.klar_dato and person.klar_dato < person.tillatelse.dato:
        raise Domenefeil("klar_for_tillatelse", _("Klar dato kan ikke være før tillatelsen."))
    if bool(person.kartlagt_dato) != bool(person.morsmaal):
        raise Domenefeil("halv_kartlegging", _("Kartlagt dato og morsmål må stå begge to, eller ingen av dem."))
    if tilstand == S.BOSETTINGSKLAR and not (person.klar_dato and person.kartlagt_dato):
        raise Domenefeil("ikke_klar", _("En bosettingsklar person må ha klar dato, kartlagt dato og morsmål."))


def _krev_plassering(rad: Sakrad) -> None:
    """B-043, B-044, B-049: who holds a place or has used one has a kommune, a year and a decision, in this order."""
    if rad.tilstand not in {*PLASSERT, S.AVSLUTTET} and (rad.kommune or rad.utsokingsdato or rad.bosettingsdato):
        raise Domenefeil("for_tidlig", _("Kommune, utsøkingsdato og bosettingsdato hører til saker som er søkt ut."))
    if rad.er_plassert and not (rad.kommune and rad.plassaar and rad.utsokingsdato):
        raise Domenefeil(
            "uten_vedtak", _("Kommunenummer, plassår og utsøkingsdato må stå når saken er søkt ut eller bosatt.")
        )
    if rad.tilstand == S.BOSATT and not rad.bosettingsdato:
        raise Domenefeil("uten_dato", _("Bosettingsdato mangler."))
    ny = rad.person.ny
    if rad.tilstand == S.SOKT_UT and not (ny.adresse and ny.postnummer and ny.poststed):  # decision 34
        raise Domenefeil("uten_adresse", _("Adresse, postnummer og poststed må stå når saken er søkt ut."))
    if rad.tilstand == S.SOKT_UT and rad.bosettingsdato:
        raise Domenefeil("dato_og_sokt_ut", _("En sak med bosettingsdato er bosatt, ikke søkt ut."))
    tillatelse = rad.person.tillatelse
    if rad.utsokingsdato and (tillatelse is None or rad.utsokingsdato < tillatelse.dato):
        raise Domenefeil("utsokt_for_tillatelse", _("Utsøkingsdato kan ikke være før tillatelsen."))
    if rad.bosettingsdato and (feil := dato_feil(rad.bosettingsdato, rad.utsokingsdato)):
        raise Domenefeil("ugyldig_dato", feil)
    if rad.utsokingsdato and not rad.kommune:
        raise Domenefeil("uten_kommune", _("Kommunenummer mangler."))


def _krev_slutt(rad: Sakrad) -> None:
    """W-05: an ended case says why, and the grounds that need a date have one."""
    if rad.tilstand != S.AVSLUTTET:
        if rad.grunn or rad.avsluttet_dato:
            raise Domenefeil("ikke_avsluttet", _("Bare avsluttede saker har avslutningsgrunn og avsluttet dato."))
        return
    if rad.grunn is None:
        raise Domenefeil("grunn_mangler", _("Avslutningsgrunn mangler."))
    check_avslutning(Sak(tilstand=rad.fra, bosettingsdato=rad.bosettingsdato), rad.grunn, rad.avsluttet_dato)


def _tillatelse(celle: Mapping[str, str]) -> Tillatelse | None:
    dag = celler.dato(_("Tillatelsesdato"), celle["tillatelsesdato"])
    if bool(dag) != bool(celle["tillatelse"]):
        raise Domenefeil("halv_tillatelse", _("Tillatelse og tillatelsesdato må stå begge to, eller ingen av dem."))
    if dag is None:
        return None
    return Tillatelse(type=_valg(_("Tillatelse"), celle["tillatelse"], Tillatelsestype), dato=dag)


def _valg(navn: str, verdi: str, valg: Iterable[V]) -> V:
    koder = {str(ett.value): ett for ett in valg}
    funnet = koder.get(verdi.lower())
    if funnet is None:
        raise Domenefeil(
            "ukjent_verdi",
            _("%(navn)s «%(verdi)s» kan ikke overtas. Vi kan lese: %(kjente)s.")
            % {"navn": navn, "verdi": verdi, "kjente": ", ".join(koder)},
        )
    return funnet


def _ja_nei(navn: str, verdi: str) -> bool:
    if verdi.lower() not in ("ja", "nei", ""):
        raise Domenefeil("ja_nei", _("%(navn)s må være ja eller nei.") % {"navn": navn})
    return verdi.lower() == "ja"


def _aar(verdi: str) -> int | None:
    if not verdi:
        return None
    if not (verdi.isascii() and verdi.isdigit() and 2000 <= int(verdi) <= 2100):
        raise Domenefeil("plassaar", _("Plassår må være et årstall, for eksempel 2026."))
    return int(verdi)
