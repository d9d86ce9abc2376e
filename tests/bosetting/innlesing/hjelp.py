"""Files from outside, as their senders write them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.innlesing import services
from bosetting.innlesing.models import Datoimport
from bosetting.innlesing.states import Udihendelse
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker

UDIHODE = "imdinett;udi-tillatelse;2026-11-28\nduf;hendelse;tillatelse;dato;meldt_tidspunkt"


def les_fil(*, bruker: Bruker, fil: SimpleUploadedFile) -> Datoimport:
    return services.les_inn(bruker=bruker, innhold=fil.read(), filnavn=fil.name or "")


def les_udi(bruker: Bruker, *linjer: str | bytes) -> Datoimport:
    alle = [linje if isinstance(linje, bytes) else linje.encode() for linje in (UDIHODE, *linjer)]
    return services.les_inn(bruker=bruker, innhold=b"\n".join(alle), filnavn="udi.csv")


def udirad(sak: Sak, hva: Udihendelse, dato: date, tillatelse: str = "") -> str:
    return f"{sak.person.duf_nummer};{hva};{tillatelse};{dato:%Y-%m-%d};2026-01-05T09:00"


def tall(kjoring: Datoimport) -> tuple[int, int, int]:
    return kjoring.antall_inn, kjoring.antall_kjent, kjoring.antall_avvist


def avvist(kjoring: Datoimport) -> list[tuple[int, str]]:
    return list(kjoring.avviste.values_list("linje", "grunn"))
