"""Role codes, as they are stored in events, in the words people know."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from imdinett.tilgang.roller import ROLLER, SE_SENSITIVT, Rolle

register = template.Library()


@register.filter
def rollenavn(koder: Iterable[str] | None) -> str:
    """«Bosetter skriv, Administrator», or «ingen»."""
    return ", ".join(_navn(kode) for kode in koder or ()) or _("ingen")


def _navn(kode: str) -> str:
    if kode == SE_SENSITIVT:
        return _("ser sensitive opplysninger")
    return str(ROLLER[Rolle(kode)].navn) if kode in set(Rolle) else kode
