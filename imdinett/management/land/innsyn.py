"""The access log: who looked at whom. Most looks are at one folder; a search or a report is many persons in a line."""

from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Land

BUNT = 20_000
DELER = ("Oversikt", "Identitet", "Familie", "Kartlegging", "Bosetting", "Hendelser", "Brev")


def lag(inn: Innlasting, land: Land, antall: int) -> None:
    etter_pk = {kommune.pk: kommune for kommune in land.kommuner}
    for nr in range(antall):
        pk, nummer, kommune_id = land.trekk_sak()
        hjemme = etter_pk.get(kommune_id)
        av = (hjemme.skriv, hjemme.les)[nr % 2] if hjemme and nr % 5 else land.ansatte.bosetter
        mange = nr % 8 == 0
        ider = sorted({land.trekk_sak()[0] for _en in range(1 + nr % 20)}) if mange else []
        inn.legg(
            Innsyn,
            tid=land.trekk_tid(),
            bruker_id=av.pk,
            bruker_navn=av.navn,
            enhet="IMDi" if av == land.ansatte.bosetter else hjemme.navn if hjemme else "",
            rolle=av.rolle,
            kommune_id=None if av == land.ansatte.bosetter else kommune_id,
            handling=(Handling.EKSPORT if nr % 40 == 0 else Handling.SOKE if mange else Handling.LESE).value,
            utfall=(Utfall.AVVIST if nr % 500 == 0 else Utfall.VIST).value,
            person_id=None if mange else pk,
            person_ider=ider,
            saksnummer="" if mange else nummer,
            del_av="Søk" if mange else DELER[nr % len(DELER)],
            formaal="Søk" if mange else "Kommunens egne saker",
            ip="192.0.2.1",
            beskrivelse="Søkte etter person." if mange else "Åpnet personmappen.",
        )
        if nr % BUNT == 0:
            inn.send()
    inn.send()
