import pytest
from django.template.loader import render_to_string

from imdinett.web import flisekart
from imdinett.web.flisekart import Kommuneverdi

LUND = Kommuneverdi("1112", "Lund", "Rogaland", 12, "/kommuner/1112/")
ALTA = Kommuneverdi("5601", "Alta", "Finnmark", None)
OSLO = Kommuneverdi("0301", "Oslo", "Oslo", 0)


def kart(*kommuner):
    return flisekart.flisekart(id="k", funn="Funnet.", kommuner=kommuner)


def test_grouped_by_fylke_in_order_of_number():
    assert [(f.nummer, f.navn, [k.navn for k in f.fliser]) for f in kart(ALTA, LUND, OSLO).fylker] == [
        ("03", "Oslo", ["Oslo"]),
        ("11", "Rogaland", ["Lund"]),
        ("56", "Finnmark", ["Alta"]),
    ]


@pytest.mark.parametrize(
    ("verdi", "trinn"), [(None, "ukjent"), (0, "t0"), (1, "t1"), (19, "t1"), (20, "t2"), (50, "t3"), (100, "t4")]
)
def test_step_of_a_value(verdi, trinn):
    assert flisekart.step(Kommuneverdi("0301", "Oslo", "Oslo", verdi), (1, 20, 50, 100)) == trinn


def test_not_registered_is_not_zero():
    """B-021"""
    alta, oslo = kart(ALTA).fylker[0].fliser[0], kart(OSLO).fylker[0].fliser[0]

    assert ((alta.verdi, alta.tall), (oslo.verdi, oslo.tall)) == (("ikke registrert", "–"), ("0", "0"))


def test_hidden_number_stays_hidden():
    flis = kart(Kommuneverdi("1111", "Sokndal", "Rogaland", None, skjult="1–4")).fylker[0].fliser[0]

    assert (flis.verdi, flis.tall, flis.trinn) == ("1–4", "1–4", "t1")


def test_legend_names_every_step_in_use():
    assert [t.navn for t in kart(LUND).trinn] == ["0", "1–19", "20–49", "50–99", "100 eller flere"]
    assert kart(ALTA).trinn[-1].navn == "ikke registrert"


@pytest.mark.parametrize(
    ("navn", "kort"),
    [
        ("Lund", "Lund"),
        ("Kárášjohka – Karasjok", "Kárášjohka"),
        ("Nordre Follo", "Nordre Fo."),
        ("Kristiansand", "Kristians."),
    ],
)
def test_short_names_fit_the_tile(navn, kort):
    assert (flisekart.short(navn), len(kort) <= flisekart.KORT_MAKS) == (kort, True)


def test_a_tile_is_a_link_with_name_and_number_or_a_picture_with_both():
    html = render_to_string("komponenter/flisekart.html", {"kart": kart(LUND, ALTA)})

    assert [bit in html for bit in ('aria-label="Lund: 12"', 'role="img" aria-label="Alta: ikke registrert"')] == [
        True,
        True,
    ]
