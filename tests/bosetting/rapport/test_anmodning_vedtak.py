"""R1: published figures exactly as published, computed ones with others' small counts hidden (decisions 20, 27)."""

import csv
from datetime import UTC, date, datetime

import pytest

from bosetting.person.states import Sakstilstand
from bosetting.rapport import figurer
from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg, Leser
from bosetting.rapport.queries.tabell import EGEN, LANDET, Celle, Kilde, Skjult, Tabell
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from tests.bosetting.rapport.conftest import TALL
from tests.bosetting.rapport.r1hjelp import raden, sidetekst, tallene
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory, SakFactory
from tests.factories.imdinett import KommuneFactory

IMDI = Leser(ser_alt=True, egne=frozenset())


def _publisert(aar: int, omraade: str = LANDET, **valg: object) -> Tabell:
    standard = {"kommune": None, "leser": IMDI}
    return r1.tabell(Aarsvalg(aar, Kilde.PUBLISERT), omraade=omraade, **{**standard, **valg})


def _beregnet(leser: Leser = IMDI, omraade: str = LANDET, kommune: Kommune | None = None) -> Tabell:
    return r1.tabell(Aarsvalg(2026, Kilde.BEREGNET), omraade=omraade, kommune=kommune, leser=leser)


# ---- published
@pytest.mark.slow
@pytest.mark.parametrize(
    ("aar", "antall", "sum_", "nasjonalt"),
    [
        (2022, 356, [35_000, 35_705, 31_240], [35_000, 35_705, 31_258]),
        (2025, 357, [12_640, 15_631, 12_563], [12_640, 15_631, 12_596]),
        (2026, 357, [13_000, 10_721, 7_388], [13_000, 10_726, 7_479]),
    ],
)
def test_published_year_beside_the_published_total(publisert, aar, antall, sum_, nasjonalt) -> None:
    tabell = _publisert(aar)

    assert len(tabell.rader) == antall
    assert tallene(tabell.summer, "anmodet", "vedtatt", "bosatt") == sum_
    assert tallene(tabell.publisert, "anmodet", "vedtatt", "bosatt") == nasjonalt


@pytest.mark.slow
@pytest.mark.parametrize("aar", [2022, 2025, 2026])
def test_every_published_row_is_as_in_the_file(publisert, aar) -> None:
    with TALL.open(encoding="utf-8") as fil:
        kilde = {rad["kommunenummer"]: rad for rad in csv.DictReader(fil) if rad["aar"] == str(aar)}

    rader = {rad.nummer: rad for rad in _publisert(aar).rader}

    assert rader.keys() == kilde.keys()
    for nummer, rad in rader.items():
        for nokkel in ("anmodet", "vedtatt", "bosatt", "bosatt_kollektiv"):
            celle, verdi = rad.celler[nokkel], kilde[nummer][nokkel]
            vist = ":" if celle.skjult else "" if celle.verdi is None else str(celle.verdi)
            assert (nummer, nokkel, vist) == (nummer, nokkel, verdi)


@pytest.mark.slow
def test_withheld_stays_withheld_and_missing_stays_empty(publisert) -> None:
    """B-021: neither becomes 0."""
    tabell = _publisert(2026)
    skjult = next(rad for rad in tabell.rader if rad.celler["bosatt"].skjult).celler["bosatt"]
    uten = raden(tabell, "1822").celler["vedtatt"]

    assert (skjult.verdi, skjult.vis, skjult.les) == (None, ":", "skjult i kilden")
    assert (uten.verdi, uten.vis, uten.les) == (None, "avventer vedtak", "")
    assert tabell.skjulte("bosatt") == 35
    assert (Celle().vis, Celle().les, Celle(0).vis) == ("–", "ikke registrert", "0")


@pytest.mark.slow
def test_columns_without_figures_are_named_not_shown(publisert) -> None:
    assert [k.nokkel for k in _publisert(2022).kolonner] == ["anmodet", "vedtatt", "bosatt", "bosatt_kollektiv"]
    assert [k.nokkel for k in _publisert(2026).kolonner] == [
        "anmodet",
        "vedtatt",
        "avtalt",
        "bosatt",
        "bosatt_kollektiv",
    ]
    assert list(_publisert(2026).uten_tall) == ["Anmodet, herav EM", "Bosatt, herav EM"]


@pytest.mark.slow
def test_old_numbers_and_fylker_stay_as_in_the_year(publisert) -> None:
    tabell = _publisert(2022)

    assert (raden(tabell, "3001").navn, raden(tabell, "3001").fylke) == ("Halden", "Viken")
    assert (raden(tabell, "1507").navn, raden(tabell, "1507").celler["anmodet"].verdi) == ("Ålesund", 410)
    assert "Viken" in tabell.fylker
    assert "Viken" not in _publisert(2025).fylker
    assert (tabell.har_gamle_numre, _publisert(2025).har_gamle_numre) == (True, False)


@pytest.mark.slow
def test_todays_structure_only_where_no_split_came_between(publisert) -> None:
    tabell = _publisert(2022, dagens_inndeling=True)
    numre = {rad.nummer for rad in tabell.rader}

    assert (raden(tabell, "3101").navn, raden(tabell, "3101").fylke) == ("Halden", "Østfold")
    assert {"1508", "1580", "3001"} & numre == set()
    assert raden(tabell, "1507").merknad == "Kommunen er delt. Tallene kan ikke fordeles på de nye kommunene."
    assert len(tabell.rader) == 356
    assert tallene(tabell.summer, "anmodet", "vedtatt", "bosatt") == [35_000, 35_705, 31_240]


@pytest.mark.slow
def test_one_fylke_and_one_kommune(publisert) -> None:
    oslo = Kommune.objects.get(nummer="0301", gyldig_til=None)

    fylke = _publisert(2022, "Oslo")
    egen = _publisert(2022, EGEN, kommune=oslo)

    assert [rad.nummer for rad in fylke.rader] == [rad.nummer for rad in egen.rader] == ["0301"]
    assert tallene(fylke.summer, "anmodet", "bosatt") == [2000, 1924]
    assert (fylke.publisert, egen.publisert, egen.summer) == (None, None, {})


@pytest.mark.slow
def test_year_with_only_national_figures(publisert) -> None:
    tabell = _publisert(2023)

    assert (len(tabell.rader), tabell.per_dato) == (0, date(2023, 10, 3))
    assert tallene(tabell.publisert, "anmodet", "vedtatt", "bosatt") == [38_000, 35_499, 22_370]
    assert [k.nokkel for k in tabell.kolonner] == ["anmodet", "vedtatt", "bosatt"]


@pytest.mark.slow
def test_page_of_a_year_with_only_national_figures(publisert, imdi) -> None:
    tekst = sidetekst(imdi, aar="2023")

    assert "38\u00a0000 Anmodet 35\u00a0499 Vedtatt 22\u00a0370 Bosatt" in tekst
    assert "IMDi har ikke publisert tall per kommune for dette året." in tekst


# ---- computed
def test_imdi_sees_every_count(fylke) -> None:
    SakFactory(kommune=fylke[0], tilstand=Sakstilstand.SOKT_UT, plassaar=2026, utsokingsdato=date(2026, 3, 1))
    SakFactory(kommune=fylke[0], tilstand=Sakstilstand.FORDELT, plassaar=2026)

    tabell = _beregnet()

    kolonner = ["anmodet", "anmodet_em", "vedtatt", "vedtatt_em", "sokt_ut", "bosatt", "ledig"]
    assert [k.nokkel for k in tabell.kolonner] == kolonner
    assert {rad.navn: tallene(rad.celler, *kolonner) for rad in tabell.rader} == {
        "Gjesdal": [45, 2, 40, 1, 0, 0, 40],
        "Lund": [45, 2, 40, 1, 1, 12, 26],
        "Sokndal": [45, 2, 40, 1, 0, 3, 37],
        "Time": [45, 2, 40, 1, 0, 40, 0],
        "Utsira": [None, None, None, None, 0, 0, None],
    }
    assert tallene(tabell.summer, *kolonner) == [180, 8, 160, 4, 1, 55, 103]


def test_others_small_count_is_hidden_and_so_is_one_more(fylke) -> None:
    """Decision 20: 3 in Sokndal is hidden, and 12 in Lund too: else 55 − 52 = 3."""
    leser = Leser(ser_alt=False, egne=frozenset({fylke[2].pk}))

    tabell = _beregnet(leser)

    assert {rad.navn: rad.celler["bosatt"].vis for rad in tabell.rader} == {
        "Gjesdal": "0",
        "Lund": ":",
        "Sokndal": ":",
        "Time": "40",
        "Utsira": "0",
    }
    assert {rad.celler["bosatt"].skjult for rad in tabell.rader} == {None, Skjult.PERSONVERN}
    assert [rad.celler["bosatt"].verdi for rad in tabell.rader if rad.celler["bosatt"].skjult] == [None, None]
    assert tabell.summer["bosatt"].verdi == 55
    assert tallene(tabell.summer, "anmodet", "vedtatt") == [180, 160]
    assert "ledig" not in {k.nokkel for k in tabell.kolonner}


def test_hidden_is_the_same_whatever_the_filter(fylke) -> None:
    leser = Leser(ser_alt=False, egne=frozenset({fylke[2].pk}))

    skjult = [
        {rad.nummer for rad in _beregnet(leser, omraade).rader if rad.celler["bosatt"].skjult}
        for omraade in (LANDET, "Rogaland")
    ]

    assert skjult == [{"1111", "1112"}] * 2


def test_own_small_count_and_free_places_are_shown_to_oneself(fylke) -> None:
    leser = Leser(ser_alt=False, egne=frozenset({fylke[1].pk}))

    tabell = _beregnet(leser, EGEN, fylke[1])

    assert [tallene(rad.celler, "bosatt", "ledig") for rad in tabell.rader] == [[3, 37]]
    assert tabell.summer == {}
    bar = figurer.plasser(tabell)
    assert [(del_.navn, del_.antall) for del_ in bar.deler] == [("brukt", 3), ("bundet", 0), ("ledig", 37)]


def test_superseded_rounds_and_unapproved_vedtak_do_not_count(db) -> None:
    """B-010, B-024, B-025."""
    kommune = KommuneFactory(nummer="1101")
    AnmodningFactory(kommune=kommune, antall=45, tilstand="erstattet")
    AnmodningFactory(kommune=kommune, antall=30)
    KommunevedtakFactory(kommune=kommune, antall=40, tilstand="erstattet")
    KommunevedtakFactory(kommune=kommune, antall=20, tilstand="registrert", godkjent_tid=None, godkjent_av=None)

    [rad] = _beregnet().rader

    assert tallene(rad.celler, "anmodet", "vedtatt", "ledig") == [30, None, None]


# ---- years
@pytest.mark.slow
def test_years_never_mix_sources(publisert, time_machine_2026) -> None:
    AnmodningFactory(kommune=Kommune.objects.get(nummer="1101", gyldig_til=None), antall=45)
    AnmodningFactory(runde__aar=2027, kommune=Kommune.objects.get(nummer="1101", gyldig_til=None), antall=50)

    assert [valg.kode for valg in r1.aarsvalg()] == ["2027-beregnet", "2026", "2026-beregnet", "2025", "2023", "2022"]
    assert [str(valg) for valg in r1.aarsvalg()[:2]] == ["2027 (beregnet her)", "2026 (publisert av IMDi)"]
    assert r1.standardvalg(r1.aarsvalg()).kode == "2026-beregnet"


@pytest.fixture
def time_machine_2026():
    with klokke.flyttet_til(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        yield
