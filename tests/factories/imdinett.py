from datetime import UTC, date, datetime
from typing import Any

import factory

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import (
    Databehandleravtale,
    Enhet,
    Fylke,
    Kommune,
    Kommunegrenser,
    Kommunenummer,
    Kontaktinformasjon,
)
from imdinett.loggkontroll.models import Kontrollrad, Kontrolluke
from imdinett.loggkontroll.states import Aarsak

TID = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class FylkeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fylke
        django_get_or_create = ("nummer",)

    nummer = "11"
    navn = "Rogaland"


class BrukerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bruker

    epost = factory.Sequence(lambda n: f"fabrikk{n}@eksempel.example")
    navn = factory.Sequence(lambda n: f"Fabrikk {n} Eksempel")
    opprettet_tid = TID
    password = "!"


class KommuneFactory(factory.django.DjangoModelFactory):
    """A kommune of today. Traits: `avtale` (signed databehandleravtale), `kontakt` (postal address)."""

    class Meta:
        model = Kommune
        skip_postgeneration_save = True

    nummer = factory.Sequence(lambda n: f"{9000 + n % 1000:04d}")
    navn = factory.Sequence(lambda n: f"Prøve {n}")
    visningsnavn = factory.SelfAttribute("navn")
    fylke = factory.SubFactory(FylkeFactory)

    @factory.post_generation
    def avtale(obj: Any, create: bool, paa: bool | None, **_: Any) -> None:
        """Signed unless the test says `avtale=False`: that is the ordinary kommune."""
        if create and paa is not False:
            DatabehandleravtaleFactory(kommune=obj)

    @factory.post_generation
    def kontakt(obj: Any, create: bool, paa: bool | None, **_: Any) -> None:
        if create and paa:
            KontaktinformasjonFactory(kommune=obj)


class KommunegrenserFactory(factory.django.DjangoModelFactory):
    """Squares in a row, one for each of `numre`."""

    class Meta:
        model = Kommunegrenser

    class Params:
        numre = ("1101", "1103")

    gyldig_fra = date(2024, 1, 1)
    kilde = "Kartverket"
    lisens = "CC BY 4.0"
    avtrykk = "abc123"
    lastet_tid = TID
    stier = factory.LazyAttribute(lambda o: {nr: f"M{100 * n} 0l90 0 0 90-90 0z" for n, nr in enumerate(o.numre)})
    plasser = factory.LazyAttribute(
        lambda o: {nr: [100 * n, 0, 100 * n + 90, 90, 100 * n + 45, 45, 45, 45] for n, nr in enumerate(o.numre)}
    )


class KommunenummerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kommunenummer

    kommune = factory.SubFactory(KommuneFactory)
    nummer = factory.SelfAttribute("kommune.nummer")
    navn = factory.SelfAttribute("kommune.navn")


class DatabehandleravtaleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Databehandleravtale

    kommune = factory.SubFactory(KommuneFactory, avtale=False)
    versjon = "2026-1"
    signert_dato = date(2026, 1, 5)
    signert_av = "Kommunedirektør Eksempel"
    registrert_tid = TID
    registrert_av = factory.SubFactory(BrukerFactory)


class KontaktinformasjonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kontaktinformasjon

    kommune = factory.SubFactory(KommuneFactory)
    adresselinje = "Postboks 1"
    postnummer = "4379"
    poststed = "Egersund"
    postmottak = "postmottak@prove.example"
    registrert_tid = TID
    registrert_av = factory.SubFactory(BrukerFactory)


class EnhetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enhet

    navn = factory.Sequence(lambda n: f"Prøve mottak {n}")
    type = Enhet.Type.MOTTAK


class KontrollukeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kontrolluke
        django_get_or_create = ("mandag",)

    mandag = date(2026, 1, 5)
    laget_tid = datetime(2026, 1, 12, 4, 0, tzinfo=UTC)
    frist_dato = date(2026, 1, 26)


class KontrollradFactory(factory.django.DjangoModelFactory):
    """A look that nobody has assessed. Without `kommune` it is IMDi's."""

    class Meta:
        model = Kontrollrad

    uke = factory.SubFactory(KontrollukeFactory)
    bruker = factory.SubFactory(BrukerFactory)
    person_id = factory.Sequence(lambda n: n + 1)
    aarsaker = (Aarsak.UTEN_OPPGAVE, Aarsak.NATT)
    antall = 2
    forste_tid = datetime(2026, 1, 6, 22, 30, tzinfo=UTC)
