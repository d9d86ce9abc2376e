"""A whole country for measurements: ten years of persons, lists, decisions and logs, put in by COPY."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from django.db import connection, transaction

from bosetting.demodata.personer import Husstandsplan, husstander
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet
from imdinett.kommune.services import last_kommuner
from imdinett.management.land import brukere, hendelser, innsyn
from imdinett.management.land.fordelinger import Fordeling
from imdinett.management.land.husstander import Registrering
from imdinett.management.land.kommunene import Kommuneaar
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import DAGER, MAANEDER, Land

HENDELSER_PER_PERSON = 20
INNSYN_PER_PERSON = 10


@transaction.atomic
@transaction.atomic(using="logg")
def lag(personer: int, *, fro: int, si: Callable[[str], None]) -> dict[str, int]:
    """The same country every time for a seed, relative to today. Gives the number of rows of each kind."""
    with connection.cursor() as markor:
        markor.execute("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0")
    inn = Innlasting()
    land = _grunnlag(inn, fro)
    si(f"{len(land.kommuner)} kommuner med avtale og brukere")
    _folk(inn, land, personer, fro)
    si(f"{len(land.saker)} personer med saker, lister og vedtak")
    Kommuneaar(inn, land).lag()
    si("anmodninger, kommunenes vedtak og meldte plasser")
    hendelser.fyll(inn, land, HENDELSER_PER_PERSON * personer)
    si("hendelser")
    innsyn.lag(inn, land, INNSYN_PER_PERSON * personer)
    si("innsynslogg")
    inn.gjor_ferdig()
    si("sekvenser og statistikk")
    return inn.antall()


def _grunnlag(inn: Innlasting, fro: int) -> Land:
    last_kommuner()
    rng, naa = Random(fro), klokke.now()  # noqa: S311  # invented people, not secrets
    begynnelse = naa - timedelta(days=DAGER)
    with klokke.flyttet_til(begynnelse):
        ansatte = brukere.lag_ansatte()
    kommuner = brukere.Kommunefolk(inn, rng, ansatte.administrator, begynnelse).lag()
    inn.send()
    return Land(naa, rng, ansatte, kommuner, brukere.lag_mottak())


def _folk(inn: Innlasting, land: Land, personer: int, fro: int) -> None:
    """Month by month: what a month needs in memory is all that is ever there."""
    registrering, fordeling = Registrering(inn, land), Fordeling(inn, land)
    for maaned, planer in enumerate(_planer(land, personer, fro)):
        tid = land.naa - timedelta(days=DAGER * (MAANEDER - maaned) / MAANEDER)
        husene = registrering.registrer(planer, tid)
        fordeling.fordel(husene)
        for hus in husene:
            registrering.skriv(hus)
        inn.send()


def _planer(land: Land, personer: int, fro: int) -> Iterator[list[Husstandsplan]]:
    """The households of each month, exactly so many persons in all."""
    mottak, brukt = list(Enhet.objects.filter(pk__in=land.mottak)), 0
    for maaned in range(MAANEDER):
        dag = klokke.dag(land.naa - timedelta(days=DAGER * (MAANEDER - maaned) / MAANEDER))
        til_naa, ut = personer * (maaned + 1) // MAANEDER, list[Husstandsplan]()
        mulige = husstander(personer, fro=fro + maaned, dag=dag, mottak=mottak, fra_nummer=brukt + 1)
        while brukt < til_naa:
            plan = next(mulige)
            if brukt + len(plan.personer) <= personer:
                ut.append(plan)
                brukt += len(plan.personer)
        yield ut
