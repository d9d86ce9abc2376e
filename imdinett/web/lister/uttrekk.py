"""A list as a file: what it declares once, and what is the same for all of them (ui.md 4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.web import norsk
from imdinett.web.eksport import Kolonne

R = TypeVar("R")


@dataclass(frozen=True)
class Uttrekk(Generic[R]):
    """`navn` begins the file's name. `person_ider`: whom the rows tell of; who takes them out stands in innsynslogg.

    `kolonner` shows what the screen shows and no more: before the answer no identity (B-034), D4 never. `som_jobb`: the
    rows are a queryset of what has a `person_id`, so that the worker can make a long one.
    """

    navn: str
    tittel: Promise
    kolonner: Callable[[], Sequence[Kolonne[R]]]
    person_ider: Callable[[Sequence[R]], Iterable[int]] | None = None
    som_jobb: bool = False


def hent(rader: Any) -> list[Any]:
    """All the pages, read once; `rader` is a queryset or a list. Too many for one answer is said in words."""
    maks = settings.LISTEUTTREKK_MAKS_RADER
    hentet = list(rader[: maks + 1])
    if len(hentet) > maks:
        tekst = _("Utvalget har mer enn %(maks)s rader. Bruk filtrene til å velge færre, og last ned på nytt.")
        raise Domenefeil("for_mange_rader", tekst % {"maks": norsk.tall(maks)})
    return hentet


def logg(uttrekk: Uttrekk[R], rader: Sequence[R], *, bruker: Bruker, kommune: Kommune | None) -> None:
    """security.md §8: one line with everybody in the file, before it is made. Raises: no log, no file (503)."""
    ider = sorted(set(uttrekk.person_ider(rader))) if uttrekk.person_ider else []
    if not ider:
        return
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.EKSPORT,
        person_ider=ider,
        kommune_id=kommune.pk if kommune else None,
        del_av=str(uttrekk.tittel),
        formaal=_("Uttrekk av en liste"),
        beskrivelse=_("Listen «%(liste)s», %(antall)d personer.") % {"liste": uttrekk.tittel, "antall": len(ider)},
    )


def om_utvalget(filter: BaseForm | None, *, personer: bool) -> list[tuple[str, str]]:
    """The sheet «Om utvalget»: each filter of the list and what was chosen."""
    ut = [(str(felt.label), _valgt(felt)) for felt in filter or () if felt.label and felt.name != "sorter"]
    if personer:
        ut.append((_("Personvern"), _("Filen har saker, ikke navn. Personer med adressebeskyttelse er ikke med.")))
    return ut


def _valgt(felt: Any) -> str:
    valg = {str(verdi): str(navn) for verdi, navn in getattr(felt.field, "choices", ())}
    verdi = str(felt.value() or "")
    return valg.get(verdi, verdi) or _("Alle")
