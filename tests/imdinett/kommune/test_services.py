from collections import Counter
from datetime import date
from time import perf_counter

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.kjerne.nummer import er_orgnr
from imdinett.kommune import kildedata
from imdinett.kommune.models import Etterfolger, Fylke, Kommune, Kommunenummer, Maalform
from imdinett.kommune.services import Lasteresultat, last_kommuner
from tests.factories.imdinett import KommuneFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def lastet() -> Lasteresultat:
    return last_kommuner()


def test_counts(lastet) -> None:
    assert lastet == Lasteresultat(gyldige=357, opphorte=121, fylker=15, nye=478, endret=0)
    assert Kommune.objects.gyldige().count() == 357
    assert Kommune.objects.exclude(gyldig_til=None).count() == 121
    assert Fylke.objects.count() == 15


def test_second_load_changes_nothing(lastet) -> None:
    for_ = _bilde()

    assert last_kommuner() == Lasteresultat(gyldige=357, opphorte=121, fylker=15, nye=0, endret=0)
    assert _bilde() == for_


def _bilde() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Fylke, Kommune, Kommunenummer, Etterfolger)]


def test_second_load_corrects_what_differs(lastet) -> None:
    Kommune.objects.filter(nummer="1101").update(folketall=1)

    svar = last_kommuner()

    assert (svar.nye, svar.endret) == (0, 1)
    assert Kommune.objects.get(nummer="1101").folketall == 15221


def test_load_takes_over_a_kommune_that_is_there_without_periods() -> None:
    kommune = KommuneFactory(nummer="1101", navn="Prøve")

    last_kommuner()

    kommune.refresh_from_db()
    assert (kommune.navn, kommune.orgnr) == ("Eigersund", "944496394")


def test_load_is_bulk_and_quick() -> None:
    start = perf_counter()
    with CaptureQueriesContext(connection) as sporringer:
        last_kommuner()

    assert perf_counter() - start < 2
    assert len(sporringer) <= 20


def test_one_kommune_in_full(lastet) -> None:
    kommune = Kommune.objects.select_related("fylke").get(nummer="5610")

    assert (kommune.navn, kommune.navn_offisielt, kommune.visningsnavn) == (
        "Karasjok",
        "Kárášjohka – Karasjok",
        "Karasjok",
    )
    assert str(kommune.fylke) == "Finnmark"
    assert (kommune.orgnr, kommune.maalform, kommune.folketall, kommune.sentralitet, kommune.nettsted) == (
        "963376030",
        Maalform.BOKMAAL,
        2565,
        6,
        "www.karasjok.kommune.no",
    )
    assert kommune.folketall_dato == date(2024, 1, 1)


def test_kven_name(lastet) -> None:
    assert Kommune.objects.get(nummer="5540").navn_offisielt == "Gáivuotna – Kåfjord – Kaivuono"


def test_every_kommune_of_today_is_complete(lastet) -> None:
    kommuner = list(Kommune.objects.gyldige())

    assert [k.nummer for k in kommuner if not er_orgnr(k.orgnr)] == []
    assert len({k.orgnr for k in kommuner}) == 357
    assert [k.nummer for k in kommuner if k.fylke_id != k.nummer[:2]] == []
    assert sum(k.folketall or 0 for k in kommuner) == 5_550_203
    assert Counter(k.maalform for k in kommuner) == {"bokmål": 119, "nynorsk": 88, "nøytral": 150}


def test_closed_kommune_is_told_from_its_namesake(lastet) -> None:
    navn = Kommune.objects.filter(navn="Ålesund").order_by("nummer").values_list("visningsnavn", flat=True)

    assert list(navn) == ["Ålesund (1504, til 2020)", "Ålesund (1507, til 2024)", "Ålesund"]


def test_double_names_show_the_fylke(lastet) -> None:
    doble = Kommune.objects.gyldige().filter(navn__in=("Herøy", "Våler")).order_by("nummer")

    assert [k.visningsnavn for k in doble] == [
        "Herøy (Møre og Romsdal)",
        "Herøy (Nordland)",
        "Våler (Østfold)",
        "Våler (Innlandet)",
    ]


def test_sorting_has_norwegian_letters_last_and_aa_as_a_ring(lastet) -> None:
    KommuneFactory(navn="Aaprøve")
    navn = list(Kommune.objects.gyldige().values_list("visningsnavn", flat=True))

    assert navn[:4] == ["Alstahaug", "Alta", "Alvdal", "Alver"]
    assert navn[-12:] == [
        "Øygarden",
        "Øystre Slidre",
        "Åfjord",
        "Ål",
        "Ålesund",
        "Åmli",
        "Åmot",
        "Aaprøve",
        "Årdal",
        "Ås",
        "Åseral",
        "Åsnes",
    ]


def test_every_number_belongs_to_one_kommune_on_a_day(lastet) -> None:
    for aar in range(2011, 2027):
        numre = list(Kommunenummer.objects.paa(date(aar, 6, 1)).values_list("nummer", flat=True))
        assert len(numre) == len(set(numre))
    assert Kommunenummer.objects.paa(date(2022, 6, 1)).count() == 356
    assert Kommunenummer.objects.paa(date(2019, 6, 1)).count() == 422


def test_every_change_has_its_period(lastet) -> None:
    dager = {endring.dato for endring in kildedata.endringer()}
    paa = {dag: set(Kommunenummer.objects.paa(dag).values_list("nummer", "navn")) for dag in dager}
    mangler = [e for e in kildedata.endringer() if (e.nytt_nummer, e.nytt_navn) not in paa[e.dato]]

    assert mangler == []


def test_command_prints_the_counts(capsys) -> None:
    call_command("last_kommuner")

    assert capsys.readouterr().out == "357 kommuner i dag, 121 opphørte, 15 fylker. Nye: 478. Endret: 0.\n"
