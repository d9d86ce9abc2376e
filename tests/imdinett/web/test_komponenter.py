"""The small promises of single components (ui.md §2, §4, §5)."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from imdinett.web import komponent as k
from imdinett.web.oppgaver import Oppgave

pytestmark = pytest.mark.usefixtures("strenge_maler")


def tekst(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def vis(mal: str, **kontekst) -> str:
    return render_to_string(f"komponenter/{mal}.html", kontekst)


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
def test_overdue_is_said_in_words():
    oppgaver = [
        Oppgave("Svar", "/a/", "Liste", date(2026, 11, 21)),
        Oppgave("Registrer", "/b/", "Sak", date(2026, 11, 23), "Kari"),
        Oppgave("Bekreft", "/c/", "Tall"),
    ]
    html = vis("oppgaver", oppgaver=oppgaver, id="o", tittel="Må gjøres", tomt="")
    rader = [tekst(rad) for rad in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)[1:]]

    assert rader == [
        "2 dager over fristen Svar Liste Ingen",
        "I dag Registrer Sak Kari",
        "– Ingen frist Bekreft Tall Ingen",
    ]


def test_empty_list_of_tasks_says_why():
    html = vis("oppgaver", oppgaver=[], id="o", tittel="Må gjøres", tomt="Ingen lister nå.")

    assert tekst(html) == "Ingen lister nå."


def test_table_has_caption_and_a_region_that_scrolls():
    rad = "<tbody><tr><td>{{ x }}</td></tr></tbody>"
    mal = f'{{% load komponenter %}}{{% tabell id="t" tittel="Personer" %}}{rad}{{% endtabell %}}'
    html = Template(mal).render(Context({"x": "<b>"}))

    assert [bit in html for bit in ('role="region"', 'tabindex="0"', 'aria-labelledby="t-tittel"', "&lt;b&gt;")] == [
        True
    ] * 4
    assert re.search(r'<caption id="t-tittel"\s*>\s*Personer', html) is not None


@pytest.mark.parametrize(
    ("sortering", "aria", "neste"),
    [("", "none", "navn"), ("navn", "ascending", "-navn"), ("-navn", "descending", "navn")],
)
def test_sorting_button_turns_the_order(sortering, aria, neste):
    html = vis("sorteringshode", tekst="Navn", felt="navn", sortering=sortering, skjema_id="f", klasse="")

    assert (f'aria-sort="{aria}"' in html, f'value="{neste}"' in html, 'form="f"' in html) == (True, True, True)


def test_pages_keep_the_filter():
    request = RequestFactory().get("/liste/", {"kategori": "amot", "side": "2"})
    html = render_to_string("komponenter/sider.html", {"side": Paginator(range(60), 25).page(2)}, request=request)

    assert re.findall(r'href="([^"]+)"', html) == [f"?kategori=amot&amp;side={n}" for n in (1, 1, 2, 3, 3)]
    assert len(re.findall(r'aria-current="page"', html)) == 1


def test_one_page_shows_no_pages():
    request = RequestFactory().get("/liste/")

    assert (
        render_to_string("komponenter/sider.html", {"side": Paginator([1], 25).page(1)}, request=request).strip() == ""
    )


def test_missing_fact_is_not_registered_and_zero_is_zero():
    """B-021"""
    html = vis("fakta", rader=[k.Rad("Vedtatt", None), k.Rad("Bosatt", 0), k.Rad("Merknad", "")])

    assert tekst(html) == "Vedtatt Ikke registrert Bosatt 0 Merknad Ikke registrert"


def test_last_breadcrumb_is_the_page_itself():
    html = vis("brodsmuler", sti=[k.Lenke("Hjem", "/"), k.Lenke("Kommuner", "/kommuner/"), k.Lenke("Lund", "/x/")])

    assert (re.findall(r'href="([^"]+)"', html), 'aria-current="page">Lund' in html) == (["/", "/kommuner/"], True)


def test_events_show_who_and_before_after():
    endring = k.Endring("Vedtatt", 40, 45)
    rad = k.Tidspunkt("Rettet", datetime(2026, 11, 23, 8, 20, tzinfo=UTC), "Kari", "Bosetter skriv", (endring,))

    assert tekst(vis("hendelser_panel", hendelser=[rad], alle_url="")) == (
        "Hendelser Rettet 23. november 2026 kl. 09.20 · Kari (Bosetter skriv) Vedtatt: 40 ble til → 45"
    )


def test_letter_without_file_has_no_dead_link():
    brev = [
        k.Brevrad("Vedtak", "Lund", None, k.Merke("I kø", "info")),
        k.Brevrad("B", "L", None, k.Merke("x"), "/h/", "/p/"),
    ]

    assert re.findall(r'href="([^"]+)"', vis("brev_panel", brev=brev)) == ["/h/", "/p/"]


def test_check_page_says_the_broken_rule_in_full():
    rader = [k.SeOverRad("Husstand B", "Nei", "/endre/", "svar for husstand B", "Mangler begrunnelse.")]

    assert tekst(vis("se_over", rader=rader)) == "Husstand B Nei Mangler begrunnelse. Endre svar for husstand B"


def test_receipt_says_when_and_who():
    html = vis(
        "kvittering",
        tittel="Svaret er godkjent",
        referanse="Liste 2026-0412",
        tid=datetime(2026, 11, 23, 8, 20, tzinfo=UTC),
        navn="Kari Eksempel",
        neste=["IMDi gjør vedtak."],
        lenker=[],
        underordnet=False,
    )

    assert tekst(html) == (
        "Svaret er godkjent Liste 2026-0412, 23. november 2026 kl. 09.20, av Kari Eksempel. "
        "Dette skjer nå IMDi gjør vedtak."
    )


@pytest.mark.parametrize(("ferdig", "spor"), [(10, True), (357, False)])
def test_progress_asks_again_until_done(ferdig, spor):
    html = vis("fremdrift", ferdig=ferdig, totalt=357, tekst="Sender", url="/jobb/", feilet=0)

    assert (f"{ferdig} av 357" in html, 'hx-trigger="every 2s"' in html) == (True, spor)


def test_progress_over_a_thousand_keeps_a_machine_number():
    html = vis("fremdrift", ferdig=3400, totalt=12000, tekst="Rader", url="", feilet=0)

    tall = re.search(r'value="(\d+)"\s+max="(\d+)"', html)

    assert (tall and tall.groups(), "3\u00a0400 av 12\u00a0000" in html) == (("3400", "12000"), True)


def test_form_key_is_there_only_when_the_form_has_one():
    class Med:
        engangsnokkel = "abc"

    class Uten:
        engangsnokkel = ""

    assert [vis("engangsnokkel", form=form).strip() != "" for form in (Med(), Uten())] == [True, False]
