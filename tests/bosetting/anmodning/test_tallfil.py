import io
from datetime import date

import pytest
from openpyxl import Workbook

from bosetting.anmodning import tallfil
from bosetting.anmodning.kommunefil import MAKS_BYTE, Filinnhold
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Etterfolger
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory

pytestmark = pytest.mark.django_db

HODE = "kommunenummer;antall;herav_em;begrunnelse\n"


@pytest.fixture
def eigersund():
    return KommuneFactory(nummer="1101", navn="Eigersund")


@pytest.fixture
def oslo():
    return KommuneFactory(nummer="0301", navn="Oslo")


def les(tekst: str, navn: str = "tall.csv") -> Filinnhold[tallfil.Fillinje]:
    return tallfil.les(tekst.encode(), navn)


def lest(innhold: Filinnhold[tallfil.Fillinje]) -> list[tuple[str, int | None, int, str]]:
    return [(rad.kommune.navn, rad.tall.antall, rad.tall.herav_em, rad.tall.begrunnelse) for rad in innhold.rader]


def grunner(innhold: Filinnhold[tallfil.Fillinje]) -> list[tuple[int, str]]:
    return [(rad.linje, rad.grunn) for rad in innhold.avviste]


def test_good_rows_go_in(eigersund, oslo) -> None:
    innhold = les(HODE + "1101;45;2;\n0301;1 100;0;Stor kommune\n")

    assert lest(innhold) == [("Eigersund", 45, 2, ""), ("Oslo", 1100, 0, "Stor kommune")]
    assert innhold.avviste == []


def test_a_lost_leading_zero_is_found(oslo) -> None:
    assert lest(les(HODE + "301;45;0;\n")) == [("Oslo", 45, 0, "")]


@pytest.mark.parametrize("tekst", ["kommunenummer,antall\n1101,45\n", "Antall;Kommunenummer\n45;1101\n"])
def test_comma_fewer_columns_and_other_order(eigersund, tekst) -> None:
    assert lest(les(tekst)) == [("Eigersund", 45, 0, "")]


def test_what_excel_writes_as_ansi_csv(eigersund) -> None:
    innhold = tallfil.les((HODE + "1101;5;0;Små forhold på Ø\n").encode("cp1252"), "tall.csv")

    assert lest(innhold) == [("Eigersund", 5, 0, "Små forhold på Ø")]


@pytest.mark.parametrize(
    ("rad", "grunn"),
    [
        ("9999;45;0;", "Kommunenummeret 9999 finnes ikke."),
        ("1101;-1;0;", "Antall må være et helt tall fra 0 til 99999."),
        ("1101;mange;0;", "Antall må være et helt tall, ikke «mange»."),
        ("1101;4,5;0;", "Antall må være et helt tall, ikke «4,5»."),
        ("1101;;0;", "Antall mangler."),
        ("1101;45;-2;", "Herav enslige mindreårige kan ikke være under 0."),
        ("1101;45;46;", "Herav enslige mindreårige kan ikke være flere enn antallet."),
        ("1101;٤٥;0;", "Antall må være et helt tall, ikke «٤٥»."),
        ("1101;45;0;" + "x" * 301, "Begrunnelsen kan ha høyst 300 tegn."),
        (";45;0;", "Kommunenummer mangler."),
    ],
)
def test_a_bad_row_is_listed_with_line_and_reason_and_the_rest_goes_in(eigersund, oslo, rad, grunn) -> None:
    innhold = les(HODE + f"0301;45;0;\n{rad}\n")

    assert lest(innhold) == [("Oslo", 45, 0, "")]
    assert grunner(innhold) == [(3, grunn)]


def test_the_second_row_of_a_kommune_is_refused(eigersund) -> None:
    innhold = les(HODE + "1101;45;0;\n1101;50;0;\n")

    assert lest(innhold) == [("Eigersund", 45, 0, "")]
    assert grunner(innhold) == [(3, "Eigersund står også på linje 2.")]


def test_an_old_number_leads_to_today(eigersund) -> None:
    gammel = KommuneFactory(nummer="1102", navn="Gamle Egersund", gyldig_til=date(2020, 1, 1))
    KommunenummerFactory(kommune=gammel, gyldig_til=date(2020, 1, 1))
    Etterfolger.objects.create(gammel=gammel, ny=eigersund, dato=date(2020, 1, 1))

    innhold = les(HODE + "1102;45;0;\n")

    assert lest(innhold) == [("Eigersund", 45, 0, "")]
    assert innhold.rader[0].gammelt_nummer == "1102"


def test_a_split_kommune_is_refused_with_its_parts(eigersund, oslo) -> None:
    gammel = KommuneFactory(nummer="1102", navn="Delt", gyldig_til=date(2020, 1, 1))
    KommunenummerFactory(kommune=gammel, gyldig_til=date(2020, 1, 1))
    for ny in (eigersund, oslo):
        Etterfolger.objects.create(gammel=gammel, ny=ny, dato=date(2020, 1, 1))

    ((linje, grunn),) = grunner(les(HODE + "1102;45;0;\n"))

    assert linje == 2
    assert "Delt (1102) ble delt og har ingen enkelt etterfølger" in grunn


def xlsx(*rader: tuple) -> bytes:
    bok = Workbook()
    for rad in rader:
        bok.active.append(rad)
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def test_xlsx_with_numbers_and_text(eigersund, oslo) -> None:
    data = xlsx(
        ("kommunenummer", "antall", "herav_em", "begrunnelse"),
        (1101, 45, 2.0, None),
        ("0301", "50", None, "Fra fil"),
        (None, None, None, None),
        (301, 4.5, 0, ""),
    )

    innhold = tallfil.les(data, "tall.xlsx")

    assert lest(innhold) == [("Eigersund", 45, 2, ""), ("Oslo", 50, 0, "Fra fil")]
    assert grunner(innhold) == [(5, "Antall må være et helt tall, ikke «4.5».")]


@pytest.mark.parametrize(
    ("data", "navn", "kode"),
    [
        (b"", "tall.csv", "tom_fil"),
        (b" \n", "tall.csv", "tom_fil"),
        (b"%PDF-1.7", "tall.pdf", "feil_filtype"),
        (b"MZ\x00\x01", "tall.csv", "feil_filtype"),
        (b"ikke en zip", "tall.xlsx", "feil_filtype"),
        (b"PK\x03\x04 og resten er borte", "tall.xlsx", "ulesbar_fil"),
        (b"navn;tall\nEigersund;45\n", "tall.csv", "feil_overskrift"),
        (b"x" * (MAKS_BYTE + 1), "tall.csv", "for_stor_fil"),
        (HODE.encode() + b"1101;45;0;\n" * 2001, "tall.csv", "for_mange_rader"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(data, navn, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        tallfil.les(data, navn)

    assert (feil.value.kode, feil.value.felt) == (kode, "fil")
