"""R5, R6, fordelinger and unused places (W-08, W-10, W-11, W-22)."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bosetting.anmodning.queries import Plassregnskap
from bosetting.person.models import Person
from bosetting.person.states import Gradering
from bosetting.rapport.queries import svartid, ubrukte, ventetid
from bosetting.rapport.queries.anmodning_vedtak import Leser
from bosetting.rapport.queries.enkel import Deltabell
from bosetting.rapport.queries.tabell import EGEN, LANDET
from bosetting.rapport.queries.utvalg import Utvalg
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.web.eksport import Kolonne
from tests.bosetting.rapport.hjelp import bosatt, kommune, nei
from tests.factories.bosetting import KommunevedtakFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
IMDI = Leser(ser_alt=True, egne=frozenset())
SIDER = ("rapport_ventetid", "rapport_svartid", "rapport_fordelinger", "rapport_ubrukte", "rapport_nasjonal")


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


def _utvalg(leser: Leser = IMDI, sted: Kommune | None = None) -> Utvalg:
    ider = [sted.pk] if sted else None
    return Utvalg(2026, EGEN if sted else LANDET, str(sted or "Landet"), ider, sted, leser)


def test_median_and_share_of_each_part_with_both_sides_in_the_open() -> None:
    """W-10, W-11: three cases; the middle one counts, and it is said whose part it is."""
    sted = kommune("1101")
    for klar in (10, 20, 60):
        bosatt(sted, klar, klar + 10, klar + 15, klar + 16, klar + 80)

    rader = {rad.fase.kode: (rad.fase.side, rad.antall, rad.median, rad.andel) for rad in ventetid.rader(_utvalg())}

    assert rader == {
        "klar": ("Staten", 3, 20.0, 67),
        "fordelt": ("Staten", 3, 10.0, 100),
        "svar": ("Kommunen", 3, 5.0, 100),
        "sokt_ut": ("Staten", 3, 1.0, 100),
        "bosatt": ("Kommunen", 3, 64.0, 0),
        "alt": ("Begge", 3, 100.0, 100),
    }


def test_waiting_of_few_persons_elsewhere_is_hidden() -> None:
    """Decision 20: four cases in another kommune are not a median that somebody may read."""
    egen, annen = kommune("1101"), kommune("1102")
    leser = Leser(ser_alt=False, egne=frozenset({egen.pk}))
    for sted in (egen, annen, annen):
        bosatt(sted)

    assert [rad.antall for rad in ventetid.rader(_utvalg(leser, egen))] == [1] * 6
    assert [(rad.antall, rad.median, rad.andel) for rad in ventetid.rader(_utvalg(leser))] == [(":", ":", ":")] * 6


def test_other_years_and_other_kommuner_are_not_counted() -> None:
    sted = kommune("1101")
    bosatt(sted)
    bosatt(sted, person__gradering=Gradering.FORTROLIG)
    bosatt(kommune("1102"))
    utenfor = Utvalg(2025, LANDET, "Landet", None, None, IMDI)

    assert ventetid.rader(_utvalg(sted=sted))[-1].antall == 1
    assert [rad.median for rad in ventetid.rader(utenfor)] == [None] * 6


def test_answers_and_reasons_beside_the_others_with_small_numbers_hidden() -> None:
    """W-22: the kommune's own reasons in full; 1–4 households of others are hidden, and one more with them."""
    egen, annen = kommune("1101"), kommune("1102")
    leser = Leser(ser_alt=False, egne=frozenset({egen.pk}))
    bosatt(egen)
    nei(egen, "mangler_bolig")
    for _nr in range(6):
        nei(annen, "mangler_bolig")
    nei(annen, "sikkerhet", svart=3)

    rapport = svartid.rapport(_utvalg(leser, egen))
    tider, grunner = ({rad.kode: (rad.her, rad.andre) for rad in tabell.rader} for tabell in rapport.tabeller)

    assert tider == {
        "sendt": (2, 7),
        "besvart": (2, 7),
        "i_tide": (1, 1),
        "andel": (50, 14),
        "median": (7.0, 9.0),
    }
    assert grunner["ja"] == (1, 0)
    assert grunner["mangler_bolig"] == (1, ":")
    assert grunner["sikkerhet"] == (0, ":")
    assert grunner["annet"] == (0, 0)


def test_imdi_sees_every_reason_but_of_protected_households() -> None:
    """B-095."""
    sted = kommune("1102")
    nei(sted, "sikkerhet")
    nei(sted, "annet")
    Person.objects.filter(husstand__husstandssvar__avslagskode="annet").update(gradering=Gradering.FORTROLIG)

    grunner = svartid.rapport(_utvalg()).tabeller[1].rader

    assert [(rad.kode, rad.her) for rad in grunner if rad.her] == [("sikkerhet", 1)]


@pytest.mark.parametrize(
    ("aar", "brukt", "fordelt", "i_dag", "ventet"),
    [
        (2026, 10, 0, date(2026, 7, 2), 20),
        (2026, 10, 15, date(2026, 7, 2), 25),
        (2025, 10, 5, date(2026, 7, 2), 10),
        (2027, 0, 5, date(2026, 7, 2), None),
    ],
)
def test_forecast_is_the_pace_so_far_and_never_less_than_what_is_bound(aar, brukt, fordelt, i_dag, ventet) -> None:
    """W-08."""
    regnskap = Plassregnskap(kommune_id=1, aar=aar, vedtatt=40, brukt=brukt, fordelt=fordelt)

    assert ubrukte.forecast(regnskap, i_dag) == ventet


def test_unused_places_of_others_are_not_shown() -> None:
    """Decision 20, W-08."""
    egen, annen = kommune("1101"), kommune("1102")
    for sted in (egen, annen):
        KommunevedtakFactory(kommune=sted)
    leser = Leser(ser_alt=False, egne=frozenset({egen.pk}))
    bosatt(egen)

    def numre(utvalg: Utvalg) -> list[str]:
        return [rad.kommune.nummer for rad in ubrukte.rapport(utvalg).tabeller[0].rader]

    assert (numre(_utvalg(leser)), numre(_utvalg(leser, egen)), numre(_utvalg())) == (
        ["1101"],
        ["1101"],
        ["1101", "1102"],
    )
    rad = ubrukte.rapport(_utvalg(leser, egen)).tabeller[0].rader[0]
    assert (rad.regnskap.ledig, rad.prognose, rad.ubrukt) == (39, 2, 38)


# ---- the pages
@pytest.mark.parametrize("side", SIDER)
def test_pages_ask_the_same_number_of_questions_for_one_and_three(side) -> None:
    """≤ 20, and as many for three rows as for one."""
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    sted = kommune("1101")
    KommunevedtakFactory(kommune=sted)
    bosatt(sted)
    klient.get(reverse(side))

    def antall() -> int:
        with CaptureQueriesContext(connection) as spor:
            assert klient.get(reverse(side), {"aar": "2026", "omraade": "landet"}).status_code == 200
        return len(spor)

    ett = antall()
    for nummer in ("1102", "1103"):
        nytt = kommune(nummer)
        KommunevedtakFactory(kommune=nytt)
        bosatt(nytt)
    assert antall() == ett <= 20


@pytest.mark.parametrize("side", SIDER)
@pytest.mark.parametrize("med_tall", [True, False])
def test_pages_open_for_a_kommune_with_and_without_figures(side, med_tall) -> None:
    sted = kommune("1101")
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted))
    if med_tall:
        KommunevedtakFactory(kommune=sted)
        bosatt(sted)

    svar = klient.get(reverse(side), {"aar": "tull", "omraade": "finnes-ikke"})

    assert svar.status_code == 200
    if side != "rapport_nasjonal":
        assert ("Det finnes ingen tall for dette året" in svar.content.decode()) is not med_tall


def test_each_table_is_a_file_and_is_written_down() -> None:
    """B-090."""
    sted = kommune("1101")
    nei(sted, "sikkerhet")
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted))
    url = reverse("rapport_svartid")

    svar = klient.get(url, {"format": "csv-maskin", "tabell": "avslag", "aar": "2026"})

    linjer = b"".join(svar.streaming_content).decode().splitlines()
    assert linjer[0] == "navn,her,andre"
    assert "Sikkerhet,1,0" in linjer
    data = Hendelse.objects.filter(type="rapport_hentet").values_list("data", flat=True).get()
    assert data == {"rapport": "svartid", "filter": f"2026, {sted}", "format": "csv-maskin", "rader": 8}
    assert klient.get(url, {"format": "pdf"}).status_code == 404
    assert klient.get(url, {"format": "csv", "tabell": "finnes-ikke"}).status_code == 404


def test_a_reader_for_a_fylke_begins_with_the_fylke_and_gets_no_persons() -> None:
    """Decision 20: figures, no folders."""
    sted = kommune("1101")
    bosatt(sted)
    klient = logg_inn(bruker_med(Rolle.FYLKE_LES, kommune=sted))

    innhold = klient.get(reverse("rapport_ventetid")).content.decode()

    assert '<option value="fylke-11" selected>' in innhold
    assert klient.get(reverse("rapport_bosatte")).status_code == 403
    assert klient.get(reverse("rapport_uten_dato")).status_code == 403


def test_a_year_is_written_whole_and_counts_with_a_space() -> None:
    aar = Kolonne("aar", "Plassår", lambda rad: rad, er_aar=True)
    antall = Kolonne("antall", "Antall", lambda rad: rad)

    tabell = Deltabell("lister", "Lister", [antall, aar], [2026])

    assert re.findall(r">([^<]+)<", tabell.vist[0]) == ["2\u00a0026", "2026"]
    assert aar.verdi(2026) == 2026
