"""The kartlegging on its way: written by mottak, sent, sent back, approved by IMDi (bosetting.md §6)."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.person import notices, rules
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.services.laas import laas
from bosetting.person.states import Kartleggingstilstand, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue


@transaction.atomic
def lagre_kartleggingsutkast(*, bruker: Bruker, sak: Sak, svar: Kartleggingssvar) -> Kartlegging:
    """What mottak has so far, kept on the server. No event before it is sent; nobody else reads a draft."""
    return _skriv(bruker, _hos_mottak(bruker, sak), svar)


@transaction.atomic
def send_kartlegging(*, bruker: Bruker, sak: Sak, svar: Kartleggingssvar) -> Kartlegging:
    """utkast or returnert → sendt. The short kartlegging is enough; what is missing is marked (W-19)."""
    sak = _hos_mottak(bruker, sak)
    rules.kontroller_ferdig(svar)
    kartlegging = _skriv(bruker, sak, svar)
    move(kartlegging, Kartleggingstilstand.SENDT)
    kartlegging.save(update_fields=["tilstand"])
    hendelse.log(bruker, Hendelsestype.KARTLEGGING_REGISTRERT, sak)
    return kartlegging


def _hos_mottak(bruker: Bruker, sak: Sak) -> Sak:
    """The locked case, when the user may write its kartlegging now."""
    sak = laas([sak])[0]
    tilgang.krev(rules.er_beboer(bruker, sak))
    if not rules.er_til_kartlegging(sak, Kartlegging.objects.filter(sak=sak).first()):
        raise Kollisjon("kartlegging_sendt", _("Kartleggingen er alt sendt til IMDi og kan ikke endres her."))
    return sak


def _skriv(bruker: Bruker, sak: Sak, svar: Kartleggingssvar) -> Kartlegging:
    rules.kontroller_kartlegging(svar)
    verdier = {**asdict(svar), "andre_sprak": list(svar.andre_sprak)}
    verdier |= {"registrert_tid": klokke.now(), "registrert_av": bruker}
    nye = {"tilstand": Kartleggingstilstand.UTKAST, **verdier}
    return Kartlegging.objects.update_or_create(sak=sak, defaults=verdier, create_defaults=nye)[0]


@transaction.atomic
def returner_kartlegging(*, bruker: Bruker, sak: Sak, tekst: str) -> Kartlegging:
    """sendt → returnert: IMDi says in words what is missing; mottak has it on its list again."""
    tilgang.krev(rules.kan_registrere(bruker))
    sak = laas([sak])[0]
    if not tekst.strip():
        raise Domenefeil("retur_uten_tekst", _("Skriv hva mottaket må gjøre."), felt="tekst")
    kartlegging = Kartlegging.objects.select_for_update(of=("self",)).filter(sak=sak).first()
    if kartlegging is None or sak.tilstand != Sakstilstand.TIL_KARTLEGGING or sak.mottak_id is None:
        raise Domenefeil("ikke_hos_mottak", _("Det er ingen kartlegging fra et mottak å sende tilbake."))
    move(kartlegging, Kartleggingstilstand.RETURNERT)
    kartlegging.returnert_tid, kartlegging.returnert_av = klokke.now(), bruker
    kartlegging.returnert_tekst = tekst.strip()
    kartlegging.save(update_fields=["tilstand", "returnert_tid", "returnert_av", "returnert_tekst"])
    hendelse.log(bruker, Hendelsestype.KARTLEGGING_RETURNERT, sak)
    enqueue(notices.KartleggingReturnert(kartlegging, sak), bruker=bruker)
    return kartlegging
