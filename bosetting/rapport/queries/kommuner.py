"""A kommune as its overview page shows it, and the list of those the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from bosetting.anmodning.queries import Plassregnskap, plassregnskap, plassregnskap_for
from bosetting.rapport.queries.anmodning_vedtak import leser
from imdinett.kjerne import klokke
from imdinett.kommune.models import Databehandleravtale, Kommune, Kommunenummer, Kontaktinformasjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


@dataclass(frozen=True)
class Oversikt:
    kommune: Kommune
    kontakt: Kontaktinformasjon | None
    avtale: Databehandleravtale | None
    perioder: Sequence[Kommunenummer]
    regnskap: Plassregnskap | None
    ser_plasser: bool


@dataclass(frozen=True)
class Listerad:
    kommune: Kommune
    har_avtale: bool
    regnskap: Plassregnskap | None


def synlige_kommuner(bruker: "tilgang.Hvem") -> QuerySet[Kommune]:
    """The kommuner of today that the user has a role in (B-001); all of them for IMDi."""
    return tilgang.avgrens(Kommune.objects.gyldige(), bruker, Rettighet.KOMMUNE_LES, "pk").select_related("fylke")


def oversikt(kommune: Kommune, bruker: "tilgang.Hvem") -> Oversikt:
    """Decision 20: a fylke's reader sees anmodet and vedtatt, not how many places are free."""
    ser_tall = tilgang.har(bruker, Rettighet.KOMMUNEVEDTAK_LES, kommune.pk)
    hvem = leser(bruker)
    return Oversikt(
        kommune=kommune,
        kontakt=Kontaktinformasjon.objects.gjeldende_for(kommune),
        avtale=Databehandleravtale.objects.filter(kommune=kommune, opphevet_tid=None).first(),
        perioder=list(kommune.perioder.all()),
        regnskap=plassregnskap(kommune, klokke.today().year) if ser_tall else None,
        ser_plasser=hvem.ser_alt or kommune.pk in hvem.egne,
    )


def liste(kommuner: Sequence[Kommune], bruker: "tilgang.Hvem") -> list[Listerad]:
    """The rows of one page. Their number does not change the number of queries."""
    ider = [kommune.pk for kommune in kommuner]
    avtaler = set(
        Databehandleravtale.objects.filter(kommune__in=ider, opphevet_tid=None).values_list("kommune_id", flat=True)
    )
    regnskap = plassregnskap_for(kommuner, klokke.today().year)
    return [
        Listerad(
            kommune,
            kommune.pk in avtaler,
            regnskap[kommune.pk] if tilgang.har(bruker, Rettighet.KOMMUNEVEDTAK_LES, kommune.pk) else None,
        )
        for kommune in kommuner
    ]


def med_navn(qs: QuerySet[Kommune], sok: str) -> QuerySet[Kommune]:
    """By name, Sámi and Kven forms too, or by a number it has or has had."""
    numre = Kommunenummer.objects.filter(kommune=OuterRef("pk"), nummer__startswith=sok)
    if sok.isascii() and sok.isdecimal():
        return qs.filter(Exists(numre))
    return qs.filter(navn_offisielt__icontains=sok) | qs.filter(visningsnavn__icontains=sok)
