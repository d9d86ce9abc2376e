"""What SvarUT's statuses mean here (integrations.md 1.4), as data; and how a letter's state is shown."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imdinett.kjerne import klokke
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.web.komponent import Merke

T = Tilstand


@dataclass(frozen=True)
class Svarutstatus:
    """`tilstand` is where the row goes, None where it stays; `farge` is that of the tag."""

    tekst: Promise
    tilstand: Tilstand | None = None
    farge: str = "info"


STATUSER: dict[str, Svarutstatus] = {
    "MOTTATT": Svarutstatus(_("Sendt til SvarUT")),
    "AKSEPTERT": Svarutstatus(_("Sendt til SvarUT")),
    "AVVIST": Svarutstatus(_("Avvist av SvarUT"), T.FEILET_LEVERING, "danger"),
    "KLAR_FOR_MOTTAK": Svarutstatus(_("Levert mottakssystem"), T.LEVERT),
    "VARSLET": Svarutstatus(_("Varslet i Altinn"), T.LEVERT),
    "LEST": Svarutstatus(_("Lest"), T.LEST, "success"),
    "SENDT_DIGITALT": Svarutstatus(_("Ulest"), T.LEVERT, "warning"),
    "SENDT_SDP": Svarutstatus(_("Levert postkasse"), T.LEVERT),
    "LEVERT_SDP": Svarutstatus(_("Levert postkasse"), T.LEVERT),
    "SENDT_PRINT": Svarutstatus(_("Sendt som brevpost"), T.PRINT),
    "PRINTET": Svarutstatus(_("Sendt som brevpost"), T.PRINT, "success"),
    "IKKE_LEVERT": Svarutstatus(_("Ikke levert"), T.FEILET_LEVERING, "danger"),
    "MANUELT_HANDTERT": Svarutstatus(_("Manuelt håndtert"), None, "neutral"),
}
UKJENT = Svarutstatus(_("Ukjent status fra SvarUT"), None, "warning")
FARGER = {
    T.KLAR: "neutral",
    T.SENDER: "neutral",
    T.SENDT: "info",
    T.LEVERT: "info",
    T.LEST: "success",
    T.PRINT: "info",
    T.FEILET_LEVERING: "danger",
    T.AVVIST: "danger",
    T.UKJENT_UTFALL: "warning",
    T.AVKLARES: "danger",
    T.AVBRUTT: "neutral",
}
# SvarUT prints what lies unread in Altinn for two working days; the status alone says that it has happened.
DAGER_TIL_PRINT = 2


def for_kode(kode: str) -> Svarutstatus:
    """The meaning of a status as received; one that is not in the table is shown as unknown, never a crash."""
    return STATUSER.get(kode, UKJENT)


def merke(rad: Forsendelse) -> Merke:
    """The state in a few words: SvarUT's own once there is one."""
    tilstand = Tilstand(rad.tilstand)
    if rad.ekstern_status:
        fra_svarut = for_kode(rad.ekstern_status)
        return Merke(str(fra_svarut.tekst), fra_svarut.farge)
    if rad.kanal == Kanal.UTSKRIFT and tilstand == T.KLAR:
        return Merke(str(_("Venter på utskrift")), "warning")
    return Merke(str(tilstand.label), FARGER[tilstand])


def til_print(rad: Forsendelse) -> date | None:
    """About when an unread letter in Altinn is printed and posted; None when that is not ahead."""
    if rad.ekstern_status != "VARSLET" or rad.ekstern_status_tid is None:
        return None
    return klokke.arbeidsdager_etter(klokke.dag(rad.ekstern_status_tid), DAGER_TIL_PRINT)
