from datetime import date

import pytest
from django.db import IntegrityError

from imdinett.kjerne import klokke
from imdinett.kommune.grenser import services
from imdinett.kommune.grenser.forenkling import Plass
from imdinett.kommune.grenser.kartfil import Kartfeil
from imdinett.kommune.grenser.services import MAKS_BYTE, Utfall, last_kommunegrenser
from imdinett.kommune.models import Kommune, Kommunegrenser
from imdinett.kommune.services import last_kommuner
from tests.imdinett.kommune.grenser.hjelp import UTM32, UTM33, Land, form, kommuner_med

pytestmark = pytest.mark.django_db
DAG = date(2024, 1, 1)
NUMRE = [f"11{n:02d}" for n in range(1, 51)]


@pytest.fixture
def kommuner() -> None:
    kommuner_med(NUMRE)


def last(innhold: bytes, **valg):
    return last_kommunegrenser(innhold, **{"gyldig_fra": DAG, "kilde": "Kartverket", "lisens": "CC BY 4.0", **valg})


@pytest.mark.usefixtures("kommuner")
@pytest.mark.parametrize("lag", [Land(NUMRE).geojson, Land(NUMRE).topojson, Land(NUMRE, ramme=UTM33).geojson])
def test_each_kommune_gets_an_outline(lag) -> None:
    rapport = last(lag())

    sett = Kommunegrenser.objects.get()
    assert (rapport.utfall, rapport.gode, rapport.kommuner, rapport.feil, rapport.mangler) == (
        Utfall.LASTET,
        50,
        50,
        [],
        [],
    )
    assert (sett.gyldig_fra, sett.kilde, sett.lisens) == (DAG, "Kartverket", "CC BY 4.0")
    assert sorted(sett.stier) == sorted(sett.plasser) == NUMRE
    assert rapport.byte == sum(map(len, sett.stier.values()))


@pytest.mark.usefixtures("kommuner")
def test_north_is_up() -> None:
    last(Land(NUMRE).geojson())

    plasser = {nummer: Plass(*plass) for nummer, plass in Kommunegrenser.objects.get().plasser.items()}
    sorvest, nordost = plasser["1101"], plasser["1148"]
    assert sorvest.vest < nordost.vest
    assert sorvest.nord > nordost.nord


@pytest.mark.usefixtures("kommuner")
def test_the_same_file_again_changes_nothing() -> None:
    last(Land(NUMRE).geojson())
    for_ = Kommunegrenser.objects.values().get()

    with klokke.flyttet_til(klokke.starten_av(date(2030, 1, 1))):
        rapport = last(Land(NUMRE).geojson())

    assert (rapport.utfall, Kommunegrenser.objects.values().get()) == (Utfall.UENDRET, for_)


@pytest.mark.usefixtures("kommuner")
def test_another_file_for_the_same_day_takes_its_place() -> None:
    last(Land(NUMRE).geojson())
    gammelt = Kommunegrenser.objects.get()

    rapport = last(Land(NUMRE, bolger=4).geojson(), kilde="Statens prøveverk")

    nytt = Kommunegrenser.objects.get()
    assert (rapport.utfall, nytt.pk, nytt.kilde) == (Utfall.ERSTATTET, gammelt.pk, "Statens prøveverk")
    assert nytt.avtrykk != gammelt.avtrykk


@pytest.mark.usefixtures("kommuner")
def test_another_day_has_borders_of_its_own() -> None:
    last(Land(NUMRE).geojson())
    last(Land(NUMRE, bolger=1).geojson(), gyldig_fra=date(2026, 1, 1))

    assert Kommunegrenser.objects.count() == 2


@pytest.mark.usefixtures("kommuner")
def test_a_trial_keeps_nothing_and_tells_the_same() -> None:
    rapport = last(Land(NUMRE).geojson(), prov=True)

    assert (rapport.utfall, rapport.gode, rapport.byte > 0) == (Utfall.PROVD, 50, True)
    assert not Kommunegrenser.objects.exists()


@pytest.mark.usefixtures("kommuner")
def test_rows_of_no_use_are_told_and_the_good_ones_go_in() -> None:
    """One of 50 may be missing; Svalbard and the like are no kommuner."""
    fil = Land(NUMRE).geojson(
        form("2100", {"type": "Polygon", "coordinates": [[[16, 78], [17, 78], [17, 79], [16, 78]]]}, "Svalbard"),
        form("1105", None, "Prøve 1105"),
        form(None, None),
        uten=["1105"],
    )

    rapport = last(fil)

    assert [(rad.plass, rad.nummer, rad.navn, rad.grunn) for rad in rapport.feil] == [
        (50, "2100", "Svalbard", "ukjent kommunenummer denne dagen"),
        (51, "1105", "Prøve 1105", "har ingen flate"),
        (52, "", "", "mangler kommunenummer"),
    ]
    assert [kommune.nummer for kommune in rapport.mangler] == ["1105"]
    assert rapport.utfall == Utfall.LASTET
    assert "1105" not in Kommunegrenser.objects.get().stier


@pytest.mark.usefixtures("kommuner")
def test_a_file_that_lacks_too_many_is_not_kept_at_all() -> None:
    rapport = last(Land(NUMRE).geojson(uten=["1105", "1106"]))

    assert (rapport.utfall, rapport.gode, rapport.krav) == (Utfall.UFULLSTENDIG, 48, 49)
    assert [kommune.nummer for kommune in rapport.mangler] == ["1105", "1106"]
    assert not Kommunegrenser.objects.exists()


@pytest.mark.usefixtures("kommuner")
def test_a_kommune_in_several_rows_is_all_of_them() -> None:
    """Some files have an island in a row of its own."""
    oy = [[25, 62], [26, 62], [26, 63], [25, 62]]

    last(Land(NUMRE).geojson(form("1101", {"type": "Polygon", "coordinates": [oy]})))

    assert Kommunegrenser.objects.get().stier["1101"].count("z") == 2


@pytest.mark.usefixtures("kommuner")
def test_coordinates_that_could_be_several_things_are_refused() -> None:
    with pytest.raises(Kartfeil, match="verken lengde- og breddegrader"):
        last(Land(NUMRE, ramme=UTM32).geojson())

    assert not Kommunegrenser.objects.exists()


def test_without_kommuner_nothing_can_be_checked() -> None:
    with pytest.raises(Kartfeil, match="last_kommuner"):
        last(Land(NUMRE).geojson())


@pytest.mark.usefixtures("kommuner")
def test_a_failed_load_leaves_the_old_borders(monkeypatch) -> None:
    last(Land(NUMRE).geojson())
    monkeypatch.setattr(services, "_outline", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        last(Land(NUMRE, bolger=2).geojson())

    assert Kommunegrenser.objects.count() == 1


@pytest.mark.parametrize("felt", [{"kilde": ""}, {"lisens": ""}])
def test_borders_without_source_or_licence_are_stopped_by_the_database(felt) -> None:
    rad = {"gyldig_fra": DAG, "kilde": "K", "lisens": "L", "stier": {}, "plasser": {}, "lastet_tid": klokke.now()}

    with pytest.raises(IntegrityError, match="imdinett_kommunegrenser_kilde_og_lisens"):
        Kommunegrenser.objects.create(**{**rad, **felt})


@pytest.mark.slow
def test_the_whole_country_is_small_enough() -> None:
    """357 kommuner with 128 points each: ui.md §8 has a page of a megabyte, we keep 150 kB."""
    last_kommuner()
    numre = sorted(Kommune.objects.gyldige().values_list("nummer", flat=True))

    rapport = last(Land(numre, bolger=5).geojson())

    sett = Kommunegrenser.objects.get()
    print(f"grenser: {rapport.byte} byte for {rapport.gode} kommuner, høyst {rapport.meter} m fra filen")
    assert (rapport.gode, rapport.utfall) == (357, Utfall.LASTET)
    assert sum(len(sti.encode()) for sti in sett.stier.values()) <= MAKS_BYTE == 150_000
    assert rapport.meter <= 2000
