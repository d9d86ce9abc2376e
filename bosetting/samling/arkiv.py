"""The folder as a document for the archive: a PDF for people, and the same as JSON (W-20, integrations.md 7.1)."""

import json
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.samling import queries, visning
from bosetting.samling.kilder import MAPPEGRUPPER
from imdinett.brev import pdf
from imdinett.brev.arkivmelding import Arkivskaper, Mappeutskrift, Utskriftsfil
from imdinett.kjerne import klokke
from imdinett.web import norsk

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang


def utskrift(sak: Sak, bruker: "tilgang.Hvem", *, med_helse: bool) -> Mappeutskrift:
    """What this reader may see of the folder today, in the reader's own målform."""
    dato, samling = klokke.today(), queries.for_leser(sak, bruker, med_helse=med_helse)
    tittel = _("Personmappen slik den var %(dato)s") % {"dato": norsk.dato(dato)}
    data = {"sak": sak.nummer, "dato": dato.isoformat(), "med_helse": med_helse, "grupper": samling}
    html = render_to_string("bosetting/samling/mappe.html", _kontekst(sak, tittel, samling, med_helse=med_helse))
    identifikator = f"{sak.uuid}-{dato.isoformat()}"
    filer = (
        Utskriftsfil("personmappe.pdf", tittel, "PDF", "application/pdf", pdf.tegn(html, identifikator=identifikator)),
        Utskriftsfil(
            "personmappe.json",
            _("%(tittel)s, som data") % {"tittel": tittel},
            "JSON",
            "application/json",
            json.dumps(data, ensure_ascii=False, indent=1).encode(),
        ),
    )
    return Mappeutskrift(tittel, sak.nummer, dato, Arkivskaper.for_bruker(bruker, sak.kommune), filer)


def _kontekst(sak: Sak, tittel: str, samling: queries.Samling, *, med_helse: bool) -> dict[str, Any]:
    utelatt = "" if med_helse else str(MAPPEGRUPPER["helse"])
    return {
        "tittel": tittel,
        "sprak": get_language(),
        "saksnummer": sak.nummer,
        "grupper": visning.grupper(samling, MAPPEGRUPPER),
        "tomme": [navn for navn in visning.tomme(samling, MAPPEGRUPPER) if navn != utelatt],
        "innhold": [],
        "med_helse": med_helse,
    }
