"""/stil/ shows every component, so that each can be looked at and checked in one place."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROT = Path(settings.ROT) / "templates"
INCLUDE = re.compile(r"{%\s*include\s+[\"'](komponenter/[^\"']+)[\"']")

pytestmark = [pytest.mark.usefixtures("strenge_maler"), pytest.mark.django_db]


def hent(sprak: str = "nb"):
    return Client(headers={"accept-language": sprak}).get("/stil/")


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_page_is_open_and_in_the_language_asked_for(sprak):
    svar = hent(sprak)

    assert (svar.status_code, f'<html lang="{sprak}"' in svar.content.decode()) == (200, True)


def test_every_component_file_is_rendered():
    filer = {f"komponenter/{fil.name}" for fil in (ROT / "komponenter").glob("*.html")}

    vist = {mal.name for mal in hent().templates if mal.name and mal.name.startswith("komponenter/")}

    assert filer - vist == set()


def test_every_included_component_exists_and_is_shown():
    brukt = {navn for fil in ROT.rglob("*.html") for navn in INCLUDE.findall(fil.read_text())}

    vist = {mal.name for mal in hent().templates}

    assert brukt - vist == set()


def test_ids_are_unique():
    ider = re.findall(r"\sid=\"([^\"]+)\"", hent().content.decode())

    assert sorted({navn for navn in ider if ider.count(navn) > 1}) == []


def test_every_reference_to_an_id_points_at_something():
    html = hent().content.decode()
    ider = set(re.findall(r"\sid=\"([^\"]+)\"", html))
    pekere = re.findall(r"(?:aria-labelledby|aria-describedby|aria-controls|commandfor)=\"([^\"]+)\"", html)
    pekere += re.findall(r"\shref=\"#([^\"]+)\"", html)

    assert sorted({ett for peker in pekere for ett in peker.split()} - ider) == []


def test_content_policy_allows_nothing_inline():
    policy = hent().headers["Content-Security-Policy"]

    assert ("'unsafe-inline'" in policy, "style-src 'self'" in policy, "script-src 'self'" in policy) == (
        False,
        True,
        True,
    )


def test_page_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(2) as fanget:
        hent()

    assert [q["sql"].split()[0] for q in fanget.captured_queries] == ["SAVEPOINT", "RELEASE"]
