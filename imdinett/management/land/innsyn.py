"""The access log: who looked at whom. Most looks are at one folder; a search or a report is many persons in a line."""

from operator import itemgetter
from typing import Any

from imdinett.hendelse import kjede
from imdinett.hendelse.kjede import Hode
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Land

BUNT = 20_000
DELER = ("Oversikt", "Identitet", "Familie", "Kartlegging", "Bosetting", "Hendelser", "Brev")

STANDARD = {felt.attname: felt.get_default() for felt in Innsyn._meta.concrete_fields}
_felter = itemgetter(*kjede.FELTER)


class Kjeder:
    """Ties the lines to their chains on their way in. Each head is locked when it is first needed, until the end."""

    def __init__(self) -> None:
        self._hoder: dict[str, Hode] = {}

    def kjed(self, rad: dict[str, Any]) -> dict[str, Any]:
        hel = STANDARD | rad
        navn = kjede.navn(kommune_id=hel["kommune_id"], enhet=hel["enhet"], bruker_id=hel["bruker_id"])
        if navn not in self._hoder:
            self._hoder |= kjede.laas([navn])
        return rad | self._hoder[navn].neste(_felter(hel))._asdict()


def lag(inn: Innlasting, land: Land, antall: int) -> None:
    etter_pk, kjeder = {kommune.pk: kommune for kommune in land.kommuner}, Kjeder()
    for nr in range(antall):
        pk, nummer, kommune_id = land.trekk_sak()
        hjemme = etter_pk.get(kommune_id)
        av = (hjemme.skriv, hjemme.les)[nr % 2] if hjemme and nr % 5 else land.ansatte.bosetter
        mange = nr % 8 == 0
        ider = sorted({land.trekk_sak()[0] for _en in range(1 + nr % 20)}) if mange else []
        rad = {
            "tid": land.trekk_tid(),
            "bruker_id": av.pk,
            "bruker_navn": av.navn,
            "enhet": "IMDi" if av == land.ansatte.bosetter else hjemme.navn if hjemme else "",
            "rolle": av.rolle,
            "kommune_id": None if av == land.ansatte.bosetter else kommune_id,
            "handling": (Handling.EKSPORT if nr % 40 == 0 else Handling.SOKE if mange else Handling.LESE).value,
            "utfall": (Utfall.AVVIST if nr % 500 == 0 else Utfall.VIST).value,
            "person_id": None if mange else pk,
            "person_ider": ider,
            "saksnummer": "" if mange else nummer,
            "del_av": "Søk" if mange else DELER[nr % len(DELER)],
            "formaal": "Søk" if mange else "Kommunens egne saker",
            "ip": "192.0.2.1",
            "beskrivelse": "Søkte etter person." if mange else "Åpnet personmappen.",
        }
        inn.legg(Innsyn, **kjeder.kjed(rad))
        if nr % BUNT == 0:
            inn.send()
    inn.send()
