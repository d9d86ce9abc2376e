"""A form that saves itself: what is sent waits for the save, whatever the answer to it changes on the page."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.slow
SAMMENLIGN = '<div id="B" hx-swap-oob="true"><button name="handling" value="sammenlign">Se begge svarene</button></div>'
SIDE = f"""<!doctype html><html lang="nb"><title>T</title><body>
<form method="post" action="/svar/" hx-post="/svar/" hx-trigger="change" hx-target="#lagret" hx-swap="outerHTML">
<input name="a" aria-label="A">{SAMMENLIGN}<p id="lagret"></p></form>
<script src="/static/django_htmx/htmx-2.min.js"></script><script src="/static/imdinett/js/app.js"></script>"""


class Tjener:
    """Holds the saves back until they are let go; `sendt` is what has come, in order."""

    def __init__(self, side: Page) -> None:
        self.lagringer: list[Route] = []
        self.sendt: list[dict[str, list[str]]] = []
        side.route("**/*", self.svar)
        side.goto("http://prove.example/")

    def svar(self, route: Route) -> None:
        sti = urlsplit(route.request.url).path
        if sti.startswith("/static/"):
            route.fulfill(path=Path(str(finders.find(sti.removeprefix("/static/")))))
        elif "hx-request" in route.request.headers:
            self.lagringer.append(route)
        elif route.request.method == "POST":
            self.sendt.append(parse_qs(route.request.post_data or ""))
            route.fulfill(content_type="text/html", body="<h1>Sendt</h1>")
        else:
            route.fulfill(content_type="text/html; charset=utf-8", body=SIDE)

    def slipp(self, svar: str) -> None:
        self.lagringer.pop().fulfill(content_type="text/html; charset=utf-8", body=svar)


@pytest.fixture
def side(nettleser: Browser) -> Iterator[Page]:
    egen = nettleser.new_page()
    egen.set_default_timeout(10_000)
    yield egen
    egen.close()


@pytest.mark.parametrize(
    ("svar", "sendt"),
    [("", 1), (SAMMENLIGN, 1), ('<div id="B" hx-swap-oob="true"></div>', 0)],
    ids=["den samme", "en lik", "ingen"],
)
def test_a_press_waits_for_the_save_and_finds_the_button_that_stands_there_then(
    side: Page, svar: str, sendt: int
) -> None:
    """The same button, one like it in its place, or none: then what it was for is gone, and the page says so."""
    tjener = Tjener(side)
    side.get_by_label("A").fill("skrevet nå")

    side.get_by_role("button", name="Se begge svarene").click()

    expect(side.locator("#lagret")).to_have_text("Lagrer …")
    assert (len(tjener.lagringer), tjener.sendt) == (1, [])
    tjener.slipp(f'<p id="lagret">Lagret</p>{svar}')
    expect(side.get_by_text("Sendt" if sendt else "Lagret", exact=True)).to_be_visible()
    # A press that should be dropped would be sent in the turn after the save is shown.
    side.wait_for_timeout(200)
    assert tjener.sendt == [{"a": ["skrevet nå"], "handling": ["sammenlign"]}] * sendt


def test_a_save_that_fails_does_not_hold_the_form_back(side: Page) -> None:
    tjener = Tjener(side)
    side.get_by_label("A").fill("skrevet nå")
    side.get_by_role("button", name="Se begge svarene").click()
    expect(side.locator("#lagret")).to_have_text("Lagrer …")

    tjener.lagringer.pop().abort()

    expect(side.get_by_text("Sendt", exact=True)).to_be_visible()
    assert len(tjener.sendt) == 1
