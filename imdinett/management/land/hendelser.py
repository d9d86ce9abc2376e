"""The events (B-090): one for each step, as the services write them, and everyday ones up to the number wanted."""

from datetime import datetime
from typing import Any

from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune.models import Kommune
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Hvem, Land

BUNT = 20_000
SAK, KOMMUNE, BRUKER = (modell._meta.model_name or "" for modell in (Sak, Kommune, Bruker))
# What an event is about: the kind of object, its key, and what it is called.
Gjelder = tuple[str, int, str]
H = Hendelsestype


def logg(
    inn: Innlasting,
    hva: Hendelsestype,
    tid: datetime,
    av: Hvem,
    gjelder: Gjelder,
    kommune_id: int | None = None,
    **data: Any,
) -> None:
    slag, pk, navn = gjelder
    inn.legg(
        Hendelse,
        tid=tid,
        type=hva.value,
        bruker_id=av.pk,
        bruker_navn=av.navn,
        rolle=av.rolle,
        kommune_id=kommune_id,
        gjelder_type=slag,
        gjelder_id=str(pk),
        gjelder_navn=navn,
        data=data,
        ip="192.0.2.1",
    )


def sak(pk: int, nummer: str) -> Gjelder:
    return (SAK, pk, nummer)


def fyll(inn: Innlasting, land: Land, antall: int) -> None:
    """What people do every day, until there are so many events in all."""
    etter_pk = {kommune.pk: kommune for kommune in land.kommuner}
    mangler = antall - inn.tabell(Hendelse).antall
    for nr in range(mangler):
        tid = land.trekk_tid()
        if nr % 4 == 0:
            kommune = land.trekk_kommune()
            gjelder = (KOMMUNE, kommune.pk, kommune.navn)
            data = {"rapport": "anmodning-vedtak", "format": "xlsx", "filter": str(tid.year), "rader": 1}
            logg(inn, H.RAPPORT_HENTET, tid, kommune.les, gjelder, kommune.pk, **data)
        elif nr % 50 == 1:
            av = land.trekk_kommune().skriv
            logg(inn, H.PROFIL_ENDRET, tid, av, (BRUKER, av.pk, av.navn), felt=["telefon"])
        else:
            pk, nummer, kommune_id = land.trekk_sak()
            av = etter_pk[kommune_id].skriv if kommune_id else land.ansatte.bosetter
            logg(inn, (H.NOTAT_SKREVET, H.SAK_ANSVARLIG)[nr % 2], tid, av, sak(pk, nummer), kommune_id or None)
        if nr % BUNT == 0:
            inn.send()
    inn.send()
