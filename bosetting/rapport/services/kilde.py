"""What a file with persons is made of, a report or a list, and the line in innsynslogg on everybody in it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries.personer import PERSONRAPPORTER, Personrapport
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kommune.models import Kommune
from imdinett.web.eksport import Eksport
from imdinett.web.lister.gjenta import gjenta, listen_bak


def logg_personrapport(
    *,
    bruker: Bruker,
    tittel: str,
    handling: Handling,
    person_ider: Sequence[int],
    kommune: Kommune | None,
    formaal: str,
) -> None:
    """Everybody in it, by id. Raises LoggNede when it cannot be written."""
    hendelse.logg_innsyn(
        bruker,
        handling=handling,
        person_ider=person_ider,
        kommune_id=kommune.pk if kommune else None,
        del_av=tittel,
        formaal=formaal or _("Kommunens egne saker"),
        beskrivelse=_("Rapporten «%(rapport)s», %(antall)d personer.")
        % {"rapport": tittel, "antall": len(person_ider)},
    )


def person_eksport(
    rapport: Personrapport, rader: Iterable[Any], *, bruker: Bruker, kommune: Kommune | None, aar: int | None
) -> Eksport[Any]:
    return Eksport(
        navn=rapport.kode,
        tittel=str(rapport.tittel),
        kolonner=rapport.kolonner(),
        rader=rader,
        utvalg=[
            (_("Område"), str(kommune) if kommune else _("Hele landet")),
            (_("År"), str(aar) if aar else _("Alle år")),
            (_("Personvern"), _("Filen har personopplysninger. Personer med adressebeskyttelse er ikke med.")),
        ],
        av=bruker.navn,
        enhet=kommune.nummer if kommune else "",
    )


def tittel_paa(fil: Rapportfil) -> str:
    """The report's, or the list's."""
    return str(listen_bak(fil.adresse)().listefil.tittel if fil.adresse else PERSONRAPPORTER[fil.rapport].tittel)


def kilde(fil: Rapportfil) -> tuple[QuerySet[Any], Callable[[Iterable[Any]], Eksport[Any]]]:
    """The rows as they are now for the one who ordered it, and what they are as a file."""
    bruker, kommune = fil.bestilt_av, fil.kommune
    if fil.adresse:
        liste = gjenta(fil.adresse, bruker=bruker, kommune=kommune)
        return liste.ordnede_filrader(), liste.som_fil
    rapport = PERSONRAPPORTER[fil.rapport]
    rader = rapport.rader(bruker, kommune_id=fil.kommune_id, aar=fil.aar)
    return rader, lambda alle: person_eksport(rapport, alle, bruker=bruker, kommune=kommune, aar=fil.aar)


def filtervalg(fil: Rapportfil) -> str:
    """For the event: what was chosen."""
    return fil.adresse.partition("?")[2] if fil.adresse else str(fil.aar or _("Alle år"))
