"""What must be true of a person and a kartlegging before it is stored. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.person.states import (
    BOR_I_MOTTAK,
    HOS_MOTTAK,
    KOMMUNEN_SETTER_DATO,
    MOTTAKETS,
    STRENGHET,
    UTEN_ADRESSE,
    Gradering,
    Kategori,
    Kjonn,
    Sakstilstand,
    Tillatelsestype,
)
from imdinett.kjerne import klokke, nummer
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.person.models import Kartlegging, Sak
    from imdinett.kommune.models import Enhet, Kommune

# No vowels, no digit or letter that can be taken for another: a number that can be read out on the telephone.
_TEGN = "23456789BCDFGHJKMNPQRSTVWXZ"
_ANTALL = len(_TEGN) ** 5
_SPREDNING = 8_675_309
MYNDIG = 18
FORSTE_FODSELSAAR = 1900
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
    er_folgeperson: bool = False
    duf_overstyring: str = ""
    fodselsnummer: str = ""
    gradering: Gradering = Gradering.INGEN
    adresse: str = ""
    postnummer: str = ""
    poststed: str = ""
    bosted_fra: date | None = None
    kontakt_navn: str = ""
    kontakt_telefon: str = ""
    representant_navn: str = ""
    representant_adresse: str = ""
    representant_postnummer: str = ""
    representant_poststed: str = ""
    mottak: "Enhet | None" = None
    amot_kommune: "Kommune | None" = None
    tidligst_ankomst: date | None = None
    innreisefrist: date | None = None


@dataclass(frozen=True, kw_only=True)
class Tillatelse:
    type: Tillatelsestype
    dato: date
    meldt_dato: date | None = None
    gyldig_til: date | None = None


@dataclass(frozen=True, kw_only=True)
class OvertattPerson:
    """One person as the system before this had it, as far as `tilstand`, which somebody may later have gone beyond.

    `kartlagt_dato` is the day of the samtale, for privatboende of the application.
    """

    ny: NyPerson
    tilstand: Sakstilstand
    tillatelse: Tillatelse | None = None
    klar_dato: date | None = None
    kartlagt_dato: date | None = None
    morsmaal: str = ""


@dataclass(frozen=True, kw_only=True)
class Kartleggingssvar:
    """`soknad_dato` is for privatboende, `samtale_dato` for all others. The short form lacks `FULL` and `EKSTRA`."""

    morsmaal: str
    samtale_dato: date | None = None
    soknad_dato: date | None = None
    tolkesprak: str = ""
    tolk: str = ""
    andre_sprak: tuple[str, ...] = ()
    skolegang: str = ""
    utdanning: str = ""
    yrke: str = ""
    arbeidserfaring: str = ""
    planer: str = ""
    aktiviteter: str = ""
    interesser: str = ""
    merknad: str = ""
    tilretteleggingsbehov: str = ""
    behov_for_helsetjenester: str = ""
    helse_samtykke: bool = False
    saerlige_forhold: str = ""
    saerlige_forhold_grunn: str = ""
    onsker: str = ""
    nettverk: str = ""
    kjaledyr: bool = False


# W-19: what a full kartlegging has beside the short one. A household can be put before a kommune without it.
FULL = ("skolegang", "utdanning", "yrke", "arbeidserfaring", "planer", "onsker", "nettverk")
# Asked in the full form, and missed by nobody: the folder has them for those who help the person find their way.
EKSTRA = ("aktiviteter", "interesser", "merknad")
# Asked of those who can work or study; a child's school is the kommune's to find.
FOR_VOKSNE = frozenset(FULL) - {"nettverk"}
KARTLEGGES_FULLT_FRA = 16


def mangler(kartlegging: "Kartlegging", fodt: date) -> list[str]:
    """W-19: the fields of the full kartlegging that stand empty."""
    voksen = alder(fodt, klokke.today()) >= KARTLEGGES_FULLT_FRA
    return [felt for felt in FULL if (voksen or felt not in FOR_VOKSNE) and not getattr(kartlegging, felt)]


def kan_registrere(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.SAK_SKRIV)


def kan_rydde_avvik(bruker: "tilgang.Hvem") -> bool:
    """bosetting.md §2, W-06: IMDi's bosettere and its support open, take and close avvik."""
    return tilgang.har_imdi(bruker, Rettighet.AVVIK_SKRIV)


def maa_oppgi_formaal(bruker: "tilgang.Hvem", saker: "Iterable[Sak]" = ()) -> bool:
    """Decision 19: asked of IMDi's users without a task on those who are shown. To register them is a task."""
    ansvarlige = [sak.ansvarlig_id == bruker.pk for sak in saker]
    return not kan_registrere(bruker) and not (ansvarlige and all(ansvarlige))


def har_oppgave(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """Decision 19: responsible for the case, or the one who must decide it."""
    if sak.ansvarlig_id is not None and sak.ansvarlig_id == bruker.pk:
        return True
    return sak.tilstand == Sakstilstand.AKSEPTERT and tilgang.har_imdi(bruker, Rettighet.VEDTAK_FATT)


def krever_mappeformaal(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """Decision 19: asked of IMDi without a task on the person, not of the kommune's own open cases.

    Asked of everybody who opens the folder of a protected person (security.md §5).
    """
    if sak.person.er_skjermet:
        return True
    return tilgang.har_imdi(bruker, Rettighet.SAK_LES) and not har_oppgave(bruker, sak)


def bor_i_mottak(sak: "Sak") -> bool:
    """security.md §4: lives in a mottak, has not moved out, and is not shielded (B-095)."""
    return sak.kategori in MOTTAKETS and sak.tilstand in BOR_I_MOTTAK and not sak.person.er_skjermet


def er_beboer(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """Lives in a mottak where the user works."""
    return bor_i_mottak(sak) and tilgang.har_i_enhet(bruker, Rettighet.KARTLEGGING_SKRIV, sak.mottak_id)


def mottaket_setter_dato(sak: "Sak") -> bool:
    """B-043, B-046: søkt ut, and of a category whose date comes from mottak."""
    return sak.tilstand == Sakstilstand.SOKT_UT and sak.kategori not in KOMMUNEN_SETTER_DATO


def er_bufetats_barn(sak: "Sak") -> bool:
    """B-070, B-095: an enslig mindreårig below the limit today, and not shielded."""
    person = sak.person
    return er_bufetats(person.fodselsdato, sak.er_em, klokke.today()) and not person.er_skjermet


def er_hos_bufetat(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """A child who is not settled, where the user works in Bufetat."""
    hos_dem = sak.tilstand in BOR_I_MOTTAK and tilgang.har_i_enhet(bruker, Rettighet.EM_SKRIV, sak.mottak_id)
    return hos_dem and er_bufetats_barn(sak)


def kan_skrive_familie(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """Relatives abroad are told of in the samtale: by the mottak that holds it, or IMDi."""
    return kan_registrere(bruker) or er_beboer(bruker, sak)


def er_hos_mottak(kartlegging: "Kartlegging | None") -> bool:
    """Not written, begun, or sent back: IMDi has nothing to approve."""
    return kartlegging is None or kartlegging.tilstand in HOS_MOTTAK


def er_til_kartlegging(sak: "Sak", kartlegging: "Kartlegging | None") -> bool:
    """After the permit, and until it has been sent to IMDi."""
    return sak.tilstand == Sakstilstand.TIL_KARTLEGGING and er_hos_mottak(kartlegging)


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


def kontroller_person(ny: NyPerson, dag: date | None = None) -> None:
    """`dag`: when an enslig mindreårig must have been under 18; today unless the mark is older (`em_dag`)."""
    kontroller_duf(ny.duf_nummer, ny.duf_overstyring)
    if ny.fodselsdato > klokke.today():
        raise Domenefeil("fodt_i_framtiden", _("Fødselsdato kan ikke være fram i tid."), felt="fodselsdato")
    if ny.fodselsnummer and not nummerslag(ny.fodselsnummer):
        raise Domenefeil(
            "fodselsnummer", _("Fødselsnummer eller D-nummer er ikke gyldig. Kontroller sifrene."), felt="fodselsnummer"
        )
    kontroller_bosted(ny)
    if ny.er_em:
        _kontroller_em(ny, dag or klokke.today())
    if ny.er_folgeperson and (ny.er_em or alder(ny.fodselsdato, klokke.today()) < MYNDIG):
        raise Domenefeil("folgeperson", _("En følgeperson må være over 18 år."), felt="er_folgeperson")
    if ny.amot_kommune and ny.kategori != Kategori.AMOT:
        raise Domenefeil("amot", _("Kommunen som huser, fylles bare ut for AMOT."), felt="amot_kommune")
    if ny.tidligst_ankomst and ny.innreisefrist and ny.innreisefrist < ny.tidligst_ankomst:
        raise Domenefeil(
            "innreisefrist", _("Innreisefrist kan ikke være før tidligst mulig ankomst."), felt="innreisefrist"
        )


def nummerslag(fodselsnummer: str) -> "nummer.Nummerslag | None":
    """A fødselsnummer, a D-number or none; synthetic ones only where people practise."""
    return nummer.fodselsnummer_type(fodselsnummer, syntetisk=settings.OVINGSMILJO)


def er_avlost(gammelt: str, nytt: str) -> bool:
    """integrations.md §4.2: the D-number ends when the fødselsnummer comes. Any other change by hand is of a slip."""
    return nummerslag(gammelt) == "dnr" and nummerslag(nytt) == "fnr"


def kontroller_bosted(ny: NyPerson, gradering: Gradering | None = None) -> None:
    """security.md §5: settlement reveals location, so these persons' address and contact there are never stored.

    `gradering`: the level that the person has, when it is not the one in `ny`.
    """
    nivaa = ny.gradering if gradering is None else gradering
    if nivaa in UTEN_ADRESSE and ny.adresse.strip():
        melding = _("Adressen lagres aldri når personen har «%(nivaa)s». Tøm feltet.")
        raise Domenefeil("adresse_lagres_aldri", melding % {"nivaa": Gradering(nivaa).label}, felt="adresse")
    if nivaa in UTEN_ADRESSE and (ny.kontakt_navn.strip() or ny.kontakt_telefon.strip()):
        melding = _("Kontaktpersonen lagres aldri når personen har «%(nivaa)s». Tøm feltene.")
        raise Domenefeil("kontakt_lagres_aldri", melding % {"nivaa": Gradering(nivaa).label}, felt="kontakt_navn")
    kontroller_fra(ny.bosted_fra)


def kontroller_fra(fra: date | None) -> None:
    if fra and fra > klokke.today():
        raise Domenefeil("bosted_i_framtiden", _("«Bor der fra» kan ikke være fram i tid."), felt="bosted_fra")


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


def _kontroller_em(ny: NyPerson, dag: date) -> None:
    """B-073: the decision goes to the representant too, so there must be one."""
    if alder(ny.fodselsdato, dag) >= MYNDIG:
        raise Domenefeil("em_myndig", _("En enslig mindreårig må være under 18 år."), felt="er_em")
    if not ny.representant_navn.strip():
        raise Domenefeil(
            "em_uten_representant", _("En enslig mindreårig må ha en representant."), felt="representant_navn"
        )


def em_dag(sak: "Sak", ny: NyPerson) -> date:
    """B-070, B-073: when the birth date must make the person a child.

    Nobody loses the mark by turning 18: it is measured on the first day we know of the case, so that the rest can be
    corrected afterwards. Whoever chooses kategori or mark now, chooses for a person who is a child now.
    """
    if (ny.kategori, ny.er_em) != (sak.kategori, sak.er_em):
        return klokke.today()
    return min(klokke.dag(sak.opprettet_tid), sak.tillatelse_dato or klokke.today())


def soknadsfrist(meldt: date) -> date:
    """B-062: the last day on which a privatboende can apply."""
    return klokke.om_maaneder(meldt, klokke.fra_dato(settings.PRIVATBOENDE_FRIST, meldt))


def er_bufetats(fodt: date, er_em: bool, dag: date) -> bool:
    """B-070: an enslig mindreårig below the limit on the day is settled by Bufetat, an older one by IMDi."""
    return er_em and alder(fodt, dag) < klokke.fra_dato(settings.EM_BUFETAT_UNDER, dag)


def bufetats_fodt_etter(dag: date) -> date:
    """Who was born after this day is Bufetat's on `dag`, when enslig mindreårig."""
    return klokke.om_maaneder(dag, -12 * klokke.fra_dato(settings.EM_BUFETAT_UNDER, dag))


def maaldato(tillatelse: date, *, er_em: bool) -> date:
    """B-072: when the person should be settled. A goal to be seen, never a frist that stops anything."""
    return klokke.om_maaneder(
        tillatelse, klokke.fra_dato(settings.MAAL_EM if er_em else settings.MAAL_ANDRE, tillatelse)
    )


def alder(fodt: date, dag: date) -> int:
    return dag.year - fodt.year - ((dag.month, dag.day) < (fodt.month, fodt.day))


def kontroller_tillatelse(tillatelse: Tillatelse) -> None:
    if tillatelse.dato > klokke.today():
        raise Domenefeil("tillatelse_i_framtiden", _("Datoen for tillatelsen kan ikke være fram i tid."), felt="dato")
    kontroller_gyldig_til(tillatelse.dato, tillatelse.gyldig_til)
    meldt = tillatelse.meldt_dato
    if meldt and not tillatelse.dato <= meldt <= klokke.today():
        melding = _("Personen kan ikke ha fått vite om tillatelsen før den ble gitt, eller fram i tid.")
        raise Domenefeil("tillatelse_meldt", melding, felt="meldt_dato")


def kontroller_gyldig_til(gitt: date, gyldig_til: date | None) -> None:
    if gyldig_til and gyldig_til <= gitt:
        raise Domenefeil("gyldig_til", _("«Gyldig til» må være etter at tillatelsen ble gitt."), felt="gyldig_til")


def kontroller_kartlegging(svar: Kartleggingssvar) -> None:
    """B-093: health facts need a recorded samtykke. B-094: other special categories need a reason, drafts too."""
    if svar.behov_for_helsetjenester.strip() and not svar.helse_samtykke:
        raise Domenefeil(
            "helse_uten_samtykke",
            _("Helseopplysninger kan bare lagres med samtykke fra personen. Registrer samtykket, eller fjern teksten."),
            felt="behov_for_helsetjenester",
        )
    if svar.saerlige_forhold.strip() and not svar.saerlige_forhold_grunn.strip():
        raise Domenefeil(
            "saerlige_uten_grunn",
            _("Skriv hvorfor opplysningene trengs for bosettingen, eller fjern dem."),
            felt="saerlige_forhold_grunn",
        )
    for felt, dato in (("samtale_dato", svar.samtale_dato), ("soknad_dato", svar.soknad_dato)):
        if dato and dato > klokke.today():
            raise Domenefeil("kartlegging_i_framtiden", _("Datoen kan ikke være fram i tid."), felt=felt)


def kontroller_ferdig(svar: Kartleggingssvar) -> None:
    """What the shortest kartlegging must have before IMDi gets it."""
    for felt, verdi in (("samtale_dato", svar.samtale_dato), ("morsmaal", svar.morsmaal.strip()), ("tolk", svar.tolk)):
        if not verdi:
            melding = {
                "samtale_dato": _("Bosettingssamtale holdt må fylles ut før kartleggingen sendes."),
                "morsmaal": _("Morsmål må fylles ut før kartleggingen sendes."),
                "tolk": _("Tolk i samtalen: velg ett av alternativene før kartleggingen sendes."),
            }[felt]
            raise Domenefeil("kartlegging_ufullstendig", melding, felt=felt)
