"""Steps that building, answering and recalling share. The caller holds the locks."""

from collections.abc import Sequence

from django.db.models import Max

from bosetting.fordeling import rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar, Sporsmaal
from bosetting.fordeling.states import Linjetilstand, Listetilstand, Sporsmaalstilstand
from bosetting.person.models import Person, Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import move


def send_tilbake(saker: Sequence[Sak]) -> None:
    """B-039, decision 23: waits again; the place is free and the kommune has no part in the case any more."""
    for sak in saker:
        move(sak, Sakstilstand.BOSETTINGSKLAR)
        sak.kommune = sak.plassaar = sak.utsokingsdato = None
        sak.bosettingsuke_aar = sak.bosettingsuke = None
    lagre(saker, "tilstand", "kommune", "plassaar", "utsokingsdato", "bosettingsuke_aar", "bosettingsuke")
    Person.objects.filter(sak__in=saker).update(kommune=None)


def gjor_ferdig(liste: Fordelingsliste) -> None:
    """Decision 23: done when each yes line is decided or recalled. The caller saves."""
    if liste.tilstand == Listetilstand.BESVART and not liste.linjer.uavgjorte().exists():
        move(liste, Listetilstand.FERDIGBEHANDLET)


def trekk_hele(liste: Fordelingsliste, bruker: Bruker, grunn: str) -> None:
    move(liste, Listetilstand.TRUKKET)
    liste.trukket_tid, liste.trukket_av, liste.trukket_grunn = klokke.now(), bruker, grunn
    liste.save(update_fields=["tilstand", "trukket_tid", "trukket_av", "trukket_grunn"])


def sett_frist(liste: Fordelingsliste) -> None:
    """W-14: a list is answered whole, so its frist is the latest of the households that wait. The caller saves."""
    venter = Fordelingslinje.objects.filter(liste=liste, tilstand=Linjetilstand.VENTER).values("husstandssvar")
    siste = Husstandssvar.objects.filter(pk__in=venter).aggregate(siste=Max("frist"))["siste"]
    liste.frist = siste or liste.frist


def lukk_sporsmaal(bruker: Bruker, liste: Fordelingsliste) -> None:
    """W-14: what is asked of a household that no longer waits needs no answer. The caller saves the list."""
    venter = Fordelingslinje.objects.filter(liste=liste, tilstand=Linjetilstand.VENTER).values("husstandssvar")
    aapne = Sporsmaal.objects.aapne().filter(svar__liste=liste).exclude(svar__in=venter)
    for sporsmaal in aapne.select_for_update(of=("self",)).select_related("svar"):
        avslutt(sporsmaal, Sporsmaalstilstand.LUKKET, bruker)
        hendelse.log(bruker, Hendelsestype.SPORSMAAL_LUKKET, liste, husstand=sporsmaal.svar.bokstav)
    sett_frist(liste)


def avslutt(sporsmaal: Sporsmaal, til: Sporsmaalstilstand, bruker: Bruker) -> None:
    """The pause ends: the household has the days that were left, from today."""
    move(sporsmaal, til)
    sporsmaal.avsluttet_tid, sporsmaal.avsluttet_av = klokke.now(), bruker
    sporsmaal.save(update_fields=["tilstand", "imdis_svar", "avsluttet_tid", "avsluttet_av"])
    frist, spurt = (klokke.dag(tid) for tid in (sporsmaal.frist_for, sporsmaal.spurt_tid))
    svar = sporsmaal.svar
    svar.frist = klokke.slutten_av(rules.frist_etter_pause(frist, spurt, klokke.today()))
    svar.save(update_fields=["frist"])


def logg_saker(
    bruker: Bruker, hva: Hendelsestype, liste: Fordelingsliste, linjer: Sequence[Fordelingslinje], **data: str
) -> None:
    """One event per case, readable by the kommune that was asked; numbers only (B-034, B-090)."""
    rader = [(linje.sak, liste.kommune, {"liste": liste.nummer, **data}) for linje in linjer]
    hendelse.log_mange(bruker, hva, rader)
