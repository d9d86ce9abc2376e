"""The line in the access log about a letter on a person, written before it is shown, by pages and API alike."""

from typing import TYPE_CHECKING

from imdinett.hendelse.hendelse import logg_innsyn
from imdinett.hendelse.typer import Handling
from imdinett.utboks.synlighet import PERSON

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker
    from imdinett.tilgang.maskin import Maskinbruker
    from imdinett.utboks.models import Forsendelse


def logg_brev(bruker: "Bruker | Maskinbruker", brev: "Forsendelse", handling: Handling, hva: str) -> None:
    """A letter that is about no person leaves no line."""
    if brev.slag.startswith(PERSON):
        logg_innsyn(
            bruker,
            handling=handling,
            beskrivelse=f"{hva}: {brev.tittel}",
            person_id=brev.innhold["person_id"],
            person_ider=brev.innhold.get("person_ider", ()),
            saksnummer=brev.innhold["saksnummer"][:12],
            kommune_id=brev.kommune_id,
            del_av="brev",
        )
