"""Who may manage whom (bosetting.md §9: B-003, B-004)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker
    from imdinett.kommune.models import Enhet

KOMMUNEROLLER = frozenset(med_omfang(Omfang.KOMMUNE))
IMDI_ROLLER = frozenset(med_omfang(Omfang.IMDI))
ENHETSROLLER = frozenset(med_omfang(Omfang.ENHET))


def koder(roller: Iterable[Rolle]) -> list[str]:
    """The roles as they are stored in an event, in a fixed order."""
    return sorted(rolle.value for rolle in roller)


def kan_forvalte(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """B-003: the kommune's own administrator; IMDi's administrator in every kommune."""
    return tilgang.har(bruker, Rettighet.BRUKERE_SKRIV, kommune_id)


def kan_registrere_administrator(bruker: "tilgang.Hvem") -> bool:
    """B-004: IMDi makes a kommune's first administrator."""
    return tilgang.har_imdi(bruker, Rettighet.KOMMUNEADMIN_SKRIV)


def kan_forvalte_imdi(bruker: "tilgang.Hvem") -> bool:
    """Decision 13: roles of IMDi and of the fylkeskommuner are given by IMDi's administrator."""
    return tilgang.har_imdi(bruker, Rettighet.BRUKERE_SKRIV)


def rolle_i(enhet: "Enhet") -> Rolle:
    """Decision 14: a mottak's own staff; omsorgssentre are Bufetat's."""
    return Rolle.MOTTAK_SKRIV if enhet.type == "mottak" else Rolle.BUFETAT_SKRIV


def er_en_annen(bruker: "Bruker", gjelder: "Bruker") -> bool:
    """Nobody changes own roles, closes the own account or resets the own factor."""
    return bruker.pk != gjelder.pk


def er_kommuneroller(roller: Iterable[Rolle]) -> bool:
    """B-003: never a role that only IMDi gives."""
    return set(roller) <= KOMMUNEROLLER


def er_imdi_roller(roller: Iterable[Rolle]) -> bool:
    return set(roller) <= IMDI_ROLLER


def kan_skrive_kontakt(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """Decision 14: skriv and administrator."""
    return tilgang.har(bruker, Rettighet.KONTAKT_SKRIV, kommune_id)
