"""Every write on settlement: the date, what takes it back, and the end of a case."""

from bosetting.bosatt.services.avslutning import Avslutningsvalg, avslutt_sak
from bosetting.bosatt.services.datoer import (
    laas_saker,
    opphev_bosetting,
    registrer_bosettingsdato,
    registrer_for_husstand,
    rett_bosettingsdato,
    sett_datoer,
)
from bosetting.bosatt.services.overtakelse import OvertattSlutt, overta_avslutninger, overta_bosettinger
from bosetting.bosatt.services.utvalg import Utfall, registrer_dato_for_utvalg, sett_ansvarlig

__all__ = [
    "Avslutningsvalg",
    "OvertattSlutt",
    "Utfall",
    "avslutt_sak",
    "laas_saker",
    "opphev_bosetting",
    "overta_avslutninger",
    "overta_bosettinger",
    "registrer_bosettingsdato",
    "registrer_dato_for_utvalg",
    "registrer_for_husstand",
    "rett_bosettingsdato",
    "sett_ansvarlig",
    "sett_datoer",
]
