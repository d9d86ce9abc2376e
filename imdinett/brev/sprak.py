"""The languages that a letter can be translated to (W-15). No queries.

`navn` are what people write of it, in a mapping of ours or in another system's file; the first one is ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VENSTRE, HOYRE = "ltr", "rtl"


@dataclass(frozen=True)
class Sprak:
    """`kode` is the language tag (BCP 47) that the page and the PDF are marked with."""

    kode: str
    tekst: Promise
    navn: frozenset[str]
    retning: str = VENSTRE


def _sprak(kode: str, tekst: Promise, *navn: str, retning: str = VENSTRE) -> Sprak:
    return Sprak(kode, tekst, frozenset(navn), retning)


SPRAK = {
    sprak.kode: sprak
    for sprak in (
        _sprak("am", _("amharisk"), "amharisk"),
        _sprak("ar", _("arabisk"), "arabisk", retning=HOYRE),
        _sprak("ckb", _("sorani"), "sorani", "kurdisk (sorani)", "kurdisk sorani", "sentralkurdisk", retning=HOYRE),
        _sprak("prs", _("dari"), "dari", retning=HOYRE),
        _sprak("en", _("engelsk"), "engelsk"),
        _sprak("fr", _("fransk"), "fransk"),
        _sprak("rw", _("kinyarwanda"), "kinyarwanda"),
        _sprak("kmr", _("kurmanji"), "kurmanji", "kurmandsji", "kurdisk (kurmanji)", "kurdisk kurmanji", "nordkurdisk"),
        _sprak("ln", _("lingala"), "lingala"),
        _sprak("ps", _("pashto"), "pashto", "pasjto", "pushto", retning=HOYRE),
        _sprak("fa", _("persisk"), "persisk", "farsi", retning=HOYRE),
        _sprak("ru", _("russisk"), "russisk"),
        _sprak("so", _("somali"), "somali", "somalisk"),
        _sprak("es", _("spansk"), "spansk"),
        _sprak("sw", _("swahili"), "swahili", "kiswahili"),
        _sprak("ti", _("tigrinja"), "tigrinja", "tigrinya"),
        _sprak("tr", _("tyrkisk"), "tyrkisk"),
        _sprak("uk", _("ukrainsk"), "ukrainsk"),
        _sprak("ur", _("urdu"), "urdu", retning=HOYRE),
    )
}
_KODER = {navn: sprak.kode for sprak in SPRAK.values() for navn in sprak.navn}


def koder(navn: Iterable[str]) -> tuple[str, ...]:
    """The codes of the languages that are known here, in the same order, each once."""
    funnet = (_KODER.get(" ".join(ett.lower().split())) for ett in navn)
    return tuple(dict.fromkeys(kode for kode in funnet if kode))
