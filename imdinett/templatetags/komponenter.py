"""Block tags that put their content into a partial of templates/komponenter/."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from imdinett.web import tegn
from imdinett.web.komponent import Lenke
from imdinett.web.lister import naboer

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


@register.simple_block_tag(takes_context=True)
def sorterbar(context: template.Context, content: str, felt: str, klasse: str = "", rowspan: int = 1) -> SafeString:
    """The head of a column: a button that sorts, or only its name for those who may not sort by it."""
    valg = context.get("listevalg")
    if valg is None or felt not in valg.felt:
        felt = ""
    verdier = {
        "tekst": SafeString(content.strip()),
        "felt": felt,
        "klasse": klasse,
        "rowspan": rowspan if rowspan > 1 else "",
    }
    return render_to_string(
        "komponenter/sorteringshode.html",
        {**verdier, "sortering": valg.sorter if valg else "", "skjema_id": "sortering"},
    )


@register.simple_tag(takes_context=True)
def fra_listen(context: template.Context, nr: int | None = None) -> str:
    """After the address of a row: what its page needs to lead back, and with `nr`, the row's, on to the next one."""
    valg = context.get("listevalg")
    if not valg or not valg.adresse:
        return ""
    return naboer.hale(valg.adresse, None if nr is None else valg.forste + nr)


@register.simple_tag(takes_context=True)
def veien_tilbake(context: template.Context) -> str:
    """After the address of another page of the same case: it leads back to the list that this page was opened from."""
    kom_fra = context.get("fra_listen")
    return kom_fra.hale if kom_fra else ""


@register.simple_tag(takes_context=True)
def med_antall(context: template.Context, adresse: str) -> str:
    """A tab of a list keeps how many rows a page has."""
    valg = context.get("listevalg")
    return valg.med_antall(adresse) if valg else adresse


@register.simple_tag
def sti(*ledd: str) -> list[Lenke]:
    """For `komponenter/brodsmuler.html`: text and address in turn; the last one is the page itself."""
    par = zip(ledd[::2], [*ledd[1::2], ""], strict=False)
    return [Lenke(str(tekst), url) for tekst, url in par]


@register.filter
def sidetall(side: Page[Any]) -> list[int | None]:
    """Page numbers around this one; None where some are left out."""
    tall = side.paginator.get_elided_page_range(side.number, on_each_side=1, on_ends=1)
    return [n if isinstance(n, int) else None for n in tall]
