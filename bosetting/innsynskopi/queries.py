"""The looks at one person, as the person gets them: when, which unit, what kind. Never who, and never why.

An employee's name is that employee's data, and a written purpose can name others; the person gets neither.
"""

from typing import Any

from django.db.models import Q, QuerySet

from bosetting.person.models import Familierelasjon, Person, Sak
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Utfall
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


def finn_sak(saksnummer: str) -> Sak | None:
    """By number only: the log reader knows no names. Asked for by those who may make a copy of any person's."""
    qs = Sak.objects.select_related("person", "kommune", "husstand", "mottak", "amot_kommune")
    return qs.filter(nummer__iexact=saksnummer.strip()).first()


def kan_faa_alt(bruker: "tilgang.Hvem", sak: Sak) -> bool:
    """security.md §5: what is stored about a protected person is the named group's, whatever role one has."""
    return not Person.objects.filter(pk=sak.person_id).skjult_for(bruker).exists()


def saker_som_nevner(sak: Sak) -> QuerySet[Sak]:
    """The person's own case, and those of the household and of the family."""
    slekt = Familierelasjon.objects.filter(slektning=sak.person_id).values("person")
    return Sak.objects.filter(Q(pk=sak.pk) | Q(husstand=sak.husstand_id) | Q(person__in=slekt))


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
