"""Names in the form they are searched by: spelling variants and transliterations fall together. No queries.

Each word is kept twice: as it is read (accents, æ/ae, ø/o, å/aa and double letters evened out), and after a tilde as
its consonants, which is how Mohammed, Muhammad and Mohamad are one.
"""

import re
import unicodedata

_BOKSTAVER = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "ł": "l"}
)
# Longest first. What different ways of writing Arabic, Persian, Tigrinya and Ukrainian names make of one sound.
_LYDER = (
    ("sch", "s"), ("sh", "s"), ("sj", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dj", "i"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_FORSTE_VOKAL = str.maketrans({"o": "u", "e": "i"})
# A shorter skeleton says too little: Sara would be Siri.
MINSTE_SKJELETT = 3


def ordene(tekst: str) -> list[str]:
    """The words of a name as they are read."""
    ren = unicodedata.normalize("NFKD", tekst.lower().translate(_BOKSTAVER))
    ren = "".join(tegn for tegn in ren if not unicodedata.combining(tegn))
    ord_ = re.findall(r"[^\W\d_]+", ren.replace("'", "").replace("’", ""))
    return [re.sub(r"(.)\1+", r"\1", ett).replace("oe", "o") for ett in ord_]


def skjelett(ett_ord: str) -> str:
    """The consonants, after the first letter."""
    for fra, til in _LYDER:
        ett_ord = ett_ord.replace(fra, til)
    forste, resten = ett_ord[:1].translate(_FORSTE_VOKAL), re.sub(r"[aeiou]", "", ett_ord[1:])
    return re.sub(r"(.)\1+", r"\1", forste + resten)


def sokenavn(*navn: str) -> str:
    """What is stored with the person."""
    deler = [del_ for ett in ordene(" ".join(navn)) for del_ in (ett, f"~{skjelett(ett)}")]
    return f" {' '.join(deler)} "
