"""The technical log says nothing of persons (security.md §6 H). Our own lines hold ids; errors of others hold values.

PostgreSQL repeats the key that was taken, or the whole row that broke a rule, and a trace prints what it said.
"""

import functools
import logging
import re
from typing import Final

from django.apps import apps

from imdinett.kjerne import dataklasse
from imdinett.kjerne.dataklasse import Dataklasse

BORTE: Final = "***"
_RAD: Final = re.compile(r"(?<=Failing row contains )\(.*?\)\.$", re.DOTALL | re.MULTILINE)
_NOKKEL: Final = re.compile(r"(?P<foran>Key \((?P<kolonner>[^)]*)\)=)\(.*\)")
# A DUF number, a fødselsnummer or a D-number, wherever it comes from. Not the end of a uuid.
_NUMMER: Final = re.compile(r"(?<![\w-])\d{11,12}(?!\w)")


class Vasket(logging.Formatter):
    """The whole line, trace included."""

    def format(self, record: logging.LogRecord) -> str:
        return vask(super().format(record))


def vask(tekst: str) -> str:
    tekst = _RAD.sub(f"({BORTE}).", tekst)
    tekst = _NOKKEL.sub(_uten_verdier, tekst)
    return _NUMMER.sub(BORTE, tekst)


def _uten_verdier(treff: re.Match[str]) -> str:
    """Ids and figures stay: without them nobody finds the row."""
    kolonner = {navn.strip(' "') for navn in treff["kolonner"].split(",")}
    er_om_personer = not apps.ready or kolonner & _om_personer()
    return f"{treff['foran']}({BORTE})" if er_om_personer else treff[0]


@functools.cache
def _om_personer() -> frozenset[str]:
    return dataklasse.kolonner(Dataklasse.D2)
