from typing import TYPE_CHECKING

from imdinett.varsel.models import Brukervarsel, Varselvalg
from imdinett.varsel.states import Epost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imdinett.bruker.models import Bruker
    from imdinett.tilgang import tilgang
    from imdinett.varsel.querysets import BrukervarselQuerySet


def uleste(bruker: "tilgang.Hvem") -> "BrukervarselQuerySet":
    return Brukervarsel.objects.all().synlig_for(bruker).uleste()


def valg_for(brukere: "Iterable[Bruker]", tema: str) -> dict[int, Epost]:
    """What those have chosen who have chosen."""
    rader = Varselvalg.objects.filter(bruker__in=brukere, tema=tema)
    return {bruker_id: Epost(epost) for bruker_id, epost in rader.values_list("bruker_id", "epost")}


def valgene(bruker: "Bruker") -> dict[str, str]:
    return dict(Varselvalg.objects.filter(bruker=bruker).values_list("tema", "epost"))
