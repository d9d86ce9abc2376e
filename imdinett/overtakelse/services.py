"""The flow that every kind of file takes: tried, read in or given up, and the rows deleted in time."""

import hashlib
import json
from dataclasses import astuple
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke, radfil
from imdinett.kjerne.feil import IkkeTilgang, Kollisjon
from imdinett.kjerne.radfil import Avvist
from imdinett.kjerne.tilstand import move
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.opplasting.kontroll import rent_navn
from imdinett.overtakelse import slag
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.overtakelse.slag import Avslag, Kilde, Utfall
from imdinett.overtakelse.states import Overtakelsestilstand, Stans
from imdinett.tilgang import tilgang

LES_INN = "overtakelse.les_inn"
_LAAS = 7_420_316
STORSTE_GRUNN = 400
BUNKE = 500


class Endret(Kollisjon):
    """What is here has changed since the dry run, so that the file would give something else."""

    def __init__(self) -> None:
        super().__init__(
            "annet_resultat",
            _("Noe er endret siden filen ble prøvd, så den ville gitt et annet resultat. Se over på nytt."),
        )


# ---- tried
@transaction.atomic
def prov(*, bruker: Bruker, innhold: bytes, filnavn: str) -> Overtakelse:
    """The dry run: nothing is taken over. The file is kept until it is read in or given up. Scanned by the caller."""
    fil = radfil.apne(innhold, slag.versjoner())
    tilgang.krev(slag.finn(fil.slag).kan_leses_av(bruker))
    overtakelse = Overtakelse(
        slag=fil.slag,
        filnavn=rent_navn(filnavn),
        sha256=hashlib.sha256(innhold).hexdigest(),
        innhold=innhold,
        lastet_opp_tid=klokke.now(),
        lastet_opp_av=bruker,
    )
    _lagre(overtakelse, _utfall(bruker, overtakelse))
    hendelse.log(bruker, Hendelsestype.OVERTAKELSE_PROVD, overtakelse, **_antall(overtakelse))
    return overtakelse


@transaction.atomic
def prov_igjen(*, bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    """The same file against what is here now."""
    overtakelse = _laas(bruker, overtakelse_id)
    if overtakelse.tilstand == Overtakelsestilstand.PROVD:
        _lagre(overtakelse, _utfall(bruker, overtakelse))
    return overtakelse


def _utfall(bruker: Bruker, overtakelse: Overtakelse) -> Utfall:
    """Every line judged once: it goes in, it is known, or it is refused with a reason."""
    assert overtakelse.innhold is not None
    valgt = overtakelse.slaget
    fil = radfil.apne(bytes(overtakelse.innhold), slag.versjoner())
    lest = list(radfil.rader(fil, valgt.kolonner, valgt.maks_rader, valgt.valgfrie))
    uleselige = [Avslag(rad.linje, rad.innhold, rad.grunn) for rad in lest if isinstance(rad, Avvist)]
    utfall = valgt.prov(bruker, [rad for rad in lest if not isinstance(rad, Avvist)])
    utfall.avviste = sorted([*utfall.avviste, *uleselige], key=lambda rad: rad.linje)
    return utfall


def _lagre(overtakelse: Overtakelse, utfall: Utfall) -> None:
    overtakelse.antall_inn, overtakelse.antall_kjent = len(utfall.linjer), len(utfall.kjente)
    overtakelse.antall_avvist = len(utfall.avviste)
    overtakelse.mangler = utfall.mangler
    overtakelse.tall = [astuple(rad) for rad in utfall.tall]
    overtakelse.avtrykk = _avtrykk(utfall)
    overtakelse.save()
    overtakelse.avviste.all().delete()
    Overtakelsesrad.objects.bulk_create(
        [
            Overtakelsesrad(
                overtakelse=overtakelse,
                linje=rad.linje,
                innhold=rad.innhold,
                grunn=rad.grunn[:STORSTE_GRUNN],
                forskjeller=[astuple(ulik) for ulik in rad.forskjeller],
            )
            for rad in utfall.avviste
        ],
        batch_size=BUNKE,
    )


def _avtrykk(utfall: Utfall) -> str:
    """Which lines go in, are known and are refused: what the reader said yes to. No text, which has a language."""
    deler = [sorted(utfall.linjer), sorted(utfall.kjente), [rad.linje for rad in utfall.avviste]]
    return hashlib.sha256(json.dumps(deler).encode()).hexdigest()


def _antall(overtakelse: Overtakelse) -> dict[str, Any]:
    return {
        "slag": overtakelse.slag,
        "sjekksum": overtakelse.sha256,
        "inn": overtakelse.antall_inn,
        "kjent": overtakelse.antall_kjent,
        "avvist": overtakelse.antall_avvist,
    }


# ---- read in
def be_om_lesing(*, bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    """At once when the file is short. A long one is read in by the worker, so that nobody waits for it."""
    overtakelse = _bestill(bruker, overtakelse_id)
    return overtakelse if overtakelse.leses else les_inn(bruker=bruker, overtakelse_id=overtakelse_id)


@transaction.atomic
def _bestill(bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    overtakelse = _laas(bruker, overtakelse_id)
    korte = klokke.fra_dato(settings.OVERTAKELSE_LESES_STRAKS_RADER, klokke.today())
    if overtakelse.tilstand == Overtakelsestilstand.PROVD and overtakelse.antall_inn > korte:
        move(overtakelse, Overtakelsestilstand.LESES)
        overtakelse.bedt_tid, overtakelse.bedt_av, overtakelse.stans = klokke.now(), bruker, ""
        overtakelse.save(update_fields=["tilstand", "bedt_tid", "bedt_av", "stans"])
        vekk_etter_commit(LES_INN, [overtakelse.pk])
    return overtakelse


def les_bestilt(pk: int) -> str:
    """The worker's: as the one who asked, once. What stops it is said on the page of the file, with a new dry run."""
    overtakelse = Overtakelse.objects.leses().select_related("bedt_av").defer("innhold").filter(pk=pk).first()
    if overtakelse is None or overtakelse.bedt_av is None:
        return "ikke i kø"
    bruker = overtakelse.bedt_av
    with translation.override(bruker.sprak or "nb"):
        try:
            with transaction.atomic():
                if not _er_ledig():
                    return "en annen fil leses inn"
                if not Overtakelse.objects.leses().filter(pk=pk).exists():
                    return "ikke i kø"
                _les_inn(bruker, pk)
        except (Endret, IntegrityError):
            return _stans(pk, Stans.ENDRET)
        except IkkeTilgang:
            return _stans(pk, Stans.UTEN_RETT)
    return "lest inn"


def merk_feilet(pk: int) -> None:
    _stans(pk, Stans.FEILET)


@transaction.atomic
def _stans(pk: int, grunn: Stans) -> str:
    overtakelse = Overtakelse.objects.select_for_update(of=("self",)).leses().filter(pk=pk).first()
    if overtakelse is None:
        return "ikke i kø"
    move(overtakelse, Overtakelsestilstand.PROVD)
    overtakelse.stans = grunn
    overtakelse.save(update_fields=["tilstand", "stans"])
    if grunn == Stans.ENDRET and overtakelse.bedt_av:
        _lagre(overtakelse, _utfall(overtakelse.bedt_av, overtakelse))
    return str(grunn.value)


def les_inn(*, bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    """Exactly the file that was tried, all of it or nothing. Who comes second gets the receipt of the first."""
    try:
        with transaction.atomic():
            return _les_inn(bruker, overtakelse_id)
    except IntegrityError as feil:
        # Somebody registered one of them while this was under way.
        raise Endret() from feil


def _les_inn(bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    _en_om_gangen()
    overtakelse = _laas(bruker, overtakelse_id)
    if overtakelse.er_lest:
        return overtakelse
    utfall = _utfall(bruker, overtakelse)
    if _avtrykk(utfall) != overtakelse.avtrykk:
        raise Endret()
    overtakelse.slaget.skriv(bruker, Kilde(overtakelse.filnavn), utfall.inn)
    move(overtakelse, Overtakelsestilstand.LEST)
    overtakelse.lest_tid, overtakelse.lest_av, overtakelse.innhold = klokke.now(), bruker, None
    overtakelse.stans = ""
    _lagre(overtakelse, utfall)
    hendelse.log(bruker, Hendelsestype.OVERTAKELSE_LEST, overtakelse, **_antall(overtakelse))
    return overtakelse


def _en_om_gangen() -> None:
    """Two files about the same persons see each other."""
    with connection.cursor() as markor:
        markor.execute("select pg_advisory_xact_lock(%s)", [_LAAS])


def _er_ledig() -> bool:
    """The same lock for a worker, who has other things to do than to wait for it: the sweep comes back."""
    with connection.cursor() as markor:
        markor.execute("select pg_try_advisory_xact_lock(%s)", [_LAAS])
        return bool(markor.fetchone()[0])


def _laas(bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    overtakelse = Overtakelse.objects.select_for_update(of=("self",)).get(pk=overtakelse_id)
    tilgang.krev(overtakelse.slaget.kan_leses_av(bruker))
    if overtakelse.tilstand == Overtakelsestilstand.FORKASTET:
        raise Kollisjon("forkastet", _("Filen er forkastet og slettet. Last den opp på nytt."))
    return overtakelse


# ---- given up, and taken away
@transaction.atomic
def forkast(*, bruker: Bruker, overtakelse_id: int) -> Overtakelse:
    """The file and its rows are deleted at once. What has been read in stays."""
    overtakelse = _laas(bruker, overtakelse_id)
    if overtakelse.er_lest:
        raise Kollisjon("alt_lest", _("Filen er alt lest inn."))
    if overtakelse.leses:
        raise Kollisjon("leses", _("Filen leses inn nå og kan ikke forkastes."))
    _rens(overtakelse)
    hendelse.log(bruker, Hendelsestype.OVERTAKELSE_FORKASTET, overtakelse)
    return overtakelse


def _rens(overtakelse: Overtakelse) -> None:
    if not overtakelse.er_lest:
        move(overtakelse, Overtakelsestilstand.FORKASTET)
    overtakelse.innhold, overtakelse.renset_tid = None, klokke.now()
    overtakelse.save(update_fields=["tilstand", "innhold", "renset_tid"])
    overtakelse.avviste.all().delete()


@transaction.atomic
def fei() -> int:
    """What is older than the setting says: the rows go, the receipt with its numbers stays."""
    utlopte = list(Overtakelse.objects.utlopt(klokke.now()).select_for_update(of=("self",), skip_locked=True))
    for overtakelse in utlopte:
        _rens(overtakelse)
    return len(utlopte)
