"""Situations are made by the services in the tests; these rows are what a service starts from."""

from datetime import UTC, date, datetime

import factory

from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak
from bosetting.anmodning.states import Anmodningstilstand, Rundetilstand, Vedtakstilstand
from bosetting.person.models import Husstand, Kartlegging, Person, Sak
from bosetting.person.navneform import sokenavn
from bosetting.person.skjermingsmodell import Skjermingsmedlem
from bosetting.person.states import Kategori, Kjonn, Sakstilstand
from imdinett.kjerne.nummer import duf_med_kontroll
from tests.factories.imdinett import BrukerFactory, KommuneFactory

TID = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class HusstandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Husstand

    nummer = factory.Sequence(lambda n: f"H{n:06d}")
    opprettet_tid = TID


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    husstand = factory.SubFactory(HusstandFactory)
    duf_nummer = factory.Sequence(lambda n: duf_med_kontroll(2099, n + 1))
    fornavn = factory.Sequence(lambda n: f"Fornavn{n}")
    etternavn = "Eksempel"
    sokenavn = factory.LazyAttribute(lambda person: sokenavn(person.fornavn, person.etternavn))
    fodselsdato = date(1989, 3, 12)
    kjonn = Kjonn.KVINNE
    statsborgerskap = "Syria"
    adresse = "Prøveveien 1"
    postnummer = "0152"
    poststed = "Oslo"
    opprettet_tid = TID


class SakFactory(factory.django.DjangoModelFactory):
    """A registered case; `klar=True` makes it bosettingsklar with an approved kartlegging."""

    class Meta:
        model = Sak
        skip_postgeneration_save = True

    nummer = factory.Sequence(lambda n: f"S{n:05d}")
    person = factory.SubFactory(PersonFactory)
    husstand = factory.SelfAttribute("person.husstand")
    kategori = Kategori.MOTTAK
    opprettet_tid = TID

    class Params:
        klar = factory.Trait(
            tilstand=Sakstilstand.BOSETTINGSKLAR,
            tillatelse_type="flyktning",
            tillatelse_dato=date(2026, 1, 2),
            klar_tid=TID,
            kartlegging=factory.RelatedFactory(
                "tests.factories.bosetting.KartleggingFactory", factory_related_name="sak", godkjent=True
            ),
        )


class KartleggingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kartlegging

    sak = factory.SubFactory(SakFactory)
    samtale_dato = date(2026, 1, 3)
    morsmaal = "arabisk"
    yrke = "sykepleier"
    registrert_tid = TID
    registrert_av = factory.SubFactory(BrukerFactory)

    class Params:
        godkjent = factory.Trait(godkjent_tid=TID, godkjent_av=factory.SelfAttribute("registrert_av"))


class AnmodningsrundeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Anmodningsrunde

    aar = 2026
    versjon = factory.Sequence(lambda n: n + 1)
    behov = 13000
    frist = date(2026, 3, 31)
    kriterier = "Befolkning, resultater og kapasitet."
    tilstand = Rundetilstand.SENDT
    opprettet_tid = TID
    opprettet_av = factory.SubFactory(BrukerFactory)
    sendt_tid = TID
    sendt_av = factory.SelfAttribute("opprettet_av")


class AnmodningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Anmodning

    runde = factory.SubFactory(AnmodningsrundeFactory)
    kommune = factory.SubFactory(KommuneFactory)
    aar = factory.SelfAttribute("runde.aar")
    antall = 45
    tilstand = Anmodningstilstand.SENDT


class KommunevedtakFactory(factory.django.DjangoModelFactory):
    """An approved decision of 40 places for 2026."""

    class Meta:
        model = Kommunevedtak

    kommune = factory.SubFactory(KommuneFactory)
    aar = 2026
    antall = 40
    vedtaksdato = date(2026, 2, 1)
    tilstand = Vedtakstilstand.GODKJENT
    registrert_tid = TID
    registrert_av = factory.SubFactory(BrukerFactory)
    godkjent_tid = TID
    godkjent_av = factory.SelfAttribute("registrert_av")


class SkjermingsmedlemFactory(factory.django.DjangoModelFactory):
    """`bruker` may see the protected `person`."""

    class Meta:
        model = Skjermingsmedlem

    person = factory.SubFactory(PersonFactory, gradering="fortrolig")
    bruker = factory.SubFactory(BrukerFactory)
    grunn = "Følger opp saken."
    lagt_til_tid = TID
    lagt_til_av = factory.SelfAttribute("bruker")
