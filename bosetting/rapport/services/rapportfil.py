"""Reports with persons in them: the line in innsynslogg, and the long ones that the worker makes.

No log, no report: the line is committed before the first byte is shown or stored. A finished file goes away after
seven days, and at once when somebody in it is no longer the reader's to see.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import IO, Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.rapport.models import Rapportbit, Rapportfil
from bosetting.rapport.notices import RapportKlar
from bosetting.rapport.queries.personer import Personrapport
from bosetting.rapport.services.kilde import filtervalg, kilde, logg_personrapport, tittel_paa
from bosetting.rapport.services.tall import logg_rapport_hentet
from bosetting.rapport.states import Filtilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling, Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Stengt
from imdinett.kjerne.tilstand import kan_flyttes, move
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.services import enqueue
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Format
from imdinett.web.lister.jobb import Listebestilling

LAG = "rapport.lag_fil"
BIT = 256 * 1024
MELD_HVER = 500


# ---- the long ones
@transaction.atomic
def bestill_rapportfil(
    *,
    bruker: Bruker,
    rapport: Personrapport,
    kommune: Kommune | None,
    aar: int | None,
    format: Format,
    formaal: str,
    rader: int,
) -> Rapportfil:
    """Ask the worker for a file; the page of it says how far it has come."""
    if kommune is None:
        tilgang.krev(tilgang.har_imdi(bruker, Rettighet.SAK_LES))
    else:
        tilgang.krev(tilgang.har(bruker, Rettighet.SAK_LES, kommune.pk))
    uttak.tell(bruker=bruker, hva=rapport.kode, kommune=kommune)
    fil = Rapportfil.objects.create(
        rapport=rapport.kode,
        kommune=kommune,
        aar=aar,
        format=format,
        formaal=formaal,
        rader=rader,
        bestilt_tid=klokke.now(),
        bestilt_av=bruker,
    )
    hendelse.log(
        bruker, Hendelsestype.RAPPORT_BESTILT, fil, kommune=kommune, rapport=rapport.kode, format=format, rader=rader
    )
    vekk_etter_commit(LAG, [fil.pk])
    return fil


@transaction.atomic
def bestill_listefil(bestilling: Listebestilling) -> str:
    """A list is made in the same way; its gates have been passed, and it is asked again when it is made."""
    uttak.tell(bruker=bestilling.bruker, hva=bestilling.navn, kommune=bestilling.kommune)
    fil = Rapportfil.objects.create(
        rapport=bestilling.navn,
        kommune=bestilling.kommune,
        adresse=bestilling.adresse,
        format=bestilling.format,
        formaal=_("Uttrekk av en liste"),
        rader=bestilling.rader,
        bestilt_tid=klokke.now(),
        bestilt_av=bestilling.bruker,
    )
    hendelse.log(
        bestilling.bruker,
        Hendelsestype.RAPPORT_BESTILT,
        fil,
        kommune=bestilling.kommune,
        rapport=fil.rapport,
        format=fil.format,
        rader=fil.rader,
    )
    vekk_etter_commit(LAG, [fil.pk])
    return reverse("rapportfil", args=[fil.uuid])


def lag_rapportfil(pk: int) -> str:
    """Make the file, once. One query reads all rows, so they are of one moment whatever changes meanwhile."""
    fil = _ta(pk)
    if fil is None:
        return "ikke i kø"
    bruker, ider = fil.bestilt_av, list[int]()
    with translation.override(bruker.sprak or "nb"), tempfile.TemporaryFile() as ut:
        rader, som_fil = kilde(fil)
        innhold = som_fil(_counted(fil, rader.iterator(chunk_size=1000), ider))
        eksport.write(innhold, Format(fil.format), ut)
        ut.seek(0)
        logg_personrapport(
            bruker=bruker,
            tittel=tittel_paa(fil),
            handling=Handling.EKSPORT,
            person_ider=ider,
            kommune=fil.kommune,
            formaal=fil.formaal,
        )
        return _store(fil.pk, ut, ider, innhold.filnavn("xlsx" if fil.format == Format.XLSX else "csv"))


@transaction.atomic
def _ta(pk: int) -> Rapportfil | None:
    fil = _lock(pk)
    if fil is None or not kan_flyttes(fil, Filtilstand.LAGES):
        return None
    move(fil, Filtilstand.LAGES)
    fil.sist_rad_tid = klokke.now()
    fil.save(update_fields=["tilstand", "sist_rad_tid"])
    return fil


def _lock(pk: int) -> Rapportfil | None:
    rader = Rapportfil.objects.select_for_update(of=("self",)).select_related("bestilt_av", "kommune")
    return rader.filter(pk=pk).first()


def _counted(fil: Rapportfil, rader: Iterable[Any], ider: list[int]) -> Iterator[Any]:
    """The rows as they come; now and then the page is told how many."""
    for rad in rader:
        ider.append(rad.person_id)
        if len(ider) % MELD_HVER == 0:
            Rapportfil.objects.filter(pk=fil.pk).update(ferdige_rader=len(ider), sist_rad_tid=klokke.now())
        yield rad


@transaction.atomic
def _store(pk: int, ut: IO[bytes], ider: list[int], filnavn: str) -> str:
    fil = _lock(pk)
    if fil is None or fil.tilstand != Filtilstand.LAGES:
        return "tatt bort mens den ble laget"
    fil.biter.all().delete()
    for nr in count():
        if not (bit_ := ut.read(BIT)):
            break
        Rapportbit.objects.create(fil=fil, nr=nr, innhold=bit_)
    move(fil, Filtilstand.FERDIG)
    fil.rader = fil.ferdige_rader = len(ider)
    fil.person_ider, fil.filnavn = ider, filnavn
    fil.save(update_fields=["tilstand", "rader", "ferdige_rader", "person_ider", "filnavn"])
    enqueue(RapportKlar(fil), bruker=fil.bestilt_av)
    return f"{len(ider)} rader"


@transaction.atomic
def merk_feilet(pk: int) -> None:
    fil = _lock(pk)
    if fil is not None and kan_flyttes(fil, Filtilstand.FEILET):
        move(fil, Filtilstand.FEILET)
        fil.save(update_fields=["tilstand"])


# ---- opened and taken away
def apne(*, bruker: Bruker, fil: Rapportfil) -> Iterator[bytes]:
    """The file in pieces, when everybody in it may still be seen; otherwise it goes, and a new one must be made."""
    borte = Stengt("rapportfil_borte", _("Filen finnes ikke lenger. Hent rapporten på nytt."))
    if fil.tilstand != Filtilstand.FERDIG:
        raise borte
    if not may_still_be_read(bruker, fil):
        _delete([fil.pk])
        raise borte
    logg_personrapport(
        bruker=bruker,
        tittel=tittel_paa(fil),
        handling=Handling.EKSPORT,
        person_ider=fil.person_ider,
        kommune=fil.kommune,
        formaal=fil.formaal,
    )
    logg_rapport_hentet(
        bruker=bruker,
        kommune=fil.kommune,
        rapport=fil.rapport,
        filter=filtervalg(fil),
        format=fil.format,
        rader=fil.rader,
    )
    biter = fil.biter.order_by("nr").values_list("innhold", flat=True)
    return (bytes(bit_) for bit_ in biter.iterator(chunk_size=1))


def may_still_be_read(bruker: Bruker, fil: Rapportfil) -> bool:
    """B-042, B-095: asked at each opening, so that a recall or a new protection level is never too late."""
    if Rapportfil.objects.utlopt(klokke.now()).filter(pk=fil.pk).exists():
        return False
    synlige = Sak.objects.all().synlig_for(bruker).uten_skjermede().filter(person__in=fil.person_ider)
    if fil.kommune_id is not None:
        synlige = synlige.filter(kommune=fil.kommune_id)
    return synlige.count() == len(fil.person_ider)


def slett_ferdige_eksporter(person_ider: Iterable[int]) -> int:
    """Take away every stored file with one of these in it. Called when a protection level changes."""
    rader = Rapportfil.objects.med_innhold().filter(person_ider__overlap=list(person_ider))
    return _delete(list(rader.values_list("pk", flat=True)))


def slett_ved_skjerming(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs in the transaction that makes a protection level stricter."""
    slett_ferdige_eksporter([sak.person_id])


def fei() -> int:
    """Take away what is older than seven days."""
    return _delete(list(Rapportfil.objects.utlopt(klokke.now()).values_list("pk", flat=True)))


@transaction.atomic
def _delete(ider: Sequence[int]) -> int:
    rader = list(Rapportfil.objects.select_for_update(of=("self",)).filter(pk__in=ider).order_by("pk"))
    rader = [fil for fil in rader if kan_flyttes(fil, Filtilstand.SLETTET)]
    for fil in rader:
        move(fil, Filtilstand.SLETTET)
        fil.person_ider = []
        fil.save(update_fields=["tilstand", "person_ider"])
    Rapportbit.objects.filter(fil__in=rader).delete()
    hendelse.log_mange(
        None, Hendelsestype.RAPPORTFIL_SLETTET, [(fil, fil.kommune, {"rapport": fil.rapport}) for fil in rader]
    )
    return len(rader)
