"""The page of R1, its files and its budget."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.anmodning_vedtak import Leser
from imdinett.hendelse.models import Hendelse
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.r1hjelp import URL, bosett, raden, sidetekst, tallene
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory, KommunevedtakFactory
from tests.factories.imdinett import DatabehandleravtaleFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

IMDI = Leser(ser_alt=True, egne=frozenset())


# ---- the page
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
    tekst = sidetekst(imdi, aar=aar, omraade="landet")

    assert [del_ for del_ in deler if del_ not in tekst] == []


@pytest.mark.slow
def test_kommune_starts_with_its_own(eigersund) -> None:
    tabell = eigersund.get(URL, {"aar": "2022"}).context["tabell"]

    assert [rad.navn for rad in tabell.rader] == ["Eigersund"]
    assert tallene(tabell.rader[0].celler, "anmodet", "vedtatt", "bosatt") == [165, 165, 166]


@pytest.mark.slow
def test_kommune_may_read_the_whole_country(eigersund) -> None:
    assert len(eigersund.get(URL, {"aar": "2022", "omraade": "landet"}).context["tabell"].rader) == 356


@pytest.mark.slow
def test_kommune_that_is_newer_than_the_figures_is_told_where_they_are(publisert) -> None:
    kommune = Kommune.objects.get(nummer="1580")
    DatabehandleravtaleFactory(kommune=kommune)

    tekst = sidetekst(logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)), aar="2022")

    assert "Haram fantes ikke i 2022. Tallene står på Ålesund (1507, til 2024)." in tekst


def test_no_figures_at_all_says_so(imdi) -> None:
    assert "Det finnes ingen tall ennå." in sidetekst(imdi)


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
    assert "Kárášjohka – Karasjok" in sidetekst(imdi, aar="2022")


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
    assert raden(tabell, fylke[1].nummer).celler["bosatt"].vis == ":"
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
    """Queries of the page in a session and a process that have begun, without the savepoints around tests."""
    klient.get(URL)
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
        bosett(kommune, 2)

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
