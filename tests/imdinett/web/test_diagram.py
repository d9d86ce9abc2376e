import pytest
from django.template.loader import render_to_string

from imdinett.web import diagram
from imdinett.web.diagram import Diagramrad


def test_place_bar_adds_up():
    bar = diagram.plassbar(tittel="Plasser i 2026", vedtatt=40, brukt=22, bundet=6)

    assert [(d.navn, d.antall, d.x, d.bredde) for d in bar.deler] == [
        ("brukt", 22, "0.00", "55.00"),
        ("bundet", 6, "55.00", "15.00"),
        ("ledig", 12, "70.00", "30.00"),
    ]
    assert (bar.over, bar.alternativ) == (0, "Plasser i 2026: brukt 22, bundet 6, ledig 12")


def test_place_bar_over_the_vedtak_says_so():
    bar = diagram.plassbar(tittel="2027", vedtatt=20, brukt=18, bundet=4)

    assert (bar.over, [d.antall for d in bar.deler]) == (2, [18, 4, 0])


def test_place_bar_without_vedtak_is_not_zero():
    """B-021"""
    bar = diagram.plassbar(tittel="2028", vedtatt=None, brukt=3, bundet=0)

    html = render_to_string("komponenter/plassbar.html", {"plasser": bar})

    assert (bar.over, "vedtak ikke registrert" in html, "vedtatt" in html) == (0, True, False)


@pytest.mark.parametrize(
    ("storst", "trinn"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (40, 10), (37500, 10000)]
)
def test_four_lines_hold_the_largest(storst, trinn):
    assert diagram.scale_step(storst) == trinn


def lag(antall: int, *, stablet: bool = False):
    rader = [Diagramrad(f"Uke {n}", str(n), (n % 7, 1), n == 3) for n in range(1, antall + 1)]
    return diagram.soylediagram(id="d", funn="f", enhet="Uke", serier=("a", "b"), rader=rader, stablet=stablet)


@pytest.mark.parametrize("antall", [1, 12, 53])
@pytest.mark.parametrize("stablet", [True, False])
def test_nothing_is_drawn_outside(antall, stablet):
    tegning = lag(antall, stablet=stablet)
    kanter = [
        (float(f.x), float(f.x) + float(f.bredde), float(f.y), float(f.y) + float(f.hoyde)) for f in tegning.flater
    ]

    assert all(
        float(tegning.venstre) <= venstre < hoyre <= float(tegning.bredde)
        and 0 < topp < bunn <= float(tegning.bunn) + 0.2
        for venstre, hoyre, topp, bunn in kanter
    )


def test_stacked_bars_stand_on_each_other():
    forste, andre = diagram.soylediagram(
        id="d", funn="f", enhet="År", serier=("a", "b"), rader=[Diagramrad("2026", "2026", (3, 1))], stablet=True
    ).flater

    assert (float(andre.y) + float(andre.hoyde), forste.x) == (pytest.approx(float(forste.y), abs=0.1), andre.x)


def test_this_week_is_marked_once():
    assert [bool(lag(antall).naa_x) for antall in (2, 5)] == [False, True]


def test_labels_never_crowd():
    assert [len(lag(antall).akse) for antall in (12, 53)] == [12, 27]


def test_the_table_has_the_same_numbers():
    rader = [Diagramrad("2022", "2022", (35000, None))]
    tegning = diagram.soylediagram(id="d", funn="f", enhet="År", serier=("Anmodet", "Vedtatt"), rader=rader)

    assert tegning.rader == (diagram.Tabellrad("2022", ("35\u00a0000", "Ikke registrert")),)


def test_empty_chart_is_drawn():
    tegning = diagram.soylediagram(id="d", funn="f", enhet="År", serier=("a",), rader=[])

    assert (tegning.flater, tegning.akse, tegning.verdier) == ((), (), ())


def test_coordinates_are_not_written_in_norwegian():
    """The page's number format (1 234,5) would break an SVG."""
    html = render_to_string("komponenter/soylediagram.html", {"diagram": lag(53)})
    svg = html[html.index("<svg") : html.index("</svg>")]

    assert [tegn in svg.replace("rotate(45)", "") for tegn in ("\u00a0", '="1,')] == [False, False]
