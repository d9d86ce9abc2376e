from datetime import date

import pytest
from django.core.management import CommandError, call_command

from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommunegrenser
from tests.imdinett.kommune.grenser.hjelp import Land, form, kommuner_med

pytestmark = pytest.mark.django_db
NUMRE = [f"11{n:02d}" for n in range(1, 51)]


@pytest.fixture(autouse=True)
def _kommuner() -> None:
    kommuner_med(NUMRE)


@pytest.fixture
def kjor(tmp_path, capsys):
    def kjor(innhold: bytes, *argumenter: str) -> str:
        fil = tmp_path / "kommuner.json"
        fil.write_bytes(innhold)
        call_command("last_kommunegrenser", str(fil), *argumenter)
        return capsys.readouterr().out

    return kjor


def test_loads_and_reports_row_by_row(kjor) -> None:
    ut = kjor(Land(NUMRE).geojson(form("2100", None, "Svalbard"), uten=["1105"]), "--gyldig-fra", "2024-01-01")

    assert ut.splitlines()[:3] == [
        "Rad 50: 2100 Svalbard: ukjent kommunenummer denne dagen.",
        "Mangler i filen: 1105 Prøve 1105.",
        "49 av 50 kommuner 2024-01-01 har grenser. Rader som ikke ble brukt: 1.",
    ]
    assert "Koordinater: lengde- og breddegrader. Linjene ligger høyst 729 m fra filens." in ut
    assert ut.endswith("Utfall: lastet.\n")
    sett = Kommunegrenser.objects.get()
    assert (sett.gyldig_fra, sett.kilde, sett.lisens) == (date(2024, 1, 1), "Kartverket", "CC BY 4.0")


def test_of_today_when_nobody_says_otherwise_and_again_is_no_change(kjor) -> None:
    kjor(Land(NUMRE).topojson(), "--kilde", "Prøveverket", "--lisens", "CC0")

    assert kjor(Land(NUMRE).topojson(), "--kilde", "Prøveverket", "--lisens", "CC0").endswith("Utfall: uendret.\n")
    sett = Kommunegrenser.objects.get()
    assert (sett.gyldig_fra, sett.kilde, sett.lisens) == (klokke.today(), "Prøveverket", "CC0")


def test_a_trial_says_that_nothing_is_kept(kjor) -> None:
    assert kjor(Land(NUMRE).geojson(), "--prov").endswith("Prøvd. Ingenting er lagret.\n")
    assert not Kommunegrenser.objects.exists()


def test_too_few_kommuner_is_an_error_with_the_reasons_above_it(kjor, capsys) -> None:
    with pytest.raises(CommandError, match="Filen må ha minst 49 av kommunene"):
        kjor(Land(NUMRE).geojson(uten=["1105", "1106"]))

    assert "Mangler i filen: 1106 Prøve 1106." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argumenter", "melding"),
    [
        (("--gyldig-fra", "1.1.2024"), "Skriv dagen som 2024-01-01"),
        (("--kilde", " "), "kan ikke være tomme"),
        (("--gyldig-fra", "1700-01-01"), "verken"),
    ],
)
def test_what_is_wrong_is_said(kjor, argumenter, melding) -> None:
    with pytest.raises(CommandError, match=melding):
        kjor(b'{"type": "Annet"}', *argumenter)


def test_a_file_that_is_not_there(tmp_path) -> None:
    with pytest.raises(CommandError, match="Filen kan ikke leses"):
        call_command("last_kommunegrenser", str(tmp_path / "ingen.json"))
