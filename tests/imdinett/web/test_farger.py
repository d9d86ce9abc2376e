"""WCAG 1.4.3 and 1.4.11, computed from the stylesheet itself: 4.5:1 for text, 3:1 for charts."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.ROT) / "static/imdinett/css/farger.css").read_text()


def variabler(ordning: str) -> dict[str, str]:
    ut = {}
    for velger, innhold in re.findall(r"([^{}]+)\{([^{}]+)\}", CSS):
        if f'data-color-scheme="{ordning}"' in velger:
            ut.update(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6});", innhold))
    return ut


def luminans(farge: str) -> float:
    deler = [int(farge[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in deler)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontrast(a: str, b: str) -> float:
    lys, mork = sorted((luminans(a), luminans(b)), reverse=True)
    return (lys + 0.05) / (mork + 0.05)


FLATER = ("--im-side", "--im-flate", "--im-flate-dempet")
TEKST = [
    *((tekst, flate) for tekst in ("--im-lenke", "--ds-color-neutral-text-default") for flate in FLATER),
    *(("--ds-color-neutral-text-subtle", flate) for flate in FLATER),
    ("--im-topp-tekst", "--im-topp"),
    ("--im-topp-dempet", "--im-topp"),
    ("--im-oving-tekst", "--im-oving"),
    ("--ds-color-accent-base-contrast-default", "--ds-color-accent-base-default"),
    ("--ds-color-accent-base-contrast-default", "--ds-color-accent-base-hover"),
    *(("--im-trinn-tekst-svak", f"--im-trinn-{n}") for n in (0, 1, 2)),
    *(("--im-trinn-tekst-sterk", f"--im-trinn-{n}") for n in (3, 4)),
]
GRAFIKK = [(f"--im-serie-{n}", "--im-flate") for n in (1, 2, 3, 4)] + [("--im-topp-signal", "--im-topp")]


def test_the_formula():
    assert (round(kontrast("#ffffff", "#000000"), 1), round(kontrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)


@pytest.mark.parametrize("ordning", ["light", "dark", "auto"])
def test_text_is_readable(ordning):
    v = variabler("light") | variabler(ordning)

    assert {par: round(k, 2) for par in TEKST if (k := kontrast(v[par[0]], v[par[1]])) < 4.5} == {}


@pytest.mark.parametrize("ordning", ["light", "dark", "auto"])
def test_charts_stand_out(ordning):
    v = variabler("light") | variabler(ordning)

    assert {par: round(k, 2) for par in GRAFIKK if (k := kontrast(v[par[0]], v[par[1]])) < 3} == {}


def test_auto_in_the_dark_is_the_dark_scheme():
    assert variabler("auto") == variabler("dark")
