"""The lines in the access log about a folder: written before it is shown, by pages and API alike (security.md §8)."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import mappe_queries as mappe
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling, Utfall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bosetting.person.models import Sak
    from bosetting.vedtak.models import Bosettingsvedtak
    from imdinett.bruker.models import Bruker
    from imdinett.tilgang.maskin import Maskinbruker

EGEN_SAK = gettext_lazy("Åpen sak i egen kommune")


def logg_vist(
    bruker: "Bruker | Maskinbruker",
    sak: "Sak",
    *,
    del_av: str,
    formaal: str,
    handling: Handling = Handling.LESE,
    person_ider: "Iterable[int]" = (),
) -> None:
    """`person_ider`: everybody else who is named in what was shown."""
    person = sak.person
    hendelse.logg_innsyn(
        bruker,
        handling=handling,
        person_id=person.pk,
        person_ider=person_ider,
        saksnummer=sak.nummer,
        kommune_id=sak.kommune_id,
        del_av=del_av,
        formaal=formaal,
        gradering=person.gradering,
        beskrivelse=_("Åpnet personmappen: %(del)s.") % {"del": del_av},
    )


def logg_avvist(
    bruker: "Bruker | Maskinbruker", person_uuid: UUID, vedtak: "Bosettingsvedtak | None", egen_id: int | None
) -> None:
    """Refused looks are kept too. A stranger's case leaves no number in the kommune's own log.

    `vedtak` is the decision that once opened the folder for the kommune; `egen_id` the kommune asked for.
    """
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.LESE,
        utfall=Utfall.AVVIST,
        person_id=mappe.person_id(person_uuid),
        saksnummer=vedtak.sak.nummer if vedtak else "",
        kommune_id=vedtak.kommune_id if vedtak else egen_id,
        del_av="mappe",
        beskrivelse=_("Prøvde å åpne en personmappe uten tilgang."),
    )
