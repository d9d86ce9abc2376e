"""What the tests of the pages share, the kommune's and IMDi's."""

import re
import uuid

from django.urls import reverse

HTMX = {"hx-request": "true"}


def adresse(en, side: str = "fordelingsliste") -> str:
    return reverse(side, args=[en.liste.nummer])


def felt(html: str, navn: str) -> str:
    treff = re.search(rf'name="{navn}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{navn}"', html)
    assert treff, navn
    return treff[1] or treff[2] or ""


def skjult(klient, en, *bokstaver: str) -> dict[str, str]:
    """The hidden fields of the page as the browser has them."""
    html = klient.get(adresse(en)).content.decode()
    return {f"{b}-{navn}": felt(html, f"{b}-{navn}") for b in bokstaver for navn in ("versjon", "start")}


def side(klient, url: str) -> str:
    svar = klient.get(url)
    assert svar.status_code == 200
    return svar.content.decode()


def nokkel() -> dict[str, str]:
    return {"engangsnokkel": str(uuid.uuid4())}
