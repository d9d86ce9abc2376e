"""A plain table: what the page shows of it, and what it costs to show."""

from django.template.loader import render_to_string

from bosetting.rapport.queries.enkel import MAKS_VIST, Deltabell
from imdinett.web.eksport import Kolonne


def _tabell(rader: int, kall: list[int]) -> Deltabell:
    def verdi(rad: int) -> int:
        kall.append(rad)
        return rad

    return Deltabell("prove", "Prøve", [Kolonne("nr", "Nr", verdi), Kolonne("igjen", "Igjen", verdi)], range(rader))


def _side(tabell: Deltabell) -> str:
    return render_to_string("bosetting/rapport/_deltabell.html", {"tabell": tabell})


def test_a_page_reads_each_cell_twice_however_many_rows_there_are() -> None:
    """Once to write it and once to see whether its column is numbers."""
    kall: list[int] = []

    _side(_tabell(50, kall))

    assert len(kall) == 2 * 2 * 50


def test_a_long_table_is_cut_and_says_so() -> None:
    hel, lang = _side(_tabell(MAKS_VIST, [])), _side(_tabell(MAKS_VIST + 1, []))

    assert (hel.count("<tr>"), lang.count("<tr>")) == (MAKS_VIST + 1, MAKS_VIST + 1)
    setning = f"Her står de {MAKS_VIST} første. Hent rapporten som fil for å se alle."
    assert (setning in hel, setning in lang) == (False, True)
