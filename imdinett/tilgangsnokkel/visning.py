"""The credentials in words, for the lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.web.komponent import Merke

UTLOPER_SNART = timedelta(days=30)


@dataclass(frozen=True)
class Nokkelrad:
    nokkel: Tilgangsnokkel
    merke: Merke
    kan_tilbakekalles: bool


def rader(nokler: Iterable[Tilgangsnokkel]) -> list[Nokkelrad]:
    """What each key is worth now. One query beside the rows."""
    nokler = list(nokler)
    naa = klokke.now()
    virker = Tilgangsnokkel.objects.virker(naa).filter(pk__in=[en.pk for en in nokler]).values_list("pk", flat=True)
    apne = set(virker)
    return [Nokkelrad(en, merke(en, virker=en.pk in apne), en.tilbakekalt_tid is None) for en in nokler]


def merke(nokkel: Tilgangsnokkel, *, virker: bool) -> Merke:
    naa = klokke.now()
    if nokkel.tilbakekalt_tid is not None:
        return Merke(_("Kalt tilbake"), "neutral")
    if nokkel.utloper_tid <= naa:
        return Merke(_("Utløpt"), "neutral")
    if not virker:
        return Merke(_("Stanset"), "danger")
    if nokkel.utloper_tid - naa < UTLOPER_SNART:
        return Merke(_("Går snart ut"), "warning")
    return Merke(_("Virker"), "success")
