"""A kommune's case to IMDi: raised, taken, answered, closed, opened again (bosetting.md §8, decision 21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.henvendelse import notices, objekter, rules
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.henvendelse.states import Henvendelsestilstand, Part
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.opplasting.models import Opplasting
from imdinett.tilgang import tilgang
from imdinett.tilgang.gjelder import type_av
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks import services as utboks

T = Henvendelsestilstand


@dataclass(frozen=True)
class NyHenvendelse:
    """What the writer says. `gjelder` has been found among what the writer can see."""

    tema: str
    emne: str
    tekst: str
    gjelder: Model | None = None


def rettighet_for(gjelder: Model | None) -> Rettighet:
    """What it takes to read a case on this object, and the files in it."""
    slag = objekter.for_kode(type_av(gjelder)) if gjelder else None
    return slag.rettighet if slag else Rettighet.HENVENDELSE_LES


@transaction.atomic
def opprett_henvendelse(
    *, bruker: Bruker, kommune: Kommune, ny: NyHenvendelse, vedlegg: Sequence[Opplasting] = ()
) -> Henvendelse:
    """Raise a case; IMDi is told."""
    tilgang.krev(rules.kan_opprette(bruker, kommune.pk))
    rules.kontroller_emne(ny.emne)
    nr, naa = _neste_nummer(), klokke.now()
    henvendelse = Henvendelse.objects.create(
        pk=nr,
        nummer=f"H-{nr:05d}",
        kommune=kommune,
        tema=ny.tema,
        emne=ny.emne,
        rettighet=rettighet_for(ny.gjelder).value,
        gjelder_type=type_av(ny.gjelder) if ny.gjelder else "",
        gjelder_id=str(ny.gjelder.pk) if ny.gjelder else "",
        gjelder_navn=str(ny.gjelder)[:60] if ny.gjelder else "",
        opprettet_tid=naa,
        opprettet_av=bruker,
        tur_siden=naa,
    )
    innlegg = _skriv(henvendelse, bruker, Part.KOMMUNE, ny.tekst, vedlegg)
    _log(bruker, Hendelsestype.HENVENDELSE_OPPRETTET, henvendelse)
    utboks.enqueue(notices.TilImdi(henvendelse, innlegg), bruker=bruker)
    return henvendelse


@transaction.atomic
def skriv_fra_kommunen(
    *, bruker: Bruker, henvendelse_id: int, tekst: str, vedlegg: Sequence[Opplasting] = ()
) -> Henvendelse:
    """The kommune answers or adds; what was closed is opened again."""
    henvendelse = _laas(henvendelse_id)
    tilgang.krev(rules.kan_skrive(bruker, henvendelse))
    var_lukket = henvendelse.tilstand == T.LUKKET
    if var_lukket or henvendelse.tilstand == T.VENTER_KOMMUNE:
        _flytt(henvendelse, T.UNDER_BEHANDLING)
    innlegg = _skriv(henvendelse, bruker, Part.KOMMUNE, tekst, vedlegg)
    hva = Hendelsestype.HENVENDELSE_GJENAAPNET if var_lukket else Hendelsestype.HENVENDELSE_SKREVET
    _log(bruker, hva, henvendelse)
    utboks.enqueue(notices.TilImdi(henvendelse, innlegg), bruker=bruker)
    return henvendelse


@transaction.atomic
def ta_henvendelse(*, bruker: Bruker, henvendelse_id: int) -> Henvendelse:
    """One person in IMDi has it; a colleague may take it over."""
    henvendelse = _laas(henvendelse_id)
    tilgang.krev(rules.kan_behandle(bruker))
    _krev_apen(henvendelse)
    if henvendelse.tilstand == T.NY:
        _flytt(henvendelse, T.UNDER_BEHANDLING)
    henvendelse.ansvarlig = bruker
    henvendelse.save(update_fields=["ansvarlig"])
    _log(bruker, Hendelsestype.HENVENDELSE_TATT, henvendelse)
    return henvendelse


@transaction.atomic
def svar_fra_imdi(
    *, bruker: Bruker, henvendelse_id: int, tekst: str, til: Henvendelsestilstand, vedlegg: Sequence[Opplasting] = ()
) -> Henvendelse:
    """IMDi answers, and says what comes next: the kommune's turn, more work here, or the end."""
    henvendelse = _laas(henvendelse_id)
    tilgang.krev(rules.kan_behandle(bruker))
    _krev_apen(henvendelse)
    if henvendelse.tilstand == T.NY:
        _flytt(henvendelse, T.UNDER_BEHANDLING)
    if henvendelse.tilstand != til:
        _flytt(henvendelse, til, av=bruker)
    henvendelse.forste_svar_tid = henvendelse.forste_svar_tid or klokke.now()
    henvendelse.ansvarlig = henvendelse.ansvarlig or bruker
    henvendelse.save(update_fields=["forste_svar_tid", "ansvarlig"])
    innlegg = _skriv(henvendelse, bruker, Part.IMDI, tekst, vedlegg)
    _log(bruker, Hendelsestype.HENVENDELSE_BESVART, henvendelse)
    if til == T.LUKKET:
        _log(bruker, Hendelsestype.HENVENDELSE_LUKKET, henvendelse)
    utboks.enqueue(notices.SvarFraImdi(henvendelse, innlegg), bruker=bruker)
    return henvendelse


@transaction.atomic
def lukk_henvendelse(*, bruker: Bruker, henvendelse_id: int) -> Henvendelse:
    """The kommune has got what it needed. It can be opened again by writing."""
    henvendelse = _laas(henvendelse_id)
    tilgang.krev(rules.kan_skrive(bruker, henvendelse))
    _krev_apen(henvendelse)
    _flytt(henvendelse, T.LUKKET, av=bruker)
    _log(bruker, Hendelsestype.HENVENDELSE_LUKKET, henvendelse)
    return henvendelse


def _neste_nummer() -> int:
    """From the table's own sequence, so that the number can be made of the key before the row is."""
    with connection.cursor() as markor:
        markor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [Henvendelse._meta.db_table])
        return int(markor.fetchone()[0])


def _laas(pk: int) -> Henvendelse:
    return Henvendelse.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=pk)


def _krev_apen(henvendelse: Henvendelse) -> None:
    if not henvendelse.er_apen:
        raise Kollisjon("henvendelse_lukket", _("Henvendelsen er lukket. Last siden på nytt."))


def _flytt(henvendelse: Henvendelse, til: Henvendelsestilstand, *, av: Bruker | None = None) -> None:
    move(henvendelse, til)
    naa = klokke.now()
    henvendelse.tur_siden = naa
    lukkes = til == T.LUKKET
    henvendelse.lukket_tid, henvendelse.lukket_av = (naa, av) if lukkes else (None, None)
    henvendelse.save(update_fields=["tilstand", "tur_siden", "lukket_tid", "lukket_av"])


def _skriv(henvendelse: Henvendelse, bruker: Bruker, part: Part, tekst: str, vedlegg: Sequence[Opplasting]) -> Innlegg:
    innlegg = Innlegg.objects.create(
        henvendelse=henvendelse,
        kommune=henvendelse.kommune,
        part=part,
        tekst=tekst,
        skrevet_tid=klokke.now(),
        skrevet_av=bruker,
    )
    innlegg.vedlegg.set(vedlegg)
    return innlegg


def _log(bruker: Bruker, hva: Hendelsestype, henvendelse: Henvendelse, **data: Any) -> None:
    hendelse.log(bruker, hva, henvendelse, nummer=henvendelse.nummer, tema=henvendelse.tema, **data)
