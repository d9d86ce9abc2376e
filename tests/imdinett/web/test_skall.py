"""What base.html does for every page."""

import re

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from imdinett.web.komponent import Lenke
from imdinett.web.skjema import Skjema

pytestmark = pytest.mark.usefixtures("strenge_maler")


class Ett(Skjema):
    navn = forms.CharField(label="Navn")


def side(**kontekst) -> str:
    return render_to_string("base.html", kontekst)


def tittel(html: str) -> str:
    return " ".join(re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[0].split())


def test_skip_link_is_the_first_thing_in_the_page():
    kropp = side().partition("<body")[2]

    assert re.findall(r"<a[^>]*>", kropp)[0] == '<a class="ds-skip-link" href="#hovedinnhold">'


def test_title_begins_with_feil_when_the_form_has_errors():
    assert [tittel(side(form=form)) for form in (Ett({}), Ett({"navn": "Kari"}), Ett())] == [
        "Feil: – IMDinett",
        "– IMDinett",
        "– IMDinett",
    ]


def test_summary_is_first_in_main():
    main = side(form=Ett({})).partition("<main")[2]

    assert re.findall(r"<([\w-]+)", main.partition(">")[2])[0] == "ds-error-summary"


def test_messages_stand_in_the_content():
    html = side(messages=[Message(25, "Svaret er lagret."), Message(40, "Brevet <er> ikke sendt.")])

    assert re.findall(r'data-color="(\w+)"', html) == ["success", "danger"]
    assert "Brevet &lt;er&gt; ikke sendt." in html


def test_breadcrumbs_and_help_link():
    html = side(brodsmuler=[Lenke("Hjem", "/"), Lenke("Lund")], hjelpetema="logge-inn")

    assert ('aria-label="Du er her"' in html, 'href="/hjelp/logge-inn/"' in html) == (True, True)


def test_htmx_runs_no_code_and_keeps_no_pages():
    html = side()
    oppsett = re.findall(r"name=\"htmx-config\"\s+content='([^']+)'", html)[0]

    assert [
        bit in oppsett
        for bit in ('"allowEval":false', '"allowScriptTags":false', '"historyCacheSize":0', '"selfRequestsOnly":true')
    ] == [True] * 4
    assert ("htmx-2.min.js" in html, "htmx-4" in html) == (True, False)


def test_every_script_is_a_file():
    assert [bool(re.search(r"\bsrc=", tagg)) for tagg in re.findall(r"<script[^>]*>", side())] == [True] * 3
