"""Cases and persons as IMDi's registration pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.person import rules
from bosetting.person.models import Avvik, Kartlegging, Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.opphold import adresselinje, gyldighetsrad, kontaktrader
from bosetting.person.queries import Medlem
from bosetting.person.states import FOR_FORDELING, Kartleggingstilstand, Kategori, Kjonn, Sakstilstand, Tillatelsestype
from imdinett.kjerne import klokke, nummer
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad

_FARGER = {
    Sakstilstand.REGISTRERT: "neutral",
    Sakstilstand.TIL_KARTLEGGING: "warning",
    Sakstilstand.BOSETTINGSKLAR: "info",
    Sakstilstand.BOSATT: "success",
    Sakstilstand.AVSLUTTET: "neutral",
}


def merke(sak: Sak) -> Merke:
    tilstand = Sakstilstand(sak.tilstand)
    return Merke(str(tilstand.label), _FARGER.get(tilstand, "info"))


def kategori(sak: Sak) -> str:
    tekst = str(Kategori(sak.kategori).label)
    if sak.er_em:
        ansvar = "Bufetat" if rules.er_bufetats(sak.person.fodselsdato, sak.er_em, klokke.today()) else "IMDi"
        return _("%(kategori)s, EM (%(hvem)s)") % {"kategori": tekst, "hvem": ansvar}
    return _("%(kategori)s, følgeperson") % {"kategori": tekst} if sak.er_folgeperson else tekst


def tidligere_nummer(fodselsnummer: str) -> str:
    """What a former number was."""
    return _("Tidligere D-nummer") if rules.nummerslag(fodselsnummer) == "dnr" else _("Tidligere fødselsnummer")


def traff_tidligere(person: Person, sokt: str) -> str:
    """How a person was found by a number that is another now; empty for every other hit."""
    siffer = nummer.bare_siffer(sokt)
    er_nummer = len(siffer) == 11 and siffer.isdigit()
    return tidligere_nummer(siffer) if er_nummer and siffer != person.fodselsnummer else ""


def nummerrader(gamle: Iterable[Tidligerenummer]) -> list[Rad]:
    """integrations.md §4.2: the numbers a person had, until when, and who said so."""
    tekst = _("%(nummer)s, til %(dato)s. Kilde: %(kilde)s.")
    return [
        Rad(
            tidligere_nummer(ett.nummer),
            tekst % {"nummer": ett.nummer, "dato": norsk.dato(ett.gjaldt_til), "kilde": ett.get_kilde_display()},
        )
        for ett in gamle
    ]


@dataclass(frozen=True)
class Saksrad:
    sak: Sak
    merke: Merke
    kategori: str
    kjonn: str
    url: str
    traff: str


def rad(sak: Sak, sokt: str = "") -> Saksrad:
    """`sokt`: what was searched for, when the row is a hit."""
    kjonn, traff = str(Kjonn(sak.person.kjonn).label), traff_tidligere(sak.person, sokt)
    return Saksrad(sak, merke(sak), kategori(sak), kjonn, adresse(sak), traff)


def adresse(sak: Sak) -> str:
    """Registration while it lasts; afterwards the folder, which asks for a purpose (decision 19)."""
    return adresse_for(sak.tilstand, sak.person.uuid)


def adresse_for(tilstand: str, person_uuid: UUID) -> str:
    return reverse("imdi_person" if tilstand in FOR_FORDELING else "personmappe", args=[person_uuid])


def avviksrader(avvik: Avvik) -> list[Rad]:
    """What does not add up, who has it, and how it ended."""
    rader = [
        Rad(_("Hva stemmer ikke?"), avvik.beskrivelse),
        Rad(_("Slag"), avvik.get_slag_display()),
        Rad(_("Åpnet"), f"{norsk.dato(avvik.aapnet_tid)}, {avvik.aapnet_av}"),
        Rad(_("Ansvarlig"), avvik.ansvarlig),
    ]
    if avvik.lukket_tid:
        rader += [
            Rad(_("Lukket"), f"{norsk.dato(avvik.lukket_tid)}, {avvik.lukket_av}"),
            Rad(_("Hva som er gjort"), avvik.lukket_grunn),
        ]
    return rader


def avvikssak(sak: Sak) -> list[Rad]:
    """The case for those who clear an avvik: where it is and its dates, not who the person is (security.md §4)."""
    return [
        Rad(_("Status"), "", merke(sak)),
        Rad(_("Kategori"), kategori(sak)),
        Rad(_("Kommune"), sak.kommune),
        Rad(_("Mottak"), sak.mottak),
        Rad(_("Tillatelse gitt"), norsk.dato(sak.tillatelse_dato) if sak.tillatelse_dato else None),
        Rad(_("Utsøkingsdato"), norsk.dato(sak.utsokingsdato) if sak.utsokingsdato else None),
        Rad(_("Bosettingsdato"), norsk.dato(sak.bosettingsdato) if sak.bosettingsdato else None),
    ]


@dataclass(frozen=True)
class Medlemsrad:
    """A member of a household on its page: a name while IMDi registers, else the case number."""

    medlem: Medlem
    navn: str
    merke: Merke
    kategori: str
    mangler: str
    url: str


def medlemsrad(medlem: Medlem) -> Medlemsrad:
    sak = medlem.sak
    navn = sak.person.navn if medlem.vises else _("Sak %(nummer)s") % {"nummer": sak.nummer}
    return Medlemsrad(medlem, navn, merke(sak), kategori(sak), mangler(medlem), adresse(sak))


def mangler(medlem: Medlem) -> str:
    """What stands between the person and bosettingsklar."""
    if medlem.sak.tilstand == Sakstilstand.REGISTRERT:
        return _("tillatelse")
    if medlem.sak.tilstand != Sakstilstand.TIL_KARTLEGGING:
        return ""
    if medlem.er_kartlagt:
        return _("godkjenning")
    return _("søknad") if medlem.sak.kategori == Kategori.PRIVATBOENDE else _("bosettingssamtale")


def identitet(sak: Sak) -> list[list[str]]:
    person = sak.person
    fodt = _("født %(dato)s") % {"dato": norsk.dato(person.fodselsdato)}
    return [
        [fodt, f"DUF {norsk.duf(person.duf_nummer)}", str(Kjonn(person.kjonn).label), person.statsborgerskap],
        [kategori(sak), _("sak %(nummer)s") % {"nummer": sak.nummer}],
    ]


def numre(sak: Sak, gamle: Iterable[Tidligerenummer]) -> list[Rad]:
    """The number that Folkeregisteret has given, and those before it."""
    return [Rad(_("Fødselsnummer eller D-nummer"), sak.person.fodselsnummer), *nummerrader(gamle)]


def opphold(sak: Sak) -> list[Rad]:
    person = sak.person
    tillatelse = Tillatelsestype(sak.tillatelse_type).label if sak.tillatelse_type in Tillatelsestype.values else ""
    rader = [
        Rad(_("Tillatelse"), capfirst(str(tillatelse) or sak.tillatelse_type)),
        Rad(_("Tillatelse gitt"), norsk.dato(sak.tillatelse_dato) if sak.tillatelse_dato else None),
        gyldighetsrad(sak),
        Rad(_("Mottak"), sak.mottak),
        Rad(_("Adresse nå"), adresselinje(person.adresse, person.postnummer, person.poststed)),
        *kontaktrader(person),
    ]
    if sak.tillatelse_meldt_dato:
        rader.insert(2, Rad(_("Fikk vite om tillatelsen"), norsk.dato(sak.tillatelse_meldt_dato)))
    if sak.kategori == Kategori.AMOT:
        rader.append(Rad(_("Kommunen som huser (AMOT)"), sak.amot_kommune))
    if sak.kategori == Kategori.OVERFORINGSFLYKTNING:
        rader += [
            Rad(_("Tidligst mulig ankomst"), norsk.dato(sak.tidligst_ankomst) if sak.tidligst_ankomst else None),
            Rad(_("Innreisefrist"), norsk.dato(sak.innreisefrist) if sak.innreisefrist else None),
        ]
    if sak.er_em:
        linje = adresselinje(person.representant_adresse, person.representant_postnummer, person.representant_poststed)
        rader += [Rad(_("Representant"), person.representant_navn), Rad(_("Representantens adresse"), linje)]
    return rader


def kartleggingsmerke(rad_: Kartlegging) -> Merke:
    tilstand = Kartleggingstilstand(rad_.tilstand)
    return Merke(str(tilstand.label), "success" if tilstand == Kartleggingstilstand.GODKJENT else "info")


def manglende(rad_: Kartlegging, sak: Sak) -> str:
    """W-19: what the full kartlegging has and this one lacks, by the names of the form."""
    felt = rules.mangler(rad_, sak.person.fodselsdato)
    return ", ".join(str(Kartlegging._meta.get_field(navn).verbose_name) for navn in felt)  # type: ignore[union-attr]


def kartlegging(rad_: Kartlegging) -> list[Rad]:
    """Without what is said of health: that is a look of its own (B-094)."""
    dato = rad_.samtale_dato or rad_.soknad_dato
    navn = _("Bosettingssamtale") if rad_.samtale_dato else _("Søknad mottatt")
    return [
        Rad(navn, norsk.dato(dato) if dato else None),
        Rad(_("Morsmål"), rad_.morsmaal),
        Rad(_("Tolkespråk"), rad_.tolkesprak),
        Rad(_("Tolk i samtalen"), capfirst(rad_.get_tolk_display())),
        Rad(_("Andre språk"), ", ".join(rad_.andre_sprak)),
        Rad(_("Skolegang"), capfirst(rad_.get_skolegang_display())),
        Rad(_("Utdanning"), rad_.utdanning),
        Rad(_("Yrke"), rad_.yrke),
        Rad(_("Arbeidserfaring"), rad_.arbeidserfaring),
        Rad(_("Planer for arbeid eller utdanning"), rad_.planer),
        Rad(_("Aktiviteter"), rad_.aktiviteter),
        Rad(_("Interesser"), rad_.interesser),
        Rad(_("Merknader til kompetansen"), rad_.merknad),
        Rad(_("Tilretteleggingsbehov"), rad_.tilretteleggingsbehov),
        Rad(_("Egne ønsker"), rad_.onsker),
        Rad(_("Familie og nettverk i Norge"), rad_.nettverk),
        Rad(_("Kjæledyr"), _("Ja") if rad_.kjaledyr else _("Nei")),
    ]


def personer(antall: int) -> str:
    return ngettext("%(n)d person", "%(n)d personer", antall) % {"n": antall}
