"""Rows of outbox as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.brev import status
from imdinett.brev.kolister import NAVN, Antall, Utvalg
from imdinett.brev.queries import AKSEPTERT, sist
from imdinett.kjerne import klokke
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import FEIL, Kanal, Tilstand
from imdinett.utboks.synlighet import PERSON
from imdinett.web import norsk
from imdinett.web.komponent import Fane, Merke, Rad

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

BUNKE_I = timedelta(hours=1)


def pdfnavn(brev: Forsendelse) -> str:
    """What the letter's PDF is called when it is saved, alone or in a packet."""
    return f"brev-{brev.innhold['referanse']}.pdf"


def fakta(rad: Forsendelse) -> list[Rad]:
    """What the reader of a letter wants to know about its journey."""
    rader = [
        Rad(_("Til"), rad.mottaker_navn),
        Rad(_("Lagt i kø"), norsk.tidspunkt(rad.opprettet_tid)),
        Rad(_("Sendt"), norsk.tidspunkt(rad.sendt_tid) if rad.sendt_tid else _("Ikke sendt ennå")),
        Rad(_("Vår referanse"), rad.innhold["referanse"]),
    ]
    if rad.ekstern_status_tid:
        rader.insert(3, Rad(_("Status endret"), norsk.tidspunkt(rad.ekstern_status_tid)))
    if print_dato := status.til_print(rad):
        rader.insert(4, Rad(_("Går til print ca."), norsk.dato(print_dato)))
    return rader


def mottaker(rad: Forsendelse) -> str:
    """Names of private persons stand in the letter only, where reading them is logged."""
    if rad.slag.startswith(PERSON) and rad.kanal == Kanal.UTSKRIFT:
        return _("Privatperson")
    return rad.mottaker_navn


def fakta_imdi(rad: Forsendelse) -> list[Rad]:
    rader = [
        Rad(_("Til"), mottaker(rad)),
        Rad(_("Kanal"), Kanal(rad.kanal).label),
        Rad(_("Kommune"), str(rad.kommune) if rad.kommune else _("Ingen")),
        Rad(_("Vår eksternReferanse"), str(rad.uuid)),
        Rad(_("Lagt i kø"), norsk.tidspunkt(rad.opprettet_tid)),
        Rad(_("Forsøk"), rad.forsok),
        Rad(_("Siste forsøk"), norsk.tidspunkt(rad.sender_tid) if rad.sender_tid else _("Ingen ennå")),
    ]
    if rad.tilstand == Tilstand.KLAR and rad.kanal != Kanal.UTSKRIFT:
        rader.append(Rad(_("Neste forsøk"), norsk.tidspunkt(rad.neste_forsok)))
    if rad.feil:
        rader.append(Rad(_("Siste feil"), rad.feil))
    if rad.ekstern_id:
        rader.append(Rad(_("SvarUT-ID"), rad.ekstern_id))
    if rad.ekstern_status:
        rader.append(Rad(_("Status fra SvarUT"), f"{rad.ekstern_status} – {status.for_kode(rad.ekstern_status).tekst}"))
    if print_dato := status.til_print(rad):
        rader.append(Rad(_("Går til print ca."), norsk.dato(print_dato)))
    if hasattr(rad, "fil"):
        rader.append(Rad(_("Sjekksum (SHA-256)"), rad.fil.sha256))
    return rader


@dataclass(frozen=True)
class Korad:
    tittel: str
    url: str
    mottaker: str
    kanal: str
    merke: Merke
    forsok: int
    tid: datetime
    feil: str


def korad(rad: Forsendelse) -> Korad:
    return Korad(
        tittel=rad.tittel,
        url=reverse("brevko_detalj", args=[rad.uuid]),
        mottaker=mottaker(rad),
        kanal=str(Kanal(rad.kanal).label),
        merke=status.merke(rad),
        forsok=rad.forsok,
        tid=sist(rad),
        feil=rad.feil,
    )


def utvalg(antall: Mapping[Utvalg, Antall], valgt: str) -> list[Fane]:
    adresse = reverse("brevko")
    alle = Fane(_("Alle"), adresse, valgt == "")
    return [alle] + [Fane(str(NAVN[en]), f"{adresse}?utvalg={en}", valgt == en, antall[en].antall) for en in Utvalg]


def fremdrift_siste(bruker: "tilgang.Hvem") -> dict[str, Any]:
    """How far the letters of the last hour have come, for komponenter/fremdrift.html."""
    rader = Forsendelse.objects.synlig_i_brevko(bruker).filter(
        kanal=Kanal.SVARUT, opprettet_tid__gte=klokke.now() - BUNKE_I
    )
    tall = (
        rader.exclude(tilstand=Tilstand.AVBRUTT)
        .order_by()
        .aggregate(
            totalt=Count("pk"),
            akseptert=Count("pk", filter=Q(tilstand__in=AKSEPTERT)),
            feilet=Count("pk", filter=Q(tilstand__in=FEIL)),
        )
    )
    return {
        "totalt": tall["totalt"],
        "ferdig": tall["akseptert"] + tall["feilet"],
        "feilet": tall["feilet"],
        "tekst": _("Brev fra den siste timen, tatt imot av SvarUT"),
        "url": reverse("brevko_fremdrift"),
    }
