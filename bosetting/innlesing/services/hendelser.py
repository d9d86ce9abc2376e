"""What each event of Folkeregisteret does to the person it is about (integrations.md §4.2)."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from bosetting.bosatt.services import Avslutningsvalg, avslutt_sak
from bosetting.folkeregister import rules
from bosetting.folkeregister import services as folkeregister
from bosetting.folkeregister.rules import Kilde
from bosetting.folkeregister.states import Bostatus
from bosetting.innlesing.folkeregisterfil import Endring, Hendelsesrad
from bosetting.person.models import Avvik, Sak
from bosetting.person.services import apne_avvik
from bosetting.person.states import MOVES, Avslutningsgrunn, Avviksslag, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.kommune.queries import dagens_kommune

Handtering = Callable[[Bruker, Sak, Hendelsesrad], bool]
HISTORISK, ANNULLERT = "korrigereHistorisk", "annullere"
NYTT_NUMMER = "endringIIdentifikasjonsnummer"


def bruk(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    """Whether the event changed something here."""
    return HANDTERES[rad.type](bruker, sak, rad)


def _kilde(rad: Hendelsesrad) -> Kilde:
    return Kilde(dokument=rad.dokument, tid=rad.tid)


def _krev(rad: Hendelsesrad, entitet: str) -> Endring:
    endring = rad.endring_i(entitet)
    if endring is None:
        raise Domenefeil("mangler_innhold", _("Hendelsen har ikke innholdet den skal ha."))
    return endring


# ---- address
def _flytting(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    """Moved. What was annulled never was; what is corrected in the past changes nothing now."""
    endring = _krev(rad, "bostedsadresse")
    if endring.hvordan == HISTORISK:
        return False
    if endring.hvordan == ANNULLERT:
        return folkeregister.annuller_bosted(bruker=bruker, sak=sak, kilde=_kilde(rad))
    laast = _laas_ved_gradering(bruker, sak, rad, endring)
    kommune = _kommune(sak, endring)
    if kommune is None:
        return laast
    flyttet = endring.dato("flyttedato")
    satt = folkeregister.sett_bosted(bruker=bruker, sak=sak, kommune=kommune, flyttedato=flyttet, kilde=_kilde(rad))
    return satt or laast


def _samme_bosted(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    """A correction of the same home, or a kommune with a new number or border: no move."""
    endring = _krev(rad, "bostedsadresse")
    if endring.hvordan in (HISTORISK, ANNULLERT):
        return False
    laast = _laas_ved_gradering(bruker, sak, rad, endring)
    kommune = _kommune(sak, endring)
    if kommune is None:
        return laast
    return folkeregister.rett_bosted(bruker=bruker, sak=sak, kommune=kommune, kilde=_kilde(rad)) or laast


def _opphold(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    endring = _krev(rad, "oppholdsadresse")
    if endring.hvordan == HISTORISK:
        return False
    laast = _laas_ved_gradering(bruker, sak, rad, endring)
    lagres = endring.kommunenummer and rules.lagrer_sted(sak.person)
    kommune = dagens_kommune(endring.kommunenummer) if lagres else None
    return folkeregister.sett_opphold(bruker=bruker, sak=sak, kommune=kommune, kilde=_kilde(rad)) or laast


def _laas_ved_gradering(bruker: Bruker, sak: Sak, rad: Hendelsesrad, endring: Endring) -> bool:
    """An address that is protected itself protects the person, before anything of it is read."""
    ord_ = endring.innhold.get("adressegradering")
    if ord_ is None:
        return False
    laast = folkeregister.skjerp(bruker=bruker, sak=sak, til=rules.nivaa(str(ord_)), kilde=_kilde(rad))
    if laast:
        sak.person.refresh_from_db(fields=["gradering"])
    return laast


def _kommune(sak: Sak, endring: Endring) -> Kommune | None:
    """Today's kommune. None for a strictly protected person: the number is not even looked at (security.md §5)."""
    if not rules.lagrer_sted(sak.person):
        return None
    if not endring.kommunenummer:
        raise Domenefeil("uten_kommune", _("Adressen har ikke kommunenummer."))
    return dagens_kommune(endring.kommunenummer)


# ---- protection and number
def _gradering(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    endring = rad.endring_i("adressebeskyttelse")
    if endring is not None and endring.hvordan == HISTORISK:
        return False
    if endring is not None and endring.hvordan == ANNULLERT:
        return folkeregister.krev_oppslag(bruker=bruker, sak=sak, kilde=_kilde(rad))
    til = rules.nivaa(str(endring.innhold.get("graderingsnivaa", ""))) if endring else rules.nivaa("")
    return folkeregister.meld_gradering(bruker=bruker, sak=sak, til=til, kilde=_kilde(rad))


def _nytt_nummer(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    """The event comes on the old number. Other numbers that end at the same time are not the new one."""
    if any(en.hvordan == ANNULLERT for en in rad.endringer):
        return folkeregister.krev_oppslag(bruker=bruker, sak=sak, kilde=_kilde(rad))
    numre = [
        str(en.innhold.get("foedselsEllerDNummer", ""))
        for en in rad.endringer
        if en.entitet == "identifikasjonsnummer" and en.hvordan != HISTORISK and en.innhold.get("status") != "opphoert"
    ]
    nye = [nummer for nummer in numre if nummer != rad.identifikator]
    if not nye:
        raise Domenefeil("uten_nytt_nummer", _("Hendelsen har ikke noe nytt nummer."))
    return folkeregister.bytt_nummer(bruker=bruker, sak=sak, nytt=nye[0], kilde=_kilde(rad))


# ---- in Norway or not
def _bosatt(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    return folkeregister.sett_bostatus(bruker=bruker, sak=sak, bostatus=Bostatus.BOSATT, kilde=_kilde(rad))


def _oppdatert(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    return folkeregister.krev_oppslag(bruker=bruker, sak=sak, kilde=_kilde(rad))


def _utflyttet(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    dato = _dato(rad, "utflytting", "utflyttingsdato")
    return _borte(
        bruker, sak, rad, Bostatus.UTFLYTTET, Avslutningsvalg(grunn=Avslutningsgrunn.REIST_FRA_NORGE, dato=dato)
    )


def _dod(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    valg = Avslutningsvalg(grunn=Avslutningsgrunn.DOD, dato=_dato(rad, "doedsfall", "doedsdato"))
    return _borte(bruker, sak, rad, Bostatus.DOD, valg)


def _opphort(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    return _borte(bruker, sak, rad, Bostatus.OPPHORT, None)


def _dublett(bruker: Bruker, sak: Sak, rad: Hendelsesrad) -> bool:
    return _borte(bruker, sak, rad, Bostatus.DUBLETT, None)


def _dato(rad: Hendelsesrad, entitet: str, felt: str) -> date:
    """The day it happened, or the day Folkeregisteret heard of it."""
    endring = rad.endring_i(entitet)
    return (endring.dato(felt) if endring else None) or klokke.dag(rad.tid)


def _borte(bruker: Bruker, sak: Sak, rad: Hendelsesrad, bostatus: Bostatus, valg: Avslutningsvalg | None) -> bool:
    """bosetting.md §5.1: who has left or died before bosatt has no case; all else is for a caseworker to judge.

    A protected person's case is the group's, so it is never closed by a file.
    """
    kilde, status = _kilde(rad), {"status": Bostatus(bostatus).label}
    if any(en.hvordan == ANNULLERT for en in rad.endringer):
        folkeregister.trekk_bostatus(bruker=bruker, sak=sak, bostatus=bostatus, kilde=kilde)
        return _meld_avvik(bruker, sak, bostatus, _("Folkeregisteret har trukket tilbake «%(status)s».") % status)
    fra = (valg.dato if valg else None) or klokke.dag(rad.tid)
    if not folkeregister.sett_bostatus(bruker=bruker, sak=sak, bostatus=bostatus, kilde=kilde, borte_fra=fra):
        return False
    if valg and not sak.person.er_skjermet and sak.tilstand in MOVES and sak.tilstand != Sakstilstand.BOSATT:
        avslutt_sak(bruker=bruker, sak_id=sak.pk, valg=valg)
    elif sak.tilstand in MOVES:
        tekst = _("Folkeregisteret har registrert personen som «%(status)s». Vurder om saken skal avsluttes.")
        _meld_avvik(bruker, sak, bostatus, tekst % status)
    return True


def _meld_avvik(bruker: Bruker, sak: Sak, bostatus: Bostatus, tekst: str) -> bool:
    """In the queue of what does not add up (W-06). The same thing twice is one."""
    if Avvik.objects.filter(sak=sak, beskrivelse=tekst, lukket_tid=None).exists():
        return False
    slag = Avviksslag.DOBBELT if bostatus == Bostatus.DUBLETT else Avviksslag.ANNET
    apne_avvik(bruker=bruker, sak=sak, beskrivelse=tekst, slag=slag)
    return True


# The types that mean something here. Every other is counted and shown: the list is open (integrations.md §4.2).
HANDTERES: dict[str, Handtering] = {
    NYTT_NUMMER: _nytt_nummer,
    "personErBosatt": _bosatt,
    "endringIBostedsadresse": _flytting,
    "endringIBostedsadresseUtenFlytting": _samme_bosted,
    "endringIBostedsadresseVedKommuneregulering": _samme_bosted,
    "endringIOppholdsadresse": _opphold,
    "endringIAdressebeskyttelse": _gradering,
    "personErUtflyttet": _utflyttet,
    "personErDoed": _dod,
    "personErOpphoert": _opphort,
    "personErOpphoertSomDublett": _dublett,
    "personErOppdatert": _oppdatert,
}
