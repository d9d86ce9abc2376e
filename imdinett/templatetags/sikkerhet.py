"""What allauth calls a change of password or factor, in words."""

from django import template

from imdinett.forvaltning.notices import SIKKERHET

register = template.Library()


@register.filter
def sikkerhetsendring(hva: str) -> str:
    return str(SIKKERHET.get(hva, hva))
