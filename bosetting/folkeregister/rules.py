"""What Folkeregisteret's word may do here. No queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bosetting.folkeregister.states import FRA_FOLKEREGISTERET, NIVAA, Bostatus
from bosetting.person.rules import er_senking, nummerslag
from bosetting.person.states import UTEN_ADRESSE, Gradering
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil

if TYPE_CHECKING:
    from bosetting.person.models import Person
    from imdinett.kommune.models import Kommune

# integrations.md §4.1: Folkeregisteret refuses a pointer that is older.
PEKER_MAANEDER = 36


@dataclass(frozen=True, kw_only=True)
class Kilde:
    """The event document that something comes from, and when Folkeregisteret made it."""

    dokument: str
    tid: datetime


def nivaa(ord_: str) -> Gradering:
    """security.md §5: a level that we do not know, `klientadresse` too, counts as strict."""
    return NIVAA.get(ord_, Gradering.STRENGT_FORTROLIG)


def lagrer_sted(person: "Person") -> bool:
    """security.md §5: of a strictly protected person no place is stored, not even the kommune."""
    return person.gradering not in UTEN_ADRESSE


def er_mildere(person: "Person", til: Gradering) -> bool:
    """A lower level than a person has from Folkeregisteret: a task for two persons, never a lowering by itself."""
    fra = Gradering(person.gradering)
    return fra in FRA_FOLKEREGISTERET and er_senking(fra, til)


def er_strengere(fra: Gradering, til: Gradering) -> bool:
    return er_senking(til, fra)


def kontroller_flyttedato(dag: date | None) -> None:
    if dag and dag > klokke.today():
        raise Domenefeil("flyttet_i_framtiden", _("Flyttedato er fram i tid."), felt="flyttedato")


def kontroller_oppslag(kommune: "Kommune | None", flyttedato: date | None) -> None:
    kontroller_flyttedato(flyttedato)
    if flyttedato and kommune is None:
        raise Domenefeil("flyttet_uten_kommune", _("Velg kommunen personen er registrert i."), felt="kommune")


def kontroller_nummer(nytt: str) -> None:
    if not nummerslag(nytt):
        raise Domenefeil("ugyldig_nummer", _("Det nye fødselsnummeret er ikke gyldig."))


# ---- W-18: where somebody was registered on a day
@dataclass(frozen=True, kw_only=True)
class Registrert:
    """From when; `kommune_id` is None for who is not registered any more, and `bostatus` says why."""

    fra: date
    kommune_id: int | None
    bostatus: str = ""


def bodde(rader: Iterable[Registrert], kommuner: Collection[int], dag: date, kjent_til: date | None) -> bool | None:
    """W-18: was a person registered in one of the kommuner on that day? None where nobody has told.

    Nothing is known of a day before the first that is told of, or after the last on which the register was heard.
    Who has died or was registered by mistake has not moved either.
    """
    gjelder = [rad for rad in rader if rad.fra <= dag]
    if not gjelder or kjent_til is None or dag > kjent_til:
        return None
    siste = max(gjelder, key=lambda rad: rad.fra)
    if siste.kommune_id is None:
        return False if siste.bostatus == Bostatus.UTFLYTTET else None
    return siste.kommune_id in kommuner


def er_for_gammel(lest: datetime) -> bool:
    """integrations.md §4.1: after a stop this long every person must be looked up again."""
    return klokke.today() > klokke.om_maaneder(klokke.dag(lest), PEKER_MAANEDER)
