"""Every error page says what happened and what to do, and carries the reference number (ui.md 2.15)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import RequestFactory

SIDER = sorted(fil.stem for fil in (Path(settings.ROT) / "templates/feil").glob("[!_]*.html"))

pytestmark = pytest.mark.usefixtures("strenge_maler")


class Ingen:
    """A user that cannot be asked anything: the database is away."""

    def __getattribute__(self, navn):
        raise RuntimeError("ingen database")


def overskrift(html: str) -> str:
    return " ".join(re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[0].split())


def test_the_pages_there_are():
    koder = ["400", "403", "404", "409", "410", "422", "429", "500", "503"]

    assert [*koder, "ingen_avtale", "ingen_rolle", "stengt_konto"] == SIDER


@pytest.mark.parametrize("side", SIDER)
def test_page_renders_with_nothing_to_go_on(side):
    html = render_to_string(f"feil/{side}.html")

    assert (html.count("<h1"), len(overskrift(html)) > 10, 'id="hovedinnhold"' in html) == (1, True, True)


@pytest.mark.parametrize("side", SIDER)
def test_page_shows_the_reference_number(side):
    html = render_to_string(f"feil/{side}.html", {"referanse": "0a1b2c3d4e5f"})

    assert "<code>0a1b2c3d4e5f</code>" in html


@pytest.mark.parametrize("side", ["403", "409", "410", "422", "429", "503"])
def test_page_shows_the_rule_in_its_own_words_and_escaped(side):
    html = render_to_string(f"feil/{side}.html", {"melding": "Lund har <ingen> vedtak."})

    assert "Lund har &lt;ingen&gt; vedtak." in html


def test_403_names_the_roles_that_would_do():
    html = render_to_string("feil/403.html", {"roller": ["Bosetter skriv (Kommune_Bosetter_Skriv)"]})

    assert "<li>Bosetter skriv (Kommune_Bosetter_Skriv)</li>" in html


def test_500_asks_nobody_anything():
    request = RequestFactory().get("/")
    request.user = Ingen()
    request.session = Ingen()

    assert overskrift(render(request, "feil/500.html", {"referanse": "x"}).content.decode()) == "Noe gikk galt hos oss"


def test_other_pages_do_ask_so_the_one_above_can_fail():
    request = RequestFactory().get("/")
    request.user = Ingen()

    with pytest.raises(RuntimeError, match="ingen database"):
        render(request, "feil/404.html")
