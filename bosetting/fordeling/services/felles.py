"""Steps that building, answering and recalling share. The caller holds the locks."""

from collections.abc import Sequence

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.fordeling.states import Listetilstand
from bosetting.person.models import Person, Sak
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
    lagre_saker(saker, "kommune", "plassaar", "utsokingsdato", "bosettingsuke_aar", "bosettingsuke")
    Person.objects.filter(sak__in=saker).update(kommune=None)


def gjor_ferdig(liste: Fordelingsliste) -> None:
    """Decision 23: done when each yes line is decided or recalled. The caller saves."""
    if liste.tilstand == Listetilstand.BESVART and not liste.linjer.uavgjorte().exists():
        move(liste, Listetilstand.FERDIGBEHANDLET)


def trekk_hele(liste: Fordelingsliste, bruker: Bruker, grunn: str) -> None:
    move(liste, Listetilstand.TRUKKET)
    liste.trukket_tid, liste.trukket_av, liste.trukket_grunn = klokke.now(), bruker, grunn
    liste.save(update_fields=["tilstand", "trukket_tid", "trukket_av", "trukket_grunn"])


def lagre_saker(saker: Sequence[Sak], *felt: str) -> None:
    for sak in saker:
        sak.versjon += 1
    Sak.objects.bulk_update(saker, ["tilstand", "versjon", *felt])


def logg_saker(
    bruker: Bruker, hva: Hendelsestype, liste: Fordelingsliste, linjer: Sequence[Fordelingslinje], **data: str
) -> None:
    """One event per case, readable by the kommune that was asked; numbers only (B-034, B-090)."""
    rader = [(linje.sak, liste.kommune, {"liste": liste.nummer, **data}) for linje in linjer]
    hendelse.log_mange(bruker, hva, rader)
