"""Reports made by the services."""

from datetime import date
from typing import Any

from bosetting.innmelding.models import BestemtPerson, Bolig, EmKapasitet, Plassinnmelding
from bosetting.innmelding.rules import NyBestemtPerson, NyBolig, NyEmKapasitet, NyePlasser, Profilinnhold, Regelinnhold
from bosetting.innmelding.services import innmeldinger as services
from bosetting.innmelding.services.profil import publiser_profil
from bosetting.innmelding.services.selvbosetting import publiser_regel
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune

GRUNN = "Søsteren bor i kommunen fra før."


def bolig(bruker: Bruker, kommune: Kommune, **felt: Any) -> Bolig:
    standard = {
        "omrade": "Sentrum",
        "type": "leilighet",
        "soverom": 2,
        "maks_personer": 3,
        "ledig_fra": date(2026, 1, 1),
        "passer_for": ("familie", "enslig"),
    }
    return services.meld_inn_bolig(bruker=bruker, kommune=kommune, ny=NyBolig(**{**standard, **felt}))


def bestemt(bruker: Bruker, kommune: Kommune, **felt: Any) -> BestemtPerson:
    standard = {
        "duf_nummer": "209912345608",
        "navn": "Nora Eksempel",
        "relasjon": "familie",
        "begrunnelse": GRUNN,
    }
    ny = NyBestemtPerson(**{**standard, **felt})
    return services.meld_inn_bestemt_person(bruker=bruker, kommune=kommune, ny=ny)


def kapasitet(bruker: Bruker, kommune: Kommune, **felt: Any) -> EmKapasitet:
    standard = {"antall": 2, "uke": klokke.isouke(klokke.today()), "aldersgruppe": "fra_15"}
    return services.meld_inn_em_kapasitet(bruker=bruker, kommune=kommune, ny=NyEmKapasitet(**{**standard, **felt}))


def plasser(bruker: Bruker, kommune: Kommune, **felt: Any) -> Plassinnmelding:
    standard = {"maks_antall_personer": 4, "uke": klokke.isouke(klokke.today())}
    return services.meld_inn_plasser(bruker=bruker, kommune=kommune, ny=NyePlasser(**{**standard, **felt}))


def tillat(bruker: Bruker, kommune: Kommune, *, ja: bool = True, sett: int | None = None) -> int:
    innhold = Regelinnhold(tillatt=ja, malgrupper="Familier", kriterier="Kontrakt i minst tre år")
    return publiser_regel(bruker=bruker, kommune=kommune, innhold=innhold, sett_pk=sett).pk


def skriv_profil(bruker: Bruker, kommune: Kommune, *, sett: int | None = None, **felt: Any) -> int:
    innhold = Profilinnhold(**{"utdanning": ("videregaende",), "sykehus_km": 40, "yrker": ("kokk",), **felt})
    return publiser_profil(bruker=bruker, kommune=kommune, innhold=innhold, sett_pk=sett).pk
