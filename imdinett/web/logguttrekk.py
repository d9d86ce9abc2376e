"""The two logs as files: what the filter shows, all pages, the same right. That a log was taken out is itself logged.

Rows are read in pieces and written as they come, so that a long period needs no more memory than a short one. A
workbook is made before the first byte is sent and has a limit; CSV has none.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.forms import CharField
from django.http import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.web import eksport, norsk, uttak
from imdinett.web.eksport import Eksport, Format, Kolonne
from imdinett.web.skjema import Skjema

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

BIT = 2000
R = TypeVar("R")


def fil(
    logg: str,
    rader: QuerySet[Any],
    som_rad: Callable[[Any], R],
    kolonner: list[Kolonne[R]],
    *,
    format: str,
    filter: Skjema,
    bruker: Bruker,
    kommune: "Kommune | None",
) -> HttpResponseBase:
    """Written down before the file is made. `rader` are newest first."""
    onsket = eksport.onsket(format)
    rader = rader.filter(tid__lte=klokke.now())
    antall = rader.count()
    _krev_plass(antall, onsket)
    talt = uttak.tell(bruker=bruker, hva=logg, kommune=kommune)
    hendelse.log(
        bruker,
        Hendelsestype.LOGG_HENTET,
        kommune or bruker,
        kommune=kommune,
        logg=logg,
        filter=_for_loggen(filter),
        format=format,
        rader=antall,
    )
    return eksport.svar(
        Eksport(
            navn=logg,
            tittel=_("Innsynslogg") if logg == "innsynslogg" else _("Hendelser"),
            kolonner=kolonner,
            rader=_i_biter(rader, som_rad, translation.get_language() or "nb"),
            utvalg=[(str(felt.label), _vist(felt)) for felt in filter.visible_fields()],
            av=bruker.navn,
            enhet=kommune.nummer if kommune else "",
        ),
        onsket,
        talt,
    )


def tekst(setning: str) -> str:
    """The sentence of an event as plain text: the page's is escaped."""
    return unescape(str(setning))


def _krev_plass(antall: int, format: Format) -> None:
    if format == Format.XLSX and antall > settings.LOGGUTTREKK_XLSX_MAKS:
        melding = _(
            "Utvalget har %(antall)s linjer, og en XLSX-fil kan ha %(maks)s. "
            "Velg en kortere periode, eller last ned som CSV."
        )
        data = {"antall": norsk.tall(antall), "maks": norsk.tall(settings.LOGGUTTREKK_XLSX_MAKS)}
        raise Domenefeil("for_mange_linjer", melding % data)


def _for_loggen(filter: Skjema) -> list[str]:
    """What was asked for. Of free text only that something was written: it can be a name."""
    brukt = [felt for felt in filter.visible_fields() if felt.value()]
    return [str(felt.label) if isinstance(felt.field, CharField) else f"{felt.label}: {_vist(felt)}" for felt in brukt]


def _vist(felt: Any) -> str:
    valg = {str(verdi): str(navn) for verdi, navn in getattr(felt.field, "choices", [])}
    verdi = str(felt.value() or "")
    return valg.get(verdi, verdi) or _("Alle")


def _i_biter(rader: QuerySet[Any], som_rad: Callable[[Any], R], sprak: str) -> Iterator[R]:
    """Newest first, each piece after the last row of the one before: what is logged meanwhile moves nothing.

    In the reader's language, also when the file is written after the request has ended.
    """
    sist: tuple[datetime, int] | None = None
    while True:
        resten = rader if sist is None else rader.filter(Q(tid__lt=sist[0]) | Q(tid=sist[0], pk__lt=sist[1]))
        with translation.override(sprak):
            bit = list(resten[:BIT])
            ferdige = [som_rad(rad) for rad in bit]
        yield from ferdige
        if len(bit) < BIT:
            return
        sist = (bit[-1].tid, bit[-1].pk)
