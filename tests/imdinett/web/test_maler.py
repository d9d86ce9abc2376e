"""What holds for every template of the project, whoever wrote it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROT = Path(settings.ROT) / "templates"
MALER = sorted(str(fil.relative_to(ROT)) for fil in ROT.rglob("*.html"))
# Letters and e-mail are documents of their own: inlined styles are how e-mail works.
SIDER = [mal for mal in MALER if "/brev/" not in f"/{mal}" and "/epost/" not in f"/{mal}"]
FORBUDT = {
    "skript i siden": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "stil i siden": re.compile(r"<style|\sstyle=", re.IGNORECASE),
    "hendelse i attributt": re.compile(r"\son[a-z]+=[\"']", re.IGNORECASE),
    "javascript-adresse": re.compile(r"javascript:", re.IGNORECASE),
    "noe utenfra": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE),
}
KOMMENTAR = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


def feil_i(tekst: str) -> list[str]:
    uten_kommentar = KOMMENTAR.sub("", tekst)
    return [navn for navn, monster in FORBUDT.items() if monster.search(uten_kommentar)]


@pytest.mark.parametrize(
    ("tekst", "funn"),
    [
        ("<script>alert(1)</script>", ["skript i siden"]),
        ("<p style='color:red'>", ["stil i siden"]),
        ("<STYLE>p{}</STYLE>", ["stil i siden"]),
        ('<a onclick="x()">', ["hendelse i attributt"]),
        ('<a href="javascript:x">', ["javascript-adresse"]),
        ('<img src="//cdn.example/x.png">', ["noe utenfra"]),
        ("<script src=\"{% static 'x.js' %}\" defer></script>", []),
    ],
)
def test_the_check_can_fail(tekst, funn):
    assert feil_i(tekst) == funn


@pytest.mark.parametrize("mal", SIDER)
def test_template_has_nothing_inline_and_nothing_from_outside(mal):
    assert feil_i((ROT / mal).read_text()) == []


@pytest.mark.parametrize("mal", MALER)
def test_template_compiles(mal):
    assert get_template(mal).origin.name == str(ROT / mal)


@pytest.mark.parametrize("mal", sorted((ROT / "komponenter").glob("[!_]*.html"), key=str))
def test_component_says_what_it_is_filled_with(mal):
    tekst = mal.read_text()

    assert (tekst.startswith("{% comment %}"), "Kontekst:" in tekst) == (True, True)
