import re

import pytest
from django.test import Client

from imdinett.web import hjelp, informasjon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strenge_maler")]


def hent(sti, sprak="nb"):
    return Client(headers={"accept-language": sprak}).get(sti)


def test_every_guide_is_in_both_forms():
    nb, nn = (sorted(fil.name for fil in (hjelp.folder() / sprak).glob("*")) for sprak in ("nb", "nn"))

    assert (nb, len(nb) >= 5) == (nn, True)


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_every_guide_has_title_summary_and_text(sprak):
    mangler = [t.slug for t in hjelp.temaer(sprak).values() if not (t.tittel and t.ingress and "<h2>" in t.html)]

    assert mangler == []


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_same_headings_in_both_forms(sprak):
    antall = {slug: t.html.count("<h2>") for slug, t in hjelp.temaer(sprak).items()}

    assert antall == {slug: t.html.count("<h2>") for slug, t in hjelp.temaer("nb").items()}


@pytest.mark.parametrize(("sprak", "tittel"), [("nb", "Brukere og roller"), ("nn", "Brukarar og roller")])
def test_guide_follows_the_language(sprak, tittel):
    html = hent("/hjelp/brukere-og-roller/", sprak).content.decode()

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == [tittel]


def test_front_page_links_to_every_guide_in_order():
    html = hent("/hjelp/").content.decode()

    assert re.findall(r'href="/hjelp/([\w-]+)/"', html) == list(hjelp.temaer("nb"))


@pytest.mark.parametrize("slug", ["finnes-ikke", "logge-inn-md"])
def test_unknown_guide_is_404(slug):
    assert hent(f"/hjelp/{slug}/").status_code == 404


@pytest.mark.parametrize("sprak", ["nb", "nn"])
@pytest.mark.parametrize("side", ["tilgjengelighet", "personvern", "kontakt"])
def test_footer_pages_are_open_to_all(side, sprak):
    svar = hent(f"/{side}/", sprak)

    assert (svar.status_code, svar.content.decode().count("<h1")) == (200, 1)


def test_footer_links_to_its_pages():
    html = hent("/kontakt/").content.decode()
    bunn = html[html.index("<footer") :]

    assert re.findall(r'href="(/[^"]+)"', bunn) == ["/hjelp/", "/tilgjengelighet/", "/personvern/", "/kontakt/"]


def test_footer_says_that_this_is_no_archive():
    """B-099"""
    assert "IMDinett er ikke et arkiv. Kommunen må journalføre selv." in hent("/kontakt/").content.decode()


def test_base_page_is_not_a_page():
    assert str(informasjon.Informasjonsside.tittel) == ""
