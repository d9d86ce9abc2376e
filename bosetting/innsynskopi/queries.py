"""The looks at one person, as the person gets them: when, which unit, what kind. Never who, and never why.

An employee's name is that employee's data, and a written purpose can name others; the person gets neither.
"""

from typing import Any

from django.db.models import Q

from bosetting.person.models import Sak
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Utfall
from imdinett.kommune.models import Kommune


def finn_sak(saksnummer: str) -> Sak | None:
    """By number only: the log reader knows no names. Asked for by those who may make a copy of any person's."""
    return Sak.objects.select_related("person", "kommune").filter(nummer__iexact=saksnummer.strip()).first()


def oppslag_om(person_id: int) -> list[dict[str, Any]]:
    """Newest first. Refused attempts showed nothing, so they are not in the copy (security.md §8). Two queries."""
    om_personen = Q(person_id=person_id) | Q(person_ider__contains=[person_id])
    rader = list(Innsyn.objects.filter(om_personen, utfall=Utfall.VIST).order_by("-tid", "-pk"))
    kommuner = Kommune.objects.in_bulk({rad.kommune_id for rad in rader if rad.kommune_id})
    return [
        {
            "tid": rad.tid.isoformat(timespec="seconds"),
            "enhet": rad.enhet or _kommunenavn(kommuner.get(rad.kommune_id or 0)),
            "handling": rad.handling,
            "del": rad.del_av,
        }
        for rad in rader
    ]


def _kommunenavn(kommune: Kommune | None) -> str:
    return f"{kommune.visningsnavn} kommune" if kommune else ""
