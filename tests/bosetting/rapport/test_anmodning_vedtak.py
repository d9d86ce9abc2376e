"""R1: published figures exactly as published, computed ones with others' small counts hidden (decisions 20, 27)."""

import csv
import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bosetting.person.states import Sakstilstand
from bosetting.rapport import figurer
from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg, Leser
from bosetting.rapport.queries.tabell import EGEN, LANDET, Celle, Kilde, Skjult, Tabell
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.conftest import TALL
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory, KommunevedtakFactory, SakFactory
from tests.factories.imdinett import DatabehandleravtaleFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

IMDI = Leser(ser_alt=True, egne=frozenset())
URL = "/rapporter/anmodning-vedtak/"


def _publisert(aar: int, omraade: str = LANDET, **valg: object) -> Tabell:
    standard = {"kommune": None, "leser": IMDI}
    return r1.tabell(Aarsvalg(aar, Kilde.PUBLISERT), omraade=omraade, **{**standard, **valg})


def _beregnet(leser: Leser = IMDI, omraade: str = LANDET, kommune: Kommune | None = None) -> Tabell:
    return r1.tabell(Aarsvalg(2026, Kilde.BEREGNET), omraade=omraade, kommune=kommune, leser=leser)


def _tall(celler: dict[str, Celle], *nokler: str) -> list[int | None]:
    return [celler[nokkel].verdi for nokkel in nokler]


def _rad(tabell: Tabell, nummer: str):
    return next(rad for rad in tabell.rader if rad.nummer == nummer)


def _tekst(klient: Client, **sporring: str) -> str:
    svar = klient.get(URL, sporring)
    assert svar.status_code == 200
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


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
    assert _tall(tabell.summer, "anmodet", "vedtatt", "bosatt") == sum_
    assert _tall(tabell.publisert, "anmodet", "vedtatt", "bosatt") == nasjonalt


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
    uten = _rad(tabell, "1822").celler["vedtatt"]

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

    assert (_rad(tabell, "3001").navn, _rad(tabell, "3001").fylke) == ("Halden", "Viken")
    assert (_rad(tabell, "1507").navn, _rad(tabell, "1507").celler["anmodet"].verdi) == ("Ålesund", 410)
    assert "Viken" in tabell.fylker
    assert "Viken" not in _publisert(2025).fylker
    assert (tabell.har_gamle_numre, _publisert(2025).har_gamle_numre) == (True, False)


@pytest.mark.slow
def test_todays_structure_only_where_no_split_came_between(publisert) -> None:
    tabell = _publisert(2022, dagens_inndeling=True)
    numre = {rad.nummer for rad in tabell.rader}

    assert (_rad(tabell, "3101").navn, _rad(tabell, "3101").fylke) == ("Halden", "Østfold")
    assert {"1508", "1580", "3001"} & numre == set()
    assert _rad(tabell, "1507").merknad == "Kommunen er delt. Tallene kan ikke fordeles på de nye kommunene."
    assert len(tabell.rader) == 356
    assert _tall(tabell.summer, "anmodet", "vedtatt", "bosatt") == [35_000, 35_705, 31_240]


@pytest.mark.slow
def test_one_fylke_and_one_kommune(publisert) -> None:
    oslo = Kommune.objects.get(nummer="0301", gyldig_til=None)

    fylke = _publisert(2022, "Oslo")
    egen = _publisert(2022, EGEN, kommune=oslo)

    assert [rad.nummer for rad in fylke.rader] == [rad.nummer for rad in egen.rader] == ["0301"]
    assert _tall(fylke.summer, "anmodet", "bosatt") == [2000, 1924]
    assert (fylke.publisert, egen.publisert, egen.summer) == (None, None, {})


@pytest.mark.slow
def test_year_with_only_national_figures(publisert) -> None:
    tabell = _publisert(2023)

    assert (len(tabell.rader), tabell.per_dato) == (0, date(2023, 10, 3))
    assert _tall(tabell.publisert, "anmodet", "vedtatt", "bosatt") == [38_000, 35_499, 22_370]
    assert [k.nokkel for k in tabell.kolonner] == ["anmodet", "vedtatt", "bosatt"]


@pytest.mark.slow
def test_page_of_a_year_with_only_national_figures(publisert, imdi) -> None:
    tekst = _tekst(imdi, aar="2023")

    assert "38\u00a0000 Anmodet 35\u00a0499 Vedtatt 22\u00a0370 Bosatt" in tekst
    assert "IMDi har ikke publisert tall per kommune for dette året." in tekst


# ---- computed
@pytest.fixture
def fylke(db) -> list[Kommune]:
    """Four kommuner of one fylke, with 12, 3, 40 and 0 settled, and one without anything."""
    kommuner = [
        KommuneFactory(nummer=f"11{n:02d}", navn=navn)
        for n, navn in enumerate(("Lund", "Sokndal", "Time", "Gjesdal"), 11)
    ]
    runde = AnmodningsrundeFactory(aar=2026)
    for kommune, antall in zip(kommuner, (12, 3, 40, 0), strict=True):
        AnmodningFactory(runde=runde, kommune=kommune, antall=45, herav_em=2)
        KommunevedtakFactory(kommune=kommune, antall=40, herav_em=1)
        _bosett(kommune, antall)
    KommuneFactory(nummer="1151", navn="Utsira")
    return kommuner


def _bosett(kommune: Kommune, antall: int) -> None:
    felt = {"kommune": kommune, "tilstand": Sakstilstand.BOSATT, "plassaar": 2026, "utsokingsdato": date(2026, 2, 1)}
    SakFactory.create_batch(antall, bosettingsdato=date(2026, 3, 1), **felt)


def test_imdi_sees_every_count(fylke) -> None:
    SakFactory(kommune=fylke[0], tilstand=Sakstilstand.SOKT_UT, plassaar=2026, utsokingsdato=date(2026, 3, 1))
    SakFactory(kommune=fylke[0], tilstand=Sakstilstand.FORDELT, plassaar=2026)

    tabell = _beregnet()

    kolonner = ["anmodet", "anmodet_em", "vedtatt", "vedtatt_em", "sokt_ut", "bosatt", "ledig"]
    assert [k.nokkel for k in tabell.kolonner] == kolonner
    assert {rad.navn: _tall(rad.celler, *kolonner) for rad in tabell.rader} == {
        "Gjesdal": [45, 2, 40, 1, 0, 0, 40],
        "Lund": [45, 2, 40, 1, 1, 12, 26],
        "Sokndal": [45, 2, 40, 1, 0, 3, 37],
        "Time": [45, 2, 40, 1, 0, 40, 0],
        "Utsira": [None, None, None, None, 0, 0, None],
    }
    assert _tall(tabell.summer, *kolonner) == [180, 8, 160, 4, 1, 55, 103]


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
    assert _tall(tabell.summer, "anmodet", "vedtatt") == [180, 160]
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

    assert [_tall(rad.celler, "bosatt", "ledig") for rad in tabell.rader] == [[3, 37]]
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

    assert _tall(rad.celler, "anmodet", "vedtatt", "ledig") == [30, None, None]


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


# ---- the page
@pytest.fixture
def imdi(db) -> Client:
    return logg_inn(bruker_med(Rolle.IMDI_ANMODNING))


@pytest.fixture
def eigersund(publisert) -> Client:
    kommune = Kommune.objects.get(nummer="1101", gyldig_til=None)
    DatabehandleravtaleFactory(kommune=kommune)
    return logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("aar", "deler"),
    [
        (
            "2022",
            [
                "Publisert av IMDi. Kilden oppgir ikke dato for tallene.",
                "Sum av radene 35\u00a0000 35\u00a0705 31\u00a0240",
                "Publisert av IMDi for landet 35\u00a0000 35\u00a0705 31\u00a0258",
                "Bosatt: radene gir 31\u00a0240, IMDi har publisert 31\u00a0258. "
                "Kilden holder tilbake verdier for 4 kommuner.",
            ],
        ),
        (
            "2025",
            [
                "Sum av radene 12\u00a0640 15\u00a0631 12\u00a0563",
                "Bosatt: radene gir 12\u00a0563, IMDi har publisert 12\u00a0596. "
                "Kilden holder tilbake verdier for 11 kommuner.",
                "IMDis egen tekst oppgir 12919 vedtatt mens fylkestabellen summerer til 15631",
            ],
        ),
        (
            "2026",
            [
                "Publisert av IMDi per 28. september 2026.",
                "Vedtatt: radene gir 10\u00a0721, IMDi har publisert 10\u00a0726.",
                "Bosatt: radene gir 7\u00a0388, IMDi har publisert 7\u00a0479. "
                "Kilden holder tilbake verdier for 35 kommuner.",
                "fylkestabellen har 5 flere vedtatte i Nordland enn summen av kommunene",
            ],
        ),
    ],
)
def test_page_shows_sum_total_and_reason(publisert, imdi, aar, deler) -> None:
    tekst = _tekst(imdi, aar=aar, omraade="landet")

    assert [del_ for del_ in deler if del_ not in tekst] == []


@pytest.mark.slow
def test_kommune_starts_with_its_own(eigersund) -> None:
    tabell = eigersund.get(URL, {"aar": "2022"}).context["tabell"]

    assert [rad.navn for rad in tabell.rader] == ["Eigersund"]
    assert _tall(tabell.rader[0].celler, "anmodet", "vedtatt", "bosatt") == [165, 165, 166]


@pytest.mark.slow
def test_kommune_may_read_the_whole_country(eigersund) -> None:
    assert len(eigersund.get(URL, {"aar": "2022", "omraade": "landet"}).context["tabell"].rader) == 356


@pytest.mark.slow
def test_kommune_that_is_newer_than_the_figures_is_told_where_they_are(publisert) -> None:
    kommune = Kommune.objects.get(nummer="1580")
    DatabehandleravtaleFactory(kommune=kommune)

    tekst = _tekst(logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)), aar="2022")

    assert "Haram fantes ikke i 2022. Tallene står på Ålesund (1507, til 2024)." in tekst


def test_no_figures_at_all_says_so(imdi) -> None:
    assert "Det finnes ingen tall ennå." in _tekst(imdi)


@pytest.mark.slow
def test_unknown_choices_are_named_and_the_defaults_shown(publisert, imdi) -> None:
    svar = imdi.get(URL, {"aar": "1814", "omraade": "Atlantis", "kart": "x"})

    assert svar.status_code == 200
    assert set(svar.context["filter"].errors) == {"aar", "omraade", "kart"}
    assert len(svar.context["tabell"].rader) == 357


@pytest.mark.slow
def test_sorting_puts_unknown_and_hidden_last_both_ways(publisert, imdi) -> None:
    for sorter, forste in (("bosatt", None), ("-bosatt", "Oslo")):
        rader = [linje.rad for linje in imdi.get(URL, {"aar": "2026", "sorter": sorter}).context["rader"]]
        verdier = [rad.celler["bosatt"].verdi for rad in rader]
        kjente = [verdi for verdi in verdier if verdi is not None]
        assert verdier == sorted(kjente, reverse=sorter.startswith("-")) + [None] * (357 - len(kjente))
        assert forste in (None, rader[0].navn)


@pytest.mark.slow
def test_default_order_is_norwegian(publisert, imdi) -> None:
    navn = [linje.rad.navn for linje in imdi.get(URL, {"aar": "2026"}).context["rader"]]

    assert (navn[0], navn[-1]) == ("Alstahaug", "Åsnes")


@pytest.mark.slow
def test_sami_names_are_shown(publisert, imdi) -> None:
    assert "Kárášjohka – Karasjok" in _tekst(imdi, aar="2022")


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_ADMINISTRATOR, Rolle.KOMMUNE_TILSKUDD])
def test_role_without_reports_is_refused(db, rolle) -> None:
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert (klient.get(URL).status_code, klient.get("/rapporter/").status_code) == (403, 403)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.FYLKE_LES])
def test_role_with_reports_gets_in(db, rolle) -> None:
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert (klient.get(URL).status_code, klient.get("/rapporter/").status_code) == (200, 200)


def test_reader_of_a_fylke_has_no_own_kommune(fylke) -> None:
    """Decision 20: figures, but neither small counts nor free places."""
    bruker = bruker_med(Rolle.FYLKE_LES, kommune=fylke[1])

    assert r1.leser(bruker) == Leser(ser_alt=False, egne=frozenset())
    tabell = logg_inn(bruker).get(URL, {"aar": "2026"}).context["tabell"]
    assert _rad(tabell, fylke[1].nummer).celler["bosatt"].vis == ":"
    assert "ledig" not in {k.nokkel for k in tabell.kolonner}


def test_own_kommuner_are_those_with_a_role_that_reads_reports(db) -> None:
    egen, annen = KommuneFactory.create_batch(2)
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=egen)
    tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_ADMINISTRATOR, annen)

    assert r1.leser(bruker) == Leser(ser_alt=False, egne=frozenset({egen.pk}))


def test_page_hides_the_small_count_everywhere(fylke) -> None:
    """Table, tile map, chart and files: the hidden 3 and 12 of the neighbours stand nowhere."""
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=fylke[2]))
    sporring = {"aar": "2026", "omraade": "Rogaland", "kart": "bosatt"}

    svar = klient.get(URL, sporring)

    assert {f.navn: f.tall for gruppe in svar.context["kart"].fylker for f in gruppe.fliser} == {
        "Lund": ":",
        "Sokndal": ":",
        "Time": "40",
        "Gjesdal": "0",
        "Utsira": "0",
    }
    verdier = {rad.navn: rad.verdier[2] for rad in svar.context["diagram"].rader}
    assert {verdier["Lund"], verdier["Sokndal"]} & {"3", "12"} == set()
    fil = b"".join(klient.get(URL, {**sporring, "format": "csv-maskin"})).decode()
    assert [rad["bosatt"] for rad in csv.DictReader(io.StringIO(fil))] == ["0", ":", ":", "40", "0"]


# ---- files
@pytest.mark.slow
def test_xlsx_holds_what_the_page_shows(publisert, imdi) -> None:
    svar = imdi.get(URL, {"aar": "2022", "omraade": "landet", "format": "xlsx"})
    bok = openpyxl.load_workbook(io.BytesIO(b"".join(svar)))

    rader = list(bok.worksheets[0].values)
    assert list(rader[0]) == [
        "År",
        "Kommunenummer",
        "Kommune",
        "Offisielt navn",
        "Fylke",
        "Anmodet",
        "Vedtatt",
        "Bosatt",
        "Bosatt, herav kollektiv beskyttelse",
        "Merknad",
    ]
    assert len(rader) == 357
    sum_ = [sum(rad[n] for rad in rader[1:] if isinstance(rad[n], int)) for n in (5, 6, 7)]
    assert sum_ == [35_000, 35_705, 31_240]
    assert sum(rad[7] == ":" for rad in rader[1:]) == 4
    om = [rad[:2] for rad in bok.worksheets[1].values]
    assert om[:4] == [
        ("Innhold", "Anmodning og vedtak"),
        ("År", "2022 (publisert av IMDi)"),
        ("Område", "Hele landet"),
        ("Kilde", "Publisert av IMDi. Kilden oppgir ikke dato for tallene."),
    ]
    assert ("Publisert for landet: Bosatt", "31\u00a0258") in om


@pytest.mark.slow
def test_csv_for_norwegian_excel(eigersund) -> None:
    innhold = b"".join(eigersund.get(URL, {"aar": "2022", "format": "csv"})).decode()

    assert innhold == (
        "\ufeffÅr;Kommunenummer;Kommune;Offisielt navn;Fylke;Anmodet;Vedtatt;Bosatt;"
        "Bosatt, herav kollektiv beskyttelse;Merknad\r\n"
        "2022;1101;Eigersund;Eigersund;Rogaland;165;165;166;147;\r\n"
    )


@pytest.mark.slow
def test_file_is_named_and_logged(eigersund) -> None:
    svar = eigersund.get(URL, {"aar": "2022", "format": "xlsx"})
    b"".join(svar)

    assert re.fullmatch(
        r'attachment; filename="anmodning-vedtak-2022_1101_\d{4}-\d\d-\d\d\.xlsx"', svar["Content-Disposition"]
    )
    hendelse = Hendelse.objects.get(type="rapport_hentet")
    assert (hendelse.kommune.nummer, hendelse.data) == (
        "1101",
        {"rapport": "anmodning_vedtak", "filter": "2022 (publisert av IMDi), Eigersund", "format": "xlsx", "rader": 1},
    )


@pytest.mark.slow
def test_page_without_a_file_is_not_logged(eigersund) -> None:
    eigersund.get(URL, {"aar": "2022"})

    assert Hendelse.objects.filter(type="rapport_hentet").count() == 0


@pytest.mark.slow
def test_unknown_format_is_not_found(eigersund) -> None:
    assert eigersund.get(URL, {"aar": "2022", "format": "exe"}).status_code == 404


# ---- budget
def _antall(klient: Client, **sporring: str) -> int:
    """Queries of the page in a session that has begun, without the savepoints that tests are wrapped in."""
    klient.get("/rapporter/")
    with CaptureQueriesContext(connection) as sporringer:
        assert klient.get(URL, sporring).status_code == 200
    return sum("SAVEPOINT" not in sporring["sql"] for sporring in sporringer.captured_queries)


def test_computed_page_asks_the_same_for_one_and_three_rows(db, imdi) -> None:
    runde = AnmodningsrundeFactory(aar=2026)
    AnmodningFactory(runde=runde, kommune=KommuneFactory())
    en = _antall(imdi, aar="2026")
    for kommune in KommuneFactory.create_batch(2):
        AnmodningFactory(runde=runde, kommune=kommune)
        KommunevedtakFactory(kommune=kommune)
        _bosett(kommune, 2)

    assert _antall(imdi, aar="2026") == en <= 20


@pytest.mark.slow
def test_whole_country_asks_no_more(publisert, imdi) -> None:
    kommuner = list(Kommune.objects.gyldige())
    AnmodningFactory(runde__aar=2026, kommune=kommuner[0])
    en = _antall(imdi, aar="2026-beregnet")
    runde = AnmodningsrundeFactory(aar=2026)
    for kommune in kommuner[1:]:
        AnmodningFactory(runde=runde, kommune=kommune)

    assert _antall(imdi, aar="2026-beregnet") == en <= 20
    assert _antall(imdi, aar="2022") == _antall(imdi, aar="2022", omraade="Oslo") <= 20


@pytest.mark.slow
def test_kommune_asks_no_more_than_the_budget(eigersund) -> None:
    assert _antall(eigersund, aar="2022", omraade="landet", inndeling="dagens") <= 20
