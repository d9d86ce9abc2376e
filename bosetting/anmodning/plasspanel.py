"""The year's places on the kommune's front page (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.anmodning import queries, visning
from bosetting.anmodning.queries import Plassregnskap
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Nokkeltall
from imdinett.web.paneler import Panel

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

LESERE = (Rettighet.ANMODNING_LES, Rettighet.KOMMUNEVEDTAK_LES)


def panel(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Panel]:
    """B-028: the kommune's own account, as its page of the year has it (decision 20). One query."""
    if kommune is None or not all(tilgang.har(bruker, rett, kommune.pk) for rett in LESERE):
        return []
    regnskap = queries.plassregnskap(kommune, klokke.today().year)
    url = f"{reverse('kommune_anmodninger', args=[kommune.nummer])}?aar={regnskap.aar}"
    verdier = {"aar": regnskap.aar, "url": url, "er_tom": regnskap.er_tom}
    if not regnskap.er_tom:
        verdier |= {"tall": tall(regnskap), "plasser": visning.plassbar(regnskap)}
    return [("bosetting/anmodning/_plasspanel.html", verdier)]


def tall(regnskap: Plassregnskap) -> list[Nokkeltall]:
    """What adds up to the places of the year; B-021: what is not registered is said in words."""
    fordelt = regnskap.fordelt + regnskap.akseptert
    holdt_av = _("når %(n)d på fordelingslister er holdt av") % {"n": fordelt} if fordelt else ""
    endret = [Nokkeltall(norsk.tall(regnskap.plasser), _("plasser etter endring"))] if regnskap.er_endret else []
    return [
        Nokkeltall(norsk.tall(regnskap.anmodet), _("anmodet")),
        Nokkeltall(norsk.tall(regnskap.vedtatt), _("vedtatt")),
        *endret,
        Nokkeltall(norsk.tall(regnskap.sokt_ut), _("søkt ut")),
        Nokkeltall(norsk.tall(regnskap.brukt), _("bosatt")),
        Nokkeltall(norsk.tall(regnskap.ledig), _("ledig"), holdt_av),
    ]
