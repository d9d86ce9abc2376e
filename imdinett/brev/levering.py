"""The worker's side of letters: draw, claim, send, ask, follow up. Every step is safe to run twice."""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from imdinett.brev import pdf, status, svarut
from imdinett.brev.models import Brevfil
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import kan_flyttes, move
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import Forsok
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.utboks.vekking import vekk_etter_commit

logg = logging.getLogger(__name__)
BUNKE = 100
STATUS_I = timedelta(days=92)
_STATUS = ("pk", "ekstern_status", "ekstern_status_tid")
_KODE_MAKS = 40
FOLGES = (Tilstand.SENDT, Tilstand.LEVERT, Tilstand.PRINT, Tilstand.FEILET_LEVERING)


# ---- draw
def lag_pdf(rad: Forsendelse) -> Brevfil:
    """The letter's frozen bytes: drawn the first time, the same ever after."""
    fil: Brevfil | None = getattr(rad, "fil", None)
    if fil is not None:
        return fil
    oversettelse = rad.innhold.get("oversettelse") or {}
    innhold = pdf.tegn(dokument(rad), identifikator=str(rad.uuid), seksjonssprak=oversettelse.get("sprak", ""))
    return Brevfil.objects.create(
        forsendelse=rad,
        pdf=innhold,
        sha256=sha256(innhold).hexdigest(),
        malversjon=rad.innhold["malversjon"],
        laget_tid=klokke.now(),
    )


def dokument(rad: Forsendelse) -> str:
    """The whole HTML document around the frozen text."""
    kontekst = {
        "html": mark_safe(rad.innhold["html"]),  # noqa: S308  # made by our own template, escaped there
        "tittel": rad.tittel,
        "sprak": rad.sprak,
        "referanse": rad.innhold["referanse"],
        "laget": klokke.dag(rad.opprettet_tid).isoformat(),
        "epost": settings.KONTAKT_IMDI_EPOST,
    }
    with translation.override(rad.sprak):
        return render_to_string("brev/dokument.html", kontekst)


@transaction.atomic
def lag_pdf_til_utskrift(pk: int) -> None:
    """A letter for print waits for a person, with its PDF ready."""
    rad = Forsendelse.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if rad is not None:
        lag_pdf(rad)


# ---- send
def lever(pk: int) -> str:
    """Deliver one letter if it is due and nobody else is doing it; says what came of it."""
    try:
        tatt = _ta(pk)
    except Exception as feil:
        logg.exception("Brev %s kunne ikke lages", pk)
        utboks.utsett_klar(pk, feil=f"Brevet kunne ikke lages: {type(feil).__name__}.")
        return "ikke laget"
    if tatt is None:
        return "ikke klar"
    rad, innhold = tatt
    return _send(rad, innhold, Forsok(rad.pk, rad.forsok))


@transaction.atomic
def _ta(pk: int) -> tuple[Forsendelse, bytes] | None:
    """Lock, draw, mark as being sent. Committed before anybody is called."""
    rad = utboks.laas_forfalt(pk, med="fil")
    if rad is None or rad.kanal != Kanal.SVARUT:
        return None
    fil = lag_pdf(rad)
    utboks.begynn(rad)
    return rad, bytes(fil.pdf)


def _send(rad: Forsendelse, innhold: bytes, forsok: Forsok) -> str:
    try:
        ekstern_id = svarut.send(rad, innhold)
    except svarut.IkkeMottatt as feil:
        utboks.merk_utsatt(forsok, feil=str(feil), minst=feil.vent)
        return "utsatt"
    except svarut.Avslag as feil:
        utboks.merk_avvist(forsok, feil=str(feil))
        return "avvist"
    except svarut.Uklart as feil:
        utboks.merk_ukjent(forsok, feil=str(feil))
        return "uklart"
    except Exception as feil:
        # Not foreseen, so nobody knows how far it came.
        logg.exception("Brev %s: uventet feil under sending", rad.pk)
        utboks.merk_ukjent(forsok, feil=f"Uventet feil under sending: {type(feil).__name__}.")
        return "uklart"
    if not utboks.merk_sendt(forsok, ekstern_id=ekstern_id):
        logg.error("Brev %s ble mottatt som %s etter at et nyere forsøk var begynt", rad.pk, ekstern_id)
    return "sendt"


# ---- ask about what is unclear (integrations.md 1.6)
def avklar(pk: int) -> str:
    """Ask SvarUT for our reference: one hit settles it, none after half an hour frees it, more is for a person."""
    rad = Forsendelse.objects.filter(pk=pk, tilstand=Tilstand.UKJENT_UTFALL).first()
    if rad is None or rad.sender_tid is None or rad.ukjent_tid is None:
        return "ikke uklart"
    forsok, spurt = Forsok(rad.pk, rad.forsok), klokke.now()
    try:
        ider = svarut.finn(rad.uuid)
    except svarut.Svarutfeil as feil:
        if spurt - rad.ukjent_tid >= timedelta(seconds=settings.UTBOKS_AVKLARES_ETTER):
            utboks.merk_avklares(forsok, feil=f"SvarUT har ikke svart på hva som skjedde med brevet. {feil}")
            return "avklares"
        utboks.merk_spurt(forsok, feil=str(feil))
        return "uten svar"
    return _ta_svar(forsok, ider, gammel=spurt - rad.sender_tid >= timedelta(seconds=settings.UTBOKS_NY_SENDING_ETTER))


def _ta_svar(forsok: Forsok, ider: list[str], *, gammel: bool) -> str:
    if len(ider) == 1:
        utboks.merk_sendt(forsok, ekstern_id=ider[0])
        return "sendt"
    if ider:
        utboks.merk_avklares(forsok, feil=f"SvarUT har {len(ider)} forsendelser med vår referanse: {', '.join(ider)}")
        return "avklares"
    if not gammel:
        utboks.merk_spurt(forsok)
        return "for tidlig"
    with transaction.atomic():
        utboks.merk_utsatt(forsok, feil="SvarUT hadde ikke mottatt brevet.", vent=0)
        vekk_etter_commit("brev.lever", [forsok.pk])
    return "klar igjen"


# ---- follow up
def hent_status() -> int:
    """Ask where the sent letters are, in batches; how many had news. LEST may come long after the rest."""
    etter = klokke.now() - STATUS_I
    rader = Forsendelse.objects.filter(kanal=Kanal.SVARUT, tilstand__in=FOLGES, sendt_tid__gte=etter).exclude(
        ekstern_id=""
    )
    etter_id = dict(rader.values_list("ekstern_id", "pk"))
    nytt = 0
    for bunke in _bunker(etter_id):
        try:
            svar = svarut.statuser(bunke)
        except svarut.Svarutfeil as feil:
            logg.warning("Fikk ikke status fra SvarUT: %s", feil)
            break
        nytt += ta_statuser({etter_id[en.id]: en for en in svar if en.id in etter_id})
    return nytt


def _bunker(ider: Iterable[str]) -> Iterable[list[str]]:
    strom = iter(ider)
    while bunke := list(islice(strom, BUNKE)):
        yield bunke


@transaction.atomic
def ta_statuser(svar: Mapping[int, svarut.Status]) -> int:
    """Store SvarUT's statuses as received, by the letters' ids; move the rows where the table says and their state
    allows it. How many had news: most have none, and are not locked."""
    kjente = {pk: (kode, tid) for pk, kode, tid in Forsendelse.objects.filter(pk__in=svar).values_list(*_STATUS)}
    nye = [pk for pk, en in svar.items() if kjente[pk] != (en.kode[:_KODE_MAKS], en.tid)]
    rader = Forsendelse.objects.select_for_update(of=("self",)).select_related("kommune").defer("innhold")
    endret = [(rad, _ta_status(rad, svar[rad.pk])) for rad in rader.filter(pk__in=nye).order_by("pk")]
    Forsendelse.objects.bulk_update([rad for rad, _fra in endret], ["ekstern_status", "ekstern_status_tid", "tilstand"])
    hendelse.log_mange(
        None,
        Hendelsestype.BREV_STATUS,
        [
            (rad, None, {**utboks.hendelsesdata(rad), "status": rad.ekstern_status})
            for rad, fra in endret
            if status.for_kode(fra) != status.for_kode(rad.ekstern_status)
        ],
    )
    return len(endret)


def _ta_status(rad: Forsendelse, ny: svarut.Status) -> str:
    """The status that it had."""
    fra, kode = rad.ekstern_status, ny.kode[:_KODE_MAKS]
    til = status.for_kode(kode)
    if kode not in status.STATUSER:
        logg.warning("Ukjent status fra SvarUT for brev %s: %s", rad.pk, kode)
    rad.ekstern_status, rad.ekstern_status_tid = kode, ny.tid
    if til.tilstand and til.tilstand != rad.tilstand and kan_flyttes(rad, til.tilstand):
        move(rad, til.tilstand)
    return fra
