"""The sweep: finds what the doorbell missed and what a dead worker left behind (security.md §7)."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from imdinett.kjerne import klokke
from imdinett.kjerne.vekking import vekk
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.utboks.services import SEND_EPOST, Forsok
from imdinett.utboks.states import Kanal, Tilstand

BUNKE = 500
LEVER_BREV = "brev.lever"
AVKLAR_BREV = "brev.avklar"


def fei() -> dict[str, int]:
    """One round; how many of each kind were found."""
    frigitt = _frigi_epost()
    uklare = _gi_opp_brev()
    klare = {
        SEND_EPOST: _ider(_forfalt().epost()),
        LEVER_BREV: _ider(_forfalt().filter(kanal=Kanal.SVARUT)),
        AVKLAR_BREV: _ider(_uklare()),
    }
    for oppgave, ider in klare.items():
        if ider:
            vekk(oppgave, ider)
    return {"frigitt": frigitt, "uklare": uklare} | {oppgave: len(ider) for oppgave, ider in klare.items()}


def _frigi_epost() -> int:
    """E-mail is sent at least once: in flight for an hour is lost, and goes again."""
    rader = _i_sending(settings.UTBOKS_EPOST_FRIGIS_ETTER).epost()
    return sum(utboks.merk_utsatt(en, feil="Sendingen ble avbrutt.", vent=0) for en in _forsok(rader))


def _gi_opp_brev() -> int:
    """A letter in flight for twenty minutes may have been accepted: never back in the queue unasked."""
    rader = _i_sending(settings.UTBOKS_SENDER_UKJENT_ETTER).brev()
    return sum(utboks.merk_ukjent(en, feil="Sendingen ble avbrutt før svaret kom.") for en in _forsok(rader))


def _i_sending(sekunder: int) -> ForsendelseQuerySet:
    grense = klokke.now() - timedelta(seconds=sekunder)
    return Forsendelse.objects.filter(tilstand=Tilstand.SENDER, sender_tid__lte=grense)


def _forfalt() -> ForsendelseQuerySet:
    """New rows get a moment in which their own message may arrive; rows that wait for a retry have none."""
    naa = klokke.now()
    nylig = naa - timedelta(seconds=settings.UTBOKS_FEIER_HVERT)
    return Forsendelse.objects.forfalt(naa).filter(Q(forsok__gt=0) | Q(neste_forsok__lte=nylig))


def _uklare() -> ForsendelseQuerySet:
    sist = klokke.now() - timedelta(seconds=settings.UTBOKS_VENT_FORST)
    rader = Forsendelse.objects.filter(tilstand=Tilstand.UKJENT_UTFALL, kanal=Kanal.SVARUT)
    return rader.filter(Q(spurt_tid=None) | Q(spurt_tid__lte=sist))


def _ider(rader: ForsendelseQuerySet) -> list[int]:
    return list(rader.order_by("neste_forsok", "pk").values_list("pk", flat=True)[:BUNKE])


def _forsok(rader: ForsendelseQuerySet) -> Iterable[Forsok]:
    return [Forsok(pk, nummer) for pk, nummer in rader.values_list("pk", "forsok")[:BUNKE]]
