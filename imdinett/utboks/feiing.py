"""The sweep: finds what the doorbell missed and what a dead worker left behind (security.md §7)."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from imdinett.kjerne import klokke
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.utboks.services import SEND_EPOST, Forsok
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.utboks.vekking import merk_vekket, vekk

BUNKE = 500
LEVER_BREV = "brev.lever"
AVKLAR_BREV = "brev.avklar"
TEGN_BREV = "brev.lag_pdf"


def fei() -> dict[str, int]:
    """One round; how many of each kind were found."""
    frigitt = _frigi_epost()
    uklare = _gi_opp_brev()
    klare = {
        SEND_EPOST: _ta(_forfalt().epost()),
        LEVER_BREV: _ta(_forfalt().filter(kanal=Kanal.SVARUT)),
        AVKLAR_BREV: _ta(_uklare()),
        TEGN_BREV: _ta(_forfalt().filter(kanal=Kanal.UTSKRIFT, fil=None)),
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
    return Forsendelse.objects.forfalt(klokke.now())


def _uklare() -> ForsendelseQuerySet:
    sist = klokke.now() - timedelta(seconds=settings.UTBOKS_VENT_FORST)
    rader = Forsendelse.objects.filter(tilstand=Tilstand.UKJENT_UTFALL, kanal=Kanal.SVARUT)
    return rader.filter(Q(spurt_tid=None) | Q(spurt_tid__lte=sist))


@transaction.atomic
def _ta(rader: ForsendelseQuerySet) -> list[int]:
    """The oldest that nobody has been rung for, or so long ago that the message is taken as lost; marked as rung for
    before it rings, so that a queue longer than the time between two sweeps does not fill with the same rows."""
    grense = klokke.now() - timedelta(seconds=settings.UTBOKS_TAPT_ETTER)
    ledige = rader.ikke_vekket_siden(grense).order_by("neste_forsok", "pk")
    ider = list(ledige.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:BUNKE])
    merk_vekket(ider)
    return ider


def _forsok(rader: ForsendelseQuerySet) -> Iterable[Forsok]:
    return [Forsok(pk, nummer) for pk, nummer in rader.values_list("pk", "forsok")[:BUNKE]]
