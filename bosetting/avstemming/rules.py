"""Who answers and who reminds in an avstemming, and what an answer must hold. No queries."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bosetting.avstemming.kvartal import Kvartal, ferdige
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


def kan_svare(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """B-002: the kommune itself, by its skriv role. IMDi has the right everywhere, and confirms nothing for others."""
    return tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, kommune_id) and not kan_purre(bruker)


def kan_purre(bruker: "tilgang.Hvem") -> bool:
    """Those at IMDi who correct the dates."""
    return tilgang.har_imdi(bruker, Rettighet.BOSETTINGSDATO_SKRIV)


def krev_ferdig(kvartal: Kvartal) -> None:
    """W-02: a quarter is reconciled when it is over."""
    if kvartal not in ferdige():
        raise Domenefeil("kvartal_ikke_ferdig", _("Kvartalet kan ikke avstemmes."))


def krev_samme_tall(sett: str, avtrykk: str) -> None:
    """What is answered is what was seen."""
    if sett != avtrykk:
        raise Kollisjon(
            "tallene_endret", _("Tallene ble endret mens siden var åpen. Se over dem og svar på nytt."), felt="avtrykk"
        )


def krev_forskjell(egne: Sequence[int], bosatt: Sequence[int]) -> None:
    """«Stemmer ikke» with the register's own numbers says nothing that IMDi can follow up."""
    if list(egne) == list(bosatt):
        raise Domenefeil(
            "samme_tall",
            _("Tallene er de samme som i registeret. Rett dem som er feil, eller gå tilbake og bekreft."),
            felt="maaned_1",
        )
