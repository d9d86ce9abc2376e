"""The lists of persons as files: the screen's rows, and who took them out (ui.md 4, security.md §8, B-034, B-095)."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

import openpyxl
import pytest
from django.db import Error as DatabaseFeil
from django.urls import reverse

from bosetting.person.models import Person, Sak
from bosetting.person.states import Gradering, Sakstilstand
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import HusstandFactory, SakFactory, SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
LISTER = ["personer", "uten_bosettingsdato"]


@pytest.fixture(autouse=True)
def _i_2026() -> Any:
    with klokke.flyttet_til(datetime(2026, 11, 23, 8, 20, tzinfo=UTC)):
        yield


@pytest.fixture
def sted() -> Any:
    return KommuneFactory(nummer="1101", navn="Eigersund")


@pytest.fixture
def kari(sted: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted, navn="Kari Eksempel")


def sokt_ut(sted: Any, dag: int = 1, **felt: Any) -> Sak:
    standard = {"kategori": "privatboende", "utsokingsdato": date(2026, 10, dag), "plassaar": 2026}
    return SakFactory(kommune=sted, tilstand=Sakstilstand.SOKT_UT, **{**standard, **felt})


def hent(bruker: Any, navn: str, **sporring: str) -> Any:
    return logg_inn(bruker).get(reverse(navn), {"format": "csv-maskin", **sporring})


def rader(svar: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(svar.getvalue().decode())))


def paa_skjermen(bruker: Any, navn: str, **sporring: str) -> list[str]:
    return [rad[0].nummer for rad in logg_inn(bruker).get(reverse(navn), sporring).context["rader"]]


@pytest.mark.parametrize("navn", LISTER)
def test_the_file_is_what_the_filter_shows_in_that_order(navn: str, sted: Any, kari: Any) -> None:
    for dag in (5, 2, 9):
        sokt_ut(sted, dag)
    sokt_ut(sted, kategori="amot")
    sporring = {"kategori": "privatboende", "sorter": "-sokt_ut"}

    fil = rader(hent(kari, navn, **sporring))

    assert [rad["sak"] for rad in fil] == paa_skjermen(kari, navn, **sporring)
    assert [rad["sokt_ut"] for rad in fil] == ["2026-10-09", "2026-10-05", "2026-10-02"]


def test_all_pages_are_in_it(sted: Any, kari: Any) -> None:
    for _nr in range(30):
        sokt_ut(sted)

    assert len(rader(hent(kari, "personer"))) == 30


@pytest.mark.parametrize("navn", LISTER)
def test_b001_b034_own_cases_by_number_and_never_by_name(navn: str, sted: Any, kari: Any) -> None:
    sak = sokt_ut(sted)
    sokt_ut(KommuneFactory())
    SakFactory(tilstand=Sakstilstand.BOSETTINGSKLAR)
    Person.objects.update(fornavn="Kanari")

    svar = hent(kari, navn)
    tekst = svar.getvalue().decode()

    assert [rad["sak"] for rad in csv.DictReader(io.StringIO(tekst))] == [sak.nummer]
    assert "Kanari" not in tekst
    assert sak.person.duf_nummer not in tekst
    assert str(sak.person.fodselsdato.year) not in tekst


@pytest.mark.parametrize("navn", LISTER)
def test_b095_a_protected_person_is_in_nobodys_file(navn: str, sted: Any) -> None:
    """Neither in the group's; and the household is as large as it is for everybody else."""
    medlem = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    husstand = HusstandFactory()
    synlig = sokt_ut(sted, person__husstand=husstand)
    skjermet = sokt_ut(sted, person__husstand=husstand, person__gradering=Gradering.FORTROLIG)
    SkjermingsmedlemFactory(person=skjermet.person, bruker=medlem)
    assert sorted(paa_skjermen(medlem, navn)) == sorted([synlig.nummer, skjermet.nummer])

    fil = rader(hent(medlem, navn))

    assert [(rad["sak"], rad["personer_i_husstanden"]) for rad in fil] == [(synlig.nummer, "1")]
    assert Innsyn.objects.get().person_ider == [synlig.person_id]


@pytest.mark.parametrize("navn", LISTER)
def test_everybody_in_it_is_in_the_access_log_before_it_is_sent(navn: str, sted: Any, kari: Any) -> None:
    saker = [sokt_ut(sted), sokt_ut(sted)]

    hent(kari, navn)

    linje = Innsyn.objects.get()
    assert (linje.handling, linje.kommune_id, linje.bruker_id) == ("eksport", sted.pk, kari.pk)
    assert linje.person_ider == sorted(sak.person_id for sak in saker)
    assert linje.beskrivelse.endswith("2 personer.")


@pytest.mark.parametrize("navn", LISTER)
def test_no_log_no_file(navn: str, sted: Any, kari: Any) -> None:
    sak = sokt_ut(sted)

    with mock.patch.object(Innsyn, "save", side_effect=DatabaseFeil("nede")):
        svar = hent(kari, navn)

    assert svar.status_code == 503
    assert sak.nummer not in svar.content.decode()


def test_an_empty_file_tells_of_nobody_and_leaves_no_line(sted: Any, kari: Any) -> None:
    assert rader(hent(kari, "personer")) == []
    assert Innsyn.objects.count() == 0


def test_the_workbook_says_what_it_is(sted: Any, kari: Any) -> None:
    sokt_ut(sted)

    svar = hent(kari, "uten_bosettingsdato", format="xlsx", kategori="privatboende")
    ark = openpyxl.load_workbook(io.BytesIO(svar.getvalue())).worksheets[1]

    om = {rad[0]: rad[1] for rad in ark.iter_rows(values_only=True) if rad[0]}
    navn = "personer-uten-bosettingsdato_1101_2026-11-23.xlsx"
    assert svar["Content-Disposition"] == f'attachment; filename="{navn}"'
    assert om["Innhold"] == "Personer uten bosettingsdato"
    assert (om["Avvik"], om["Søkt ut før"]) == ("Alle", "Alle")
    assert (om["Antall rader"], om["Hentet av"]) == ("1", "Kari Eksempel")
    assert om["Personvern"] == "Filen har saker, ikke navn. Personer med adressebeskyttelse er ikke med."
    assert om["Dager"] == "Fra søkt ut til bosatt, eller til i dag."


@pytest.mark.parametrize("navn", LISTER)
@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 200),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403),
        (Rolle.FYLKE_LES, 403),
        (Rolle.IMDI_BOSETTER_LES, 200),
        (Rolle.IMDI_ADMINISTRATOR, 403),
    ],
)
def test_who_sees_the_list_takes_it_out(navn: str, rolle: Rolle, status: int, sted: Any) -> None:
    assert hent(bruker_med(rolle, kommune=sted), navn).status_code == status


def test_unknown_format_does_not_exist(sted: Any, kari: Any) -> None:
    assert hent(kari, "personer", format="pdf").status_code == 404
