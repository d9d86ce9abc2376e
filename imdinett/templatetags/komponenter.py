"""Block tags that put their content into a partial of templates/komponenter/."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from imdinett.web import tegn

register = template.Library()
register.filter("samlet", tegn.samlet)


def _render(navn: str, innhold: str, **verdier: Any) -> SafeString:
    return render_to_string(f"komponenter/{navn}.html", {"innhold": innhold, **verdier})


@register.simple_block_tag
def tabell(content: str, *, id: str, tittel: str, skjult_tittel: bool = False, storrelse: str = "sm") -> SafeString:
    return _render("tabell", content, id=id, tittel=tittel, skjult_tittel=skjult_tittel, storrelse=storrelse)


@register.simple_block_tag
def melding(content: str, *, farge: str = "info", tittel: str = "") -> SafeString:
    return _render("melding", content, farge=farge, tittel=tittel, tekst="", lenke=None)


@register.simple_block_tag
def detaljer(content: str, *, tittel: str, apen: bool = False) -> SafeString:
    return _render("detaljer", content, tittel=tittel, apen=apen)


@register.filter
def sidetall(side: Page[Any]) -> list[int | None]:
    """Page numbers around this one; None where some are left out."""
    tall = side.paginator.get_elided_page_range(side.number, on_each_side=1, on_ends=1)
    return [n if isinstance(n, int) else None for n in tall]
