"""B-043–B-049: when a bosettingsdato may be set or corrected, by whom. Pure: the caller has fetched and locked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.bosatt.states import BUFETATS_PLANER, EM_PLANER, MOTTAKETS_PLANER, Dokumentslag
from bosetting.person import rules as person_rules
from bosetting.person.states import (
    GRUNN_KREVER,
    GRUNN_MED_DATO,
    KOMMUNEN_SETTER_DATO,
    MOTTAKETS,
    MOVES,
    Avslutningsgrunn,
    Sakstilstand,
)
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.bosatt.models import Bosetting
    from bosetting.person.models import Sak

MINSTE_GRUNN = 10
STORSTE_GRUNN = 300


def er_imdi_bosetter(bruker: "tilgang.Hvem") -> bool:
    """B-046: IMDi may set all."""
    return tilgang.har_imdi(bruker, Rettighet.BOSETTINGSDATO_SKRIV)


def kan_registrere(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """The role, in the kommune of the case (B-001, B-002)."""
    return sak.kommune_id is not None and tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, sak.kommune_id)


def kan_registrere_for_bufetat(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """B-046, B-070: Bufetat settles an enslig mindreårig below the limit, where the user works."""
    return person_rules.er_bufetats_barn(sak) and tilgang.har_i_enhet(bruker, Rettighet.EM_SKRIV, sak.mottak_id)


def kan_registrere_for_mottak(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """B-046: mottak's staff, for those who live where they work; never for a shielded person (B-095)."""
    beboer = sak.kategori in MOTTAKETS and not sak.person.er_skjermet
    return beboer and tilgang.har_i_enhet(bruker, Rettighet.FLYTTEDATO_SKRIV, sak.mottak_id)


def kommunen_setter(sak: "Sak") -> bool:
    """B-046, decision 26: privatboende, AMOT and overføringsflyktninger."""
    return sak.kategori in KOMMUNEN_SETTER_DATO


def kan_se_helse(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """B-094: the extra grant, in the kommune of the case."""
    return sak.kommune_id is not None and tilgang.har_sensitivt(bruker, sak.kommune_id)


def kan_skrive_i_mappen(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """B-002, B-092: skriv in the kommune of the case, and IMDi's own."""
    return er_imdi_bosetter(bruker) or kan_registrere(bruker, sak)


# ---- files in the folder
def planslag(sak: "Sak", dag: date) -> tuple[Dokumentslag, ...]:
    """bosetting.md §6, B-070: the plans that follow an enslig mindreårig, by whose the child is on the day."""
    if not sak.er_em:
        return ()
    er_bufetats = person_rules.er_bufetats(sak.person.fodselsdato, sak.er_em, dag)
    return BUFETATS_PLANER if er_bufetats else MOTTAKETS_PLANER


def kan_legge_inn_fra_enhet(bruker: "tilgang.Hvem", sak: "Sak") -> bool:
    """B-070, security.md §4: mottak of its own residents, Bufetat of its own children."""
    return person_rules.er_beboer(bruker, sak) or person_rules.er_hos_bufetat(bruker, sak)


def tillatte_slag(bruker: "tilgang.Hvem", sak: "Sak") -> list[Dokumentslag]:
    """An enhet writes its own plans for the children it has; IMDi may put in what others have written."""
    egne: Sequence[Dokumentslag] = ()
    if er_imdi_bosetter(bruker):
        egne = (*BUFETATS_PLANER, *MOTTAKETS_PLANER) if sak.er_em else ()
    elif person_rules.er_hos_bufetat(bruker, sak):
        egne = BUFETATS_PLANER
    elif person_rules.er_beboer(bruker, sak) and planslag(sak, klokke.today()) == MOTTAKETS_PLANER:
        egne = MOTTAKETS_PLANER
    return [slag for slag in Dokumentslag if slag not in EM_PLANER or slag in egne]


def check_dokument(slag: Dokumentslag, tillatte: Sequence[Dokumentslag], dato: date | None) -> None:
    if slag not in tillatte:
        raise Domenefeil("feil_slag", _("Dette slaget dokument legges ikke inn her."), felt="slag")
    if slag in EM_PLANER and dato is None:
        melding = _("Dokumentets dato må fylles ut for «%(slag)s».") % {"slag": slag.label}
        raise Domenefeil("plan_uten_dato", melding, felt="dato")
    if dato and dato > klokke.today():
        raise Domenefeil("dokument_i_framtiden", _("Dokumentets dato kan ikke være fram i tid."), felt="dato")


def check_notat(tekst: str) -> str:
    renset = tekst.strip()
    if not renset:
        raise Domenefeil("tomt_notat", _("Notat må fylles ut."), felt="tekst")
    return renset


def dato_sperre(sak: "Sak", *, som_kommune: bool, apent_avvik: bool) -> str:
    """Why no date can be registered on this case now, in words; empty when it can."""
    if sak.tilstand != Sakstilstand.SOKT_UT:  # B-043
        return _("Sak %(sak)s er «%(status)s». Bosettingsdato kan bare registreres når saken er søkt ut.") % {
            "sak": sak,
            "status": sak.get_tilstand_display(),
        }
    if som_kommune and not kommunen_setter(sak):  # B-046
        return _("Sak %(sak)s: mottaket melder bosettingsdato for denne personen.") % {"sak": sak}
    if som_kommune and apent_avvik:  # B-048
        return _avvikssperre(sak)
    return ""


def _avvikssperre(sak: "Sak") -> str:
    return _("Sak %(sak)s har et åpent avvik. Kontakt IMDi før dere registrerer bosettingsdato.") % {"sak": sak}


def dato_feil(dato: date, utsokingsdato: date | None) -> str:
    """B-044, B-049: not before the utsøkingsdato, not in the future. Empty when the date can stand."""
    if dato > klokke.today():
        return _("Bosettingsdato kan ikke være fram i tid.")
    if utsokingsdato is None or dato < utsokingsdato:
        naar = utsokingsdato.strftime("%d.%m.%Y") if utsokingsdato else "–"
        return _("Bosettingsdato kan ikke være før utsøkingsdatoen, %(dato)s.") % {"dato": naar}
    return ""


def check_grunn(grunn: str) -> str:
    """B-047: a correction has a reason."""
    renset = grunn.strip()
    if len(renset) < MINSTE_GRUNN:
        melding = _("Begrunnelse må ha minst %(antall)d tegn.") % {"antall": MINSTE_GRUNN}
        raise Domenefeil("mangler_grunn", melding, felt="grunn")
    if len(renset) > STORSTE_GRUNN:
        melding = _("Begrunnelse kan ha høyst %(antall)d tegn.") % {"antall": STORSTE_GRUNN}
        raise Domenefeil("for_lang_grunn", melding, felt="grunn")
    return renset


def kan_rette(kilde: str) -> bool:
    """B-047: a kommune corrects what it has registered itself; the rest is IMDi's."""
    return kilde == "kommune"


def rettes_til(registrert: datetime) -> date:
    """B-047: the last day on which the kommune itself corrects a date first registered then; afterwards IMDi does."""
    dag = klokke.dag(registrert)
    return dag + timedelta(days=klokke.fra_dato(settings.BOSETTINGSDATO_RETTES_DAGER, dag))


def rette_sperre(registrert: datetime) -> str:
    """Why the kommune can no longer correct the date, in words; empty when it can."""
    siste_dag = rettes_til(registrert)
    if klokke.today() <= siste_dag:
        return ""
    tekst = _(
        "Kommunen kunne rette bosettingsdatoen selv til og med %(dato)s. Send IMDi en henvendelse om den er feil."
    )
    return tekst % {"dato": f"{siste_dag:%d.%m.%Y}"}


def forst_registrert(bosettinger: "Iterable[Bosetting]") -> datetime:
    """When the date was first set, of the rows of a case with the newest first: a correction has a reason."""
    return next(rad.registrert_tid for rad in bosettinger if not rad.grunn)


def rad_sperre(sak: "Sak | None", dato: date) -> str:
    """Why a row of mottak's file is refused, in words; empty when it can go in."""
    if sak is None:
        return _("Ingen person er registrert med DUF-nummeret.")
    return mottak_sperre(sak) or dato_feil(dato, sak.utsokingsdato)


def mottak_sperre(sak: "Sak", *, apent_avvik: bool = False) -> str:
    """Why mottak can give this case no date now, in words; empty when it can (B-043, B-046).

    The file is read in by IMDi, whom an open avvik does not stop; what mottak itself registers, it does (B-048).
    """
    if sak.tilstand == Sakstilstand.BOSATT:
        return _("Personen er alt bosatt med en annen dato. IMDi må rette datoen.")
    if sak.tilstand == Sakstilstand.SOKT_UT and kommunen_setter(sak):  # B-046
        return _("Kommunen registrerer bosettingsdato for «%(kategori)s».") % {"kategori": sak.get_kategori_display()}
    sperre = dato_sperre(sak, som_kommune=False, apent_avvik=False)
    return sperre or (_avvikssperre(sak) if apent_avvik else "")


# ---- the end of a case
def kan_avslutte(bruker: "tilgang.Hvem") -> bool:
    """IMDi only; it takes what a recall, a reversal and a registration take."""
    rettigheter = (
        Rettighet.SAK_SKRIV,
        Rettighet.FORDELING_SKRIV,
        Rettighet.VEDTAK_FATT,
        Rettighet.BOSETTINGSDATO_SKRIV,
    )
    return all(tilgang.har_imdi(bruker, rettighet) for rettighet in rettigheter)


def mulige_grunner(tilstand: str) -> list[Avslutningsgrunn]:
    """The reasons that can end a case in this state; none when it has ended."""
    if Sakstilstand(tilstand) not in MOVES:
        return []
    return [en for en in Avslutningsgrunn if tilstand in GRUNN_KREVER.get(en, frozenset(Sakstilstand))]


def check_avslutning(sak: "Sak", grunn: Avslutningsgrunn, dato: date | None) -> None:
    if Sakstilstand(sak.tilstand) not in MOVES:
        raise Kollisjon("alt_avsluttet", _("Sak %(sak)s er alt avsluttet.") % {"sak": sak})
    if grunn not in mulige_grunner(sak.tilstand):
        melding = _("«%(grunn)s» kan ikke brukes når saken er «%(status)s».")
        data = {"grunn": grunn.label, "status": sak.get_tilstand_display()}
        raise Domenefeil("grunn_passer_ikke", melding % data, felt="grunn")
    if dato is None and grunn in GRUNN_MED_DATO:
        raise Domenefeil(
            "dato_mangler", _("Dato må fylles ut når grunnen er «%(grunn)s».") % {"grunn": grunn.label}, felt="dato"
        )
    if dato and dato > klokke.today():
        raise Domenefeil("dato_fram_i_tid", _("Dato kan ikke være fram i tid."), felt="dato")
    if dato and sak.bosettingsdato and dato < sak.bosettingsdato:
        raise Domenefeil("dato_for_bosetting", _("Dato kan ikke være før bosettingsdatoen."), felt="dato")
