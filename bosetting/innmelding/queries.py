"""Reads over reports: the homes that are free, which of them suit a household, what waits for IMDi."""

from collections.abc import Iterable

from bosetting.innmelding import rules
from bosetting.innmelding.models import BestemtPerson, Bolig
from bosetting.innmelding.rules import Behov, Tilbud
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


def ledige_boliger(kommune: Kommune, bruker: "tilgang.Hvem") -> list[Bolig]:
    """B-085: what the kommune has free, the soonest first. One query."""
    rader = Bolig.objects.synlig_for(bruker).gjeldende().filter(kommune=kommune)
    return list(rader.order_by("ledig_fra", "pk"))


def som_passer(boliger: Iterable[Bolig], behov: Behov) -> tuple[Bolig, ...]:
    """W-10: those of the homes that suit the household. No query."""
    return tuple(bolig for bolig in boliger if rules.passer(tilbud(bolig), behov))


def tilbud(bolig: Bolig) -> Tilbud:
    return Tilbud(bolig.maks_personer, frozenset(bolig.passer_for), bolig.ledig_fra)


def logg_innsyn_i(bruker: Bruker, innmelding: BestemtPerson, *, person_id: int | None = None) -> None:
    """A name and a DUF number are about to be shown to IMDi: the line is written before the page is sent."""
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.LESE,
        beskrivelse=f"Åpnet innmelding {innmelding.pk} om en bestemt person",
        person_id=person_id,
        kommune_id=innmelding.kommune_id,
    )
