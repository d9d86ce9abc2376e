"""Files from outside: quarantine, scanner, clean (decision 37)."""

import logging
from functools import partial
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.tilstand import move
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.kommune.models import Kommune
from imdinett.opplasting import clamd, lager
from imdinett.opplasting.kontroll import kontroller
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang.rettighet import Rettighet

SKANN = "opplasting.skann"
SKANNER_NEDE = "skanneren svarer ikke"
BUNKE = 500
logg = logging.getLogger(__name__)


def motta(
    fil: UploadedFile, *, bruker: Bruker, kommune: Kommune | None, rettighet: Rettighet | None, felt: str | None = None
) -> Opplasting:
    """Check a file and keep it where nobody can open it until it has been scanned.

    `rettighet` is what it takes to read it, in its kommune; None closes it to all but the pages of its owner. Raises
    Domenefeil (at `felt`) when the file is not one of the types, is empty or too large. Needs a transaction, like
    everything that is decided.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("En fil kan bare tas imot i en transaksjon.")
    innhold, navn, mime = kontroller(fil, felt=felt)
    opplasting = Opplasting(
        kommune=kommune,
        rettighet=rettighet.value if rettighet else "",
        filnavn=navn,
        type=mime,
        storrelse=len(innhold),
        sha256=sha256(innhold).hexdigest(),
        lastet_opp_tid=klokke.now(),
        lastet_opp_av=bruker,
    )
    lager.skriv(opplasting.uuid, innhold)
    opplasting.save()
    hendelse.log(bruker, Hendelsestype.OPPLASTING_MOTTATT, opplasting, filnavn=str(opplasting), storrelse=len(innhold))
    vekk_etter_commit(SKANN, [opplasting.pk])
    return opplasting


def krev_ren(innhold: bytes, *, felt: str | None = None) -> bytes:
    """Decision 37 for a file that is read and not kept: no verdict, no reading. Domenefeil at `felt`."""
    try:
        dom = clamd.skann(innhold)
    except clamd.UtenDom as feil:
        melding = _("Vi får ikke kontrollert filen for virus nå. Prøv igjen om litt.")
        raise Domenefeil("skanner_nede", melding, felt=felt) from feil
    if not dom.ren:
        raise Domenefeil("virus", _("Filen har virus og ble ikke lest."), felt=felt)
    return innhold


def skann(pk: int) -> str:
    """Scan one waiting file; says what came of it. Without a verdict it goes on waiting."""
    opplasting = Opplasting.objects.venter().filter(pk=pk).first()
    if opplasting is None:
        return "venter ikke"
    try:
        dom = clamd.skann(lager.les(opplasting.uuid))
    except clamd.SkannerNede as feil:
        logg.warning("Opplasting %s er ikke kontrollert: %s", pk, feil)
        return SKANNER_NEDE
    except clamd.UtenDom as feil:
        logg.error("Opplasting %s er ikke kontrollert: %s", pk, feil)
        return "uten dom"
    except FileNotFoundError:
        logg.exception("Opplasting %s mangler på disken", pk)
        return "filen mangler"
    return _avgjor(pk, dom)


@transaction.atomic
def _avgjor(pk: int, dom: clamd.Dom) -> str:
    opplasting = Opplasting.objects.venter().select_for_update(of=("self",)).filter(pk=pk).first()
    if opplasting is None:
        return "venter ikke"
    move(opplasting, Filtilstand.REN if dom.ren else Filtilstand.SMITTET)
    opplasting.funn, opplasting.skannet_tid = dom.funn[:200], klokke.now()
    opplasting.save(update_fields=["tilstand", "funn", "skannet_tid"])
    hva = Hendelsestype.OPPLASTING_REN if dom.ren else Hendelsestype.OPPLASTING_SMITTET
    hendelse.log(None, hva, opplasting, filnavn=str(opplasting), funn=opplasting.funn)
    if not dom.ren:
        transaction.on_commit(lambda: lager.slett(opplasting.uuid))
    return str(opplasting.tilstand)


# ---- what nobody took into use
def slett_uten_eier() -> int:
    """In pieces; how many. Row and file: the file when the row is gone for good."""
    antall = 0
    while bunke := _slett_en_bunke():
        antall += bunke
    return antall


@transaction.atomic
def _slett_en_bunke() -> int:
    """Whoever takes a file into use holds its row until it has committed; so it is asked again under the lock."""
    utlopte = Opplasting.objects.utlopt().select_for_update(skip_locked=True).order_by("pk")
    laast = list(utlopte.values_list("pk", flat=True)[:BUNKE])
    rader = list(Opplasting.objects.filter(pk__in=laast).utlopt().select_related("kommune").order_by("pk"))
    hendelse.log_mange(
        None, Hendelsestype.OPPLASTING_SLETTET, [(rad, rad.kommune, {"filnavn": str(rad)}) for rad in rader]
    )
    Opplasting.objects.filter(pk__in=[rad.pk for rad in rader]).delete()
    for rad in rader:
        transaction.on_commit(partial(lager.slett, rad.uuid))
    return len(rader)
