"""How many files a user takes out in a day (security.md §6 F). Counted in the database, so it holds without Redis.

Every file of rows asks for one of these first: `eksport.svar` makes none without it.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import ForOfte
from imdinett.tilgang import tilgang
from imdinett.web.models import Uttak

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


@transaction.atomic
def tell(*, bruker: Bruker, hva: str, kommune: "Kommune | None" = None) -> Uttak:
    """One more, before anything of the file is read or logged. `hva` names the file, never anybody in it.

    Past the limit it is refused (429). The attempt stands in the access log, which no rollback reaches, and raises the
    alarm.
    """
    # Two at once: the second waits, and counts the first.
    Bruker.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=bruker.pk)
    i_dag, maks = Uttak.objects.i_dag().filter(bruker=bruker).count(), maks_per_dag(bruker)
    if i_dag >= maks:
        _avvis(bruker, kommune, i_dag)
    return Uttak.objects.create(bruker=bruker, hva=hva[:60], tid=klokke.now())


def maks_per_dag(bruker: Bruker) -> int:
    """IMDi works with the whole country; the others with their own."""
    hvem = "imdi" if tilgang.er_imdi(bruker) else "andre"
    return klokke.fra_dato(settings.UTTAK_MAKS_PER_DAG[hvem], klokke.today())


def _avvis(bruker: Bruker, kommune: "Kommune | None", antall: int) -> None:
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.EKSPORT,
        utfall=Utfall.AVVIST,
        kommune_id=kommune.pk if kommune else None,
        enhet=str(kommune or ""),
        del_av=_("Grense for filer"),
        beskrivelse=_("Ville hente en fil til etter %(antall)d i dag.") % {"antall": antall},
    )
    tekst = ngettext(
        "Du har hentet %(n)d fil i dag, og flere kan du ikke hente på én dag.",
        "Du har hentet %(n)d filer i dag, og flere kan du ikke hente på én dag.",
        antall,
    )
    raise ForOfte("for_mange_filer", f"{tekst % {'n': antall}} {_('Du kan hente igjen i morgen.')}")
