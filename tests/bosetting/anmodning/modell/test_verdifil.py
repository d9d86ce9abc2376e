import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from bosetting.anmodning.modell import verdifil
from imdinett.kjerne.feil import Domenefeil
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kommuner():
    for nummer, navn in (("1101", "Eigersund"), ("0301", "Oslo")):
        KommuneFactory(nummer=nummer, navn=navn)


def lest(tekst: str, navn: str = "verdier.csv") -> list[tuple[str, Decimal]]:
    return [(rad.kommune.navn, rad.verdi) for rad in verdifil.les(tekst.encode(), navn).rader]


def test_values_are_read_with_comma_point_and_spaces() -> None:
    assert lest("kommunenummer;verdi\n1101;62,5\n301;717 710.25\n") == [
        ("Eigersund", Decimal("62.5")),
        ("Oslo", Decimal("717710.25")),
    ]


def test_a_workbook_is_read_too() -> None:
    bok, ut = Workbook(), io.BytesIO()
    for rad in (("Kommunenummer", "Verdi"), (1101, 62.5), ("0301", 70)):
        bok.active.append(rad)  # type: ignore[union-attr]
    bok.save(ut)

    innhold = verdifil.les(ut.getvalue(), "verdier.xlsx")

    assert [(rad.kommune.navn, rad.verdi) for rad in innhold.rader] == [("Eigersund", Decimal("62.5")), ("Oslo", 70)]


@pytest.mark.parametrize(
    ("verdi", "grunn"),
    [
        ("", "Verdi mangler."),
        ("høy", "Verdi må være et tall, ikke «høy»."),
        ("NaN", "Verdi må være et tall, ikke «NaN»."),
        ("-1", "Verdi må være fra 0 til under 1 milliard."),
        ("1000000000", "Verdi må være fra 0 til under 1 milliard."),
        ("1,23456", "Verdi kan ha høyst 4 desimaler."),
    ],
)
def test_a_bad_value_is_one_refused_row_with_its_reason(verdi, grunn) -> None:
    innhold = verdifil.les(f"kommunenummer;verdi\n1101;{verdi}\n301;1\n".encode(), "v.csv")

    assert [(rad.linje, rad.grunn) for rad in innhold.avviste] == [(2, grunn)]
    assert len(innhold.rader) == 1


def test_a_file_without_the_column_is_refused_whole() -> None:
    with pytest.raises(Domenefeil, match="kommunenummer, verdi") as feil:
        verdifil.les(b"kommunenummer;antall\n1101;1\n", "v.csv")

    assert (feil.value.kode, feil.value.felt) == ("feil_overskrift", "fil")
