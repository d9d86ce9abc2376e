from datetime import date

import pytest

from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune import kildedata, queries
from imdinett.kommune.models import Enhet, Etterfolger, Kommune
from imdinett.kommune.queries import Bostedsoppslag, DeltKommune, UkjentKommune, dagens_kommune
from imdinett.kommune.services import last_kommuner
from tests.factories.imdinett import EnhetFactory


@pytest.fixture
def landet(db) -> None:
    last_kommuner()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("nummer", "i_dag"),
    [
        ("0301", "0301 Oslo"),
        ("0101", "3101 Halden"),  # 0101 -> 3001 -> 3101
        ("0104", "3103 Moss"),  # merged in 2020, new number in 2024
        ("0136", "3103 Moss"),  # Rygge
        ("1129", "1108 Sandnes"),  # Forsand
        ("1617", "5056 Hitra"),  # goes on through two new numbers and a part of Snillfjord
        ("1723", "5053 Inderøy"),  # Mosvik: merged in 2012, new number in 2018
        ("1901", "5503 Harstad"),
        ("2021", "5610 Karasjok"),
        ("5030", "5001 Trondheim"),  # Klæbu
        ("0719", "3907 Sandefjord"),  # Andebu
    ],
)
def test_old_number_leads_to_today(landet, nummer, i_dag) -> None:
    kommune = dagens_kommune(nummer)

    assert f"{kommune.nummer} {kommune.navn}" == i_dag


@pytest.mark.slow
@pytest.mark.parametrize(
    ("nummer", "etterfolgere"),
    [
        ("0720", ["3905 Tønsberg", "3907 Sandefjord"]),
        ("1850", ["1806 Narvik", "1875 Hamarøy"]),
        ("5012", ["5055 Heim", "5056 Hitra", "5059 Orkland"]),
        ("1613", ["5055 Heim", "5056 Hitra", "5059 Orkland"]),
        ("1507", ["1508 Ålesund", "1580 Haram"]),
        ("1504", ["1508 Ålesund", "1580 Haram"]),
    ],
)
def test_split_names_all_successors(landet, nummer, etterfolgere) -> None:
    with pytest.raises(DeltKommune) as feil:
        dagens_kommune(nummer)

    assert [f"{k.nummer} {k.navn}" for k in feil.value.etterfolgere] == etterfolgere
    assert feil.value.kode == "delt_kommune"


@pytest.mark.slow
def test_split_says_so_in_words(landet) -> None:
    with pytest.raises(DeltKommune) as feil:
        dagens_kommune("1507")

    assert feil.value.melding == (
        "Ålesund (1507) ble delt og har ingen enkelt etterfølger. Delene er nå i Ålesund (1508), Haram (1580)."
    )


@pytest.mark.slow
def test_unknown_number_is_refused(landet) -> None:
    with pytest.raises(UkjentKommune) as feil:
        dagens_kommune("9999")

    assert feil.value.melding == "Kommunenummeret 9999 finnes ikke."


@pytest.mark.slow
def test_number_is_known_only_on_its_days(landet) -> None:
    assert dagens_kommune("3001", date(2022, 6, 1)).nummer == "3101"
    with pytest.raises(UkjentKommune):
        dagens_kommune("3001", date(2019, 12, 31))
    with pytest.raises(UkjentKommune):
        dagens_kommune("3001", date(2024, 1, 1))


@pytest.mark.slow
def test_all_516_changes_end_in_kommuner_of_today(landet) -> None:
    endringer = kildedata.endringer()
    gyldige = set(Kommune.objects.gyldige().values_list("nummer", flat=True))
    delte = 0
    for endring in endringer:
        try:
            ender = {dagens_kommune(endring.gammelt_nummer).nummer}
        except DeltKommune as feil:
            ender, delte = {k.nummer for k in feil.etterfolgere}, delte + 1
        assert ender
        assert ender <= gyldige

    assert (len(endringer), delte) == (516, 16)


@pytest.mark.slow
def test_only_four_kommuner_were_split(landet) -> None:
    delte = {
        kommune.nummer: kommune.etterfolgere.count()
        for kommune in Kommune.objects.exclude(gyldig_til=None)
        if kommune.etterfolgere.count() != 1
    }

    assert delte == {"0720": 2, "1850": 2, "5012": 3, "1507": 2}
    assert Etterfolger.objects.count() == 117 + 9


@pytest.mark.slow
def test_kommuner_of_a_day_by_their_number_then(landet) -> None:
    i_2022 = queries.kommuner_paa(date(2022, 12, 31))

    assert len(i_2022) == 356
    assert (i_2022["3001"].nummer, i_2022["1507"].nummer) == ("3101", "1507")


def test_poststed_of_a_postnummer() -> None:
    assert queries.poststed("4379") == "Egersund"
    assert queries.poststed("0001") == "Oslo"
    assert queries.poststed("9999") is None
    assert queries.poststed("") is None


@pytest.mark.django_db
def test_b070_a_bosted_is_a_mottak_or_an_omsorgssenter_whatever_the_case_of_its_name() -> None:
    mottak = EnhetFactory(navn="Prøvevik mottak", type=Enhet.Type.MOTTAK)
    senter = EnhetFactory(navn="Øvingssenteret", type=Enhet.Type.OMSORGSSENTER)
    EnhetFactory(navn="Region Eksempel", type=Enhet.Type.BUFETAT)
    oppslag = Bostedsoppslag()

    assert (oppslag.finn("PRØVEVIK mottak"), oppslag.finn("øvingssenteret")) == (mottak, senter)
    for ukjent in ("Region Eksempel", "Finnes ikke", ""):
        with pytest.raises(Domenefeil, match="ikke noe mottak som heter"):
            oppslag.finn(ukjent)
