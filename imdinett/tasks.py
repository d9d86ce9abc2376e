"""Collects the core's tasks for Celery. Nobody imports from here."""

from imdinett.brev import tasks as brev
from imdinett.forvaltning import tasks as forvaltning
from imdinett.hendelse import tasks as hendelse
from imdinett.kjerne import tasks as kjerne
from imdinett.loggkontroll import tasks as loggkontroll
from imdinett.opplasting import tasks as opplasting
from imdinett.overtakelse import tasks as overtakelse
from imdinett.utboks import tasks as utboks
from imdinett.varsel import tasks as varsel
from imdinett.web.skjemautkast import tasks as skjemautkast

__all__ = [
    "brev",
    "forvaltning",
    "hendelse",
    "kjerne",
    "loggkontroll",
    "opplasting",
    "overtakelse",
    "skjemautkast",
    "utboks",
    "varsel",
]
