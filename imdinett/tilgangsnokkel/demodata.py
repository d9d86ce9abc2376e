"""One key in the demo, made by a kommune's administrator. Nobody knows its secret."""

from datetime import timedelta

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.tilgangsnokkel.services import opprett_nokkel


def lag(administrator: Bruker, nummer: str) -> None:
    kommune = Kommune.objects.gyldige().get(nummer=nummer)
    opprett_nokkel(
        bruker=administrator,
        kommune=kommune,
        navn="Fagsystem i øvingsmiljøet",
        omfang=[Nokkelomfang.FORDELINGSLISTER, Nokkelomfang.PLASSER],
        siste_dag=klokke.today() + timedelta(days=180),
    )
