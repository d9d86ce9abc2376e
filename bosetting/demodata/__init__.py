"""A year of settlement, made by the services as the demo users under a moved clock, relative to today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bosetting.demodata import ar, filer, innmeldinger, kopier, oppslag, oversettelser, runder, tidligere, utvalg, veier
from bosetting.demodata.plan import Plan, lag_plan
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.demodata import Demokommune
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle

Ansatte = Mapping[Rolle, Bruker]
Kommunale = Mapping[Demokommune, Sequence[Bruker]]


def lag(
    ansatte: Ansatte, kommunale: Kommunale, enhetsfolk: Sequence[Bruker], *, liten: bool, si: Callable[[str], None]
) -> None:
    """Rounds and decisions, then persons, lists, answers, decisions and dates as the year went."""
    plan = lag_plan(ansatte, kommunale, liten=liten)
    with klokke.flyttet_til(plan.naa - timedelta(days=490)):
        oversettelser.lag(plan.anmoder, plan.bosetter)
    runder.lag(plan)
    si("anmodninger og kommunenes vedtak")
    antall = ar.lag(plan)
    veier.lag(plan, enhetsfolk)
    innmeldinger.lag(plan)
    filer.lag(plan)
    oppslag.lag(plan)
    if not liten:
        tidligere.lag(plan)
        kopier.lag(ansatte[Rolle.IMDI_LOGG_LES])
    utvalg.lag(plan)
    si(f"{antall} personer med fordelinger, vedtak og bosettingsdatoer")


__all__ = ["Ansatte", "Kommunale", "Plan", "lag"]
