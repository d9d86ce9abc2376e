"""Who may make and revoke a kommune's credentials, and for how long they can last."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.tilgangsnokkel.models import Tilgangsnokkel


def kan_opprette(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """The kommune's own administrator only: IMDi gives no system access to a kommune's persons."""
    return not tilgang.er_imdi(bruker) and tilgang.har(bruker, Rettighet.BRUKERE_SKRIV, kommune_id)


def kan_tilbakekalle(bruker: "tilgang.Hvem", nokkel: "Tilgangsnokkel") -> bool:
    """The kommune's administrator, whoever of them made it; IMDi's administrator in every kommune."""
    return tilgang.har(bruker, Rettighet.BRUKERE_SKRIV, nokkel.kommune_id)


def siste_utlop(dag: date) -> date:
    """The last day a key made on this day can have."""
    return dag + timedelta(days=klokke.fra_dato(settings.TILGANGSNOKKEL_MAKS_DAGER, dag))
