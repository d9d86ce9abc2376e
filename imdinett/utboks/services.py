"""Every write to the outbox: rows in, and what came of sending them (security.md §7, decision 31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import translation

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import kan_flyttes, move
from imdinett.tilgang.gjelder import type_av
from imdinett.utboks import abonnement
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.notices import Varsel
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.utboks.vekking import vekk_etter_commit

SEND_EPOST = "utboks.send_epost"
NOKKEL_MAKS = 150
FEIL_MAKS = 500


# ---- into the queue
@dataclass(frozen=True)
class Lagret:
    alle: list[Forsendelse]
    nye: list[Forsendelse]


def enqueue(varsel: Varsel, *, bruker: Bruker | None) -> list[Forsendelse]:
    """Queue an e-mail to each who gets it at once, in the running transaction; the same notice again adds nothing."""
    return enqueue_mange([varsel], bruker=bruker)


def enqueue_mange(varsler: Iterable[Varsel], *, bruker: Bruker | None) -> list[Forsendelse]:
    """The bulk form of `enqueue`: the rows of all notices in one statement."""
    par = [(en, mottaker) for en in varsler for mottaker in abonnement.faar_epost(en, list(en.mottakere()))]
    lagret = lagre([_epostrad(varsel, mottaker, bruker) for varsel, mottaker in par])
    vekk_etter_commit(SEND_EPOST, [rad.pk for rad in lagret.nye])
    return lagret.alle


def lagre(rader: Sequence[Forsendelse]) -> Lagret:
    """Insert the rows whose key is new. Raises outside a transaction: a letter is decided with its cause."""
    if not connection.in_atomic_block:
        raise RuntimeError("Utboksen kan bare skrives i en transaksjon.")
    Forsendelse.objects.bulk_create(rader, ignore_conflicts=True, batch_size=500)
    qs = Forsendelse.objects.filter(nokkel__in=[rad.nokkel for rad in rader])
    lagret = {nokkel: (pk, uuid) for nokkel, pk, uuid in qs.values_list("nokkel", "pk", "uuid")}
    etter_nokkel, nye = {}, []
    for rad in rader:
        pk, uuid = lagret[rad.nokkel]
        if rad.uuid == uuid:
            rad.pk, rad._state.adding = pk, False
            etter_nokkel[rad.nokkel] = rad
            nye.append(rad)
    kjente = qs.exclude(pk__in=[rad.pk for rad in nye]).select_related("kommune")
    if len(nye) < len(lagret):
        etter_nokkel |= {rad.nokkel: rad for rad in kjente}
    return Lagret([etter_nokkel[rad.nokkel] for rad in rader], nye)


def lag_nokkel(*deler: object) -> str:
    """A key that fits its column whatever its parts are."""
    hel = ":".join(str(del_) for del_ in deler)
    if len(hel) <= NOKKEL_MAKS:
        return hel
    return f"{hel[: NOKKEL_MAKS - 41]}#{sha256(hel.encode()).hexdigest()[:40]}"


def sprak_for(varsel: Varsel, mottaker: Bruker) -> str:
    """The recipient's own choice, else the kommune's målform, else bokmål."""
    return mottaker.sprak or (varsel.kommune.sprak if varsel.kommune else "nb")


def emnelinje(varsel: Varsel) -> str:
    """The subject on one line, in the language that is active."""
    return " ".join(str(varsel.emne()).split())


def _epostrad(varsel: Varsel, mottaker: Bruker, bruker: Bruker | None) -> Forsendelse:
    kommune = varsel.kommune
    naa = klokke.now()
    sprak = sprak_for(varsel, mottaker)
    innhold = _epostinnhold(varsel, mottaker, sprak)
    return Forsendelse(
        nokkel=lag_nokkel(varsel.slag, varsel.nokkel(), mottaker.epost),
        kanal=Kanal.EPOST,
        slag=varsel.slag,
        tittel=innhold["emne"][:200],
        kommune=kommune,
        gjelder_type=type_av(varsel.gjelder),
        gjelder_id=str(varsel.gjelder.pk),
        mottaker_navn=mottaker.navn,
        mottaker={"epost": mottaker.epost},
        innhold=innhold,
        sprak=sprak,
        opprettet_tid=naa,
        opprettet_av=bruker,
        neste_forsok=naa,
    )


def _epostinnhold(varsel: Varsel, mottaker: Bruker, sprak: str) -> dict[str, Any]:
    with translation.override(sprak):
        emne = emnelinje(varsel)
        lenke = varsel.lenke()
        kontekst = {
            **varsel.kontekst(),
            "emne": emne,
            "mottaker": mottaker,
            "sprak": sprak,
            "nettadresse": settings.NETTADRESSE,
            "lenke": urljoin(settings.NETTADRESSE, lenke) if lenke else "",
        }
        tekst = render_to_string(f"{varsel.mal}.txt", kontekst)
        html = render_to_string(f"{varsel.mal}.html", kontekst)
    return {"emne": emne, "tekst": tekst.strip() + "\n", "html": html, "hemmelig": varsel.hemmelig}


# ---- out of the queue
def laas_forfalt(pk: int, *, med: str = "kommune") -> Forsendelse | None:
    """Lock the row if it is due and nobody else has it, and read it with a related one. Needs a transaction."""
    return (
        Forsendelse.objects.forfalt(klokke.now())
        .filter(pk=pk)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related(med)
        .first()
    )


def begynn(rad: Forsendelse) -> None:
    """Mark a locked row as being sent. The caller commits before it calls anybody."""
    move(rad, Tilstand.SENDER)
    rad.sender_tid, rad.vekket_tid = klokke.now(), None
    rad.forsok += 1
    rad.save(update_fields=["tilstand", "sender_tid", "vekket_tid", "forsok"])


@dataclass(frozen=True)
class Forsok:
    """Which attempt an outcome belongs to: a late answer must not overwrite a newer attempt."""

    pk: int
    nummer: int


@transaction.atomic
def merk_sendt(forsok: Forsok, *, ekstern_id: str = "") -> bool:
    """Accepted. Also true for a row that was given up as unclear while the answer was under way."""
    rad = _laas(forsok, Tilstand.SENDT)
    if rad is None:
        return False
    rad.ekstern_id, rad.sendt_tid, rad.feil, rad.ukjent_tid = ekstern_id, klokke.now(), "", None
    if hemmelig := rad.innhold.get("hemmelig"):
        rad.innhold = {"emne": rad.innhold["emne"]}
    _flytt(rad, Tilstand.SENDT, "ekstern_id", "sendt_tid", *(["innhold"] if hemmelig else []))
    return True


@transaction.atomic
def merk_utsatt(forsok: Forsok, *, feil: str, vent: float | None = None, minst: float = 0) -> bool:
    """Certainly not accepted, may be tried again: back in the queue, each time after a longer wait."""
    rad = _laas(forsok, Tilstand.KLAR)
    if rad is None:
        return False
    rad.feil, rad.ukjent_tid = feil[:FEIL_MAKS], None
    sekunder = max(_ventetid(rad.forsok), minst) if vent is None else vent
    rad.neste_forsok = klokke.now() + timedelta(seconds=sekunder)
    _flytt(rad, Tilstand.KLAR, "neste_forsok")
    return True


@transaction.atomic
def merk_avvist(forsok: Forsok, *, feil: str) -> bool:
    """Certainly not accepted, and the same content will be refused again."""
    rad = _laas(forsok, Tilstand.AVVIST)
    if rad is None:
        return False
    rad.feil = feil[:FEIL_MAKS]
    _flytt(rad, Tilstand.AVVIST)
    return True


@transaction.atomic
def merk_ukjent(forsok: Forsok, *, feil: str) -> bool:
    """Nobody here knows whether it was accepted: never sent again before SvarUT has been asked."""
    rad = _laas(forsok, Tilstand.UKJENT_UTFALL)
    if rad is None:
        return False
    rad.feil, rad.ukjent_tid = feil[:FEIL_MAKS], klokke.now()
    _flytt(rad, Tilstand.UKJENT_UTFALL)
    return True


@transaction.atomic
def merk_avklares(forsok: Forsok, *, feil: str) -> bool:
    """Asking did not settle it: a task for IMDi."""
    rad = _laas(forsok, Tilstand.AVKLARES)
    if rad is None:
        return False
    rad.feil = feil[:FEIL_MAKS]
    _flytt(rad, Tilstand.AVKLARES)
    return True


@transaction.atomic
def merk_spurt(forsok: Forsok, *, feil: str = "") -> None:
    """The question was asked, and settled nothing yet."""
    endring = {"spurt_tid": klokke.now(), "vekket_tid": None} | ({"feil": feil[:FEIL_MAKS]} if feil else {})
    Forsendelse.objects.filter(pk=forsok.pk, tilstand=Tilstand.UKJENT_UTFALL).update(**endring)


@transaction.atomic
def utsett_klar(pk: int, *, feil: str) -> None:
    """The letter could not even be drawn: it waits in the queue, with the reason."""
    rad = Forsendelse.objects.select_for_update(of=("self",)).filter(pk=pk, tilstand=Tilstand.KLAR).first()
    if rad is not None:
        rad.feil, rad.vekket_tid = feil[:FEIL_MAKS], None
        rad.neste_forsok = klokke.now() + timedelta(seconds=settings.UTBOKS_VENT_FORST)
        rad.save(update_fields=["feil", "vekket_tid", "neste_forsok"])


def _laas(forsok: Forsok, til: Tilstand) -> Forsendelse | None:
    rad = Forsendelse.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=forsok.pk)
    return rad if rad.forsok == forsok.nummer and kan_flyttes(rad, til) else None


def _flytt(rad: Forsendelse, til: Tilstand, *felt: str) -> None:
    move(rad, til)
    rad.vekket_tid = None
    rad.save(update_fields=["tilstand", "feil", "ukjent_tid", "vekket_tid", *felt])
    hva = HENDELSER[rad.kanal == Kanal.EPOST].get(til)
    if hva:
        hendelse.log(None, hva, rad, **hendelsesdata(rad))


def hendelsesdata(rad: Forsendelse) -> dict[str, Any]:
    """What an event says about a letter: never who a private person is (B-034)."""
    return {
        "tittel": rad.tittel,
        "mottaker": str(rad.kommune) if rad.kommune else "",
        "referanse": str(rad.uuid),
        "forsok": rad.forsok,
        "feil": rad.feil,
    }


def _ventetid(forsok: int) -> int:
    return int(min(settings.UTBOKS_VENT_FORST * 2 ** max(forsok - 1, 0), settings.UTBOKS_VENT_MAKS))


_BREV = {
    Tilstand.SENDT: Hendelsestype.BREV_SENDT,
    Tilstand.KLAR: Hendelsestype.BREV_UTSATT,
    Tilstand.AVVIST: Hendelsestype.BREV_AVVIST,
    Tilstand.UKJENT_UTFALL: Hendelsestype.BREV_UKLART,
    Tilstand.AVKLARES: Hendelsestype.BREV_AVKLARES,
}
HENDELSER = {False: _BREV, True: {Tilstand.AVVIST: Hendelsestype.EPOST_AVVIST}}


# ---- by a person
def avbryt(rad: Forsendelse, *, bruker: Bruker | None) -> None:
    """Cancel a row that nobody has been given (a recalled vedtak). The caller has locked it: UlovligOvergang
    when it is on its way or gone."""
    move(rad, Tilstand.AVBRUTT)
    rad.save(update_fields=["tilstand"])
    if rad.kanal != Kanal.EPOST:
        hendelse.log(bruker, Hendelsestype.BREV_AVBRUTT, rad, **hendelsesdata(rad))


def avbryt_usendte(*, bruker: Bruker | None, gjelder: Model) -> list[Forsendelse]:
    """Cancel the letters of an object that are still in the queue; gives those that could not be stopped."""
    gitt = []
    for rad in Forsendelse.objects.brev().gjelder(gjelder).select_for_update(of=("self",)):
        if rad.tilstand == Tilstand.KLAR:
            avbryt(rad, bruker=bruker)
        elif rad.tilstand not in (Tilstand.AVBRUTT, Tilstand.AVVIST):
            gitt.append(rad)
    return gitt
