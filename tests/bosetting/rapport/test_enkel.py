"""A plain table: what the page shows of it, and what it costs to show."""

import pytest
from django.template.loader import render_to_string

from bosetting.rapport.queries import enkel
from bosetting.rapport.queries.enkel import MAKS_VIST, Deltabell
from imdinett.kommune.models import Kommune
from imdinett.web.eksport import Kolonne
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db


def _tabell(rader: int, kall: list[int]) -> Deltabell:
    def verdi(rad: int) -> int:
        kall.append(rad)
        return rad

    return Deltabell("prove", "Prøve", [Kolonne("nr", "Nr", verdi), Kolonne("igjen", "Igjen", verdi)], range(rader))


def _side(tabell: Deltabell) -> str:
    return render_to_string("bosetting/rapport/_deltabell.html", {"tabell": tabell})


def test_a_page_reads_each_cell_once_and_no_row_that_it_does_not_show() -> None:
    kall: list[int] = []

    _side(_tabell(MAKS_VIST + 100, kall))

    assert sorted(kall) == sorted([*range(MAKS_VIST)] * 2)


def test_of_rows_in_the_database_a_page_fetches_those_it_shows(django_assert_num_queries, monkeypatch) -> None:
    monkeypatch.setattr(enkel, "MAKS_VIST", 2)
    for _nr in range(4):
        KommuneFactory()
    tabell = Deltabell("prove", "Prøve", [Kolonne("nummer", "Nummer", lambda en: en.nummer)], Kommune.objects.all())

    with django_assert_num_queries(1) as sporringer:
        side = _side(tabell)

    assert (side.count("<tr>"), tabell.er_tom) == (1 + 2, False)
    assert "LIMIT 3" in sporringer.captured_queries[0]["sql"]


def test_cells_are_escaped_aligned_and_read_aloud() -> None:
    kolonner = [
        Kolonne("navn", "Navn", lambda rad: rad[0]),
        Kolonne("antall", "Antall", lambda rad: rad[1]),
        Kolonne("merknad", "Merknad", lambda rad: rad[2]),
    ]
    tabell = Deltabell("prove", "Prøve", kolonner, [("<b>Lund</b>", 1500, "a & b"), ("Alta", None, "")])

    assert tabell.vist == [
        '<th scope="row">&lt;b&gt;Lund&lt;/b&gt;</th><td class="tall">1\u00a0500</td><td>a &amp; b</td>',
        '<th scope="row">Alta</th><td class="tall"><span aria-hidden="true">–</span>'
        '<span class="ds-sr-only">ikke registrert</span></td>'
        '<td><span aria-hidden="true">–</span><span class="ds-sr-only">ikke registrert</span></td>',
    ]


def test_a_long_table_is_cut_and_says_so() -> None:
    hel, lang = _side(_tabell(MAKS_VIST, [])), _side(_tabell(MAKS_VIST + 1, []))

    assert (hel.count("<tr>"), lang.count("<tr>")) == (MAKS_VIST + 1, MAKS_VIST + 1)
    setning = f"Her står de {MAKS_VIST} første. Hent rapporten som fil for å se alle."
    assert (setning in hel, setning in lang) == (False, True)
