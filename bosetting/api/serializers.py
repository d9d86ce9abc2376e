"""What a kommune's own system is given. Explicit fields, one class per audience: nothing is added by a model."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bosetting.fordeling.queries import uke_av
from bosetting.fordeling.states import Avslagskode, Listetilstand, Svar
from bosetting.fordeling.visning import Husstandskort
from bosetting.person import models
from bosetting.person.states import MAPPE_APEN, Kategori, Kjonn, Sakstilstand
from bosetting.rapport.queries.tabell import EGEN, LANDET, Kilde, Rad
from imdinett.brev import status, visning
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Tilstand
from imdinett.utboks.synlighet import PERSON

Objekt = serializers.Serializer[Any]


class Uke(Objekt):
    aar = serializers.IntegerField()
    uke = serializers.IntegerField()


def som_uke(uke: tuple[int, int] | None) -> dict[str, int] | None:
    return {"aar": uke[0], "uke": uke[1]} if uke else None


# ---- fordelingslister
class Listesporring(Objekt):
    tilstand = serializers.ChoiceField(
        choices=[en for en in Listetilstand.choices if en[0] != Listetilstand.UTKAST], required=False
    )


class Fordelingsliste(Objekt):
    nummer = serializers.CharField()
    plassaar = serializers.IntegerField()
    tilstand = serializers.ChoiceField(choices=Listetilstand.choices)
    sendt = serializers.DateTimeField(source="sendt_tid")
    frist = serializers.DateTimeField()
    besvart = serializers.DateTimeField(source="besvart_tid", allow_null=True)
    antall_personer = serializers.IntegerField(help_text="Også de som er trukket.")
    antall_husstander = serializers.IntegerField()


class AnonymPerson(Objekt):
    """B-034: what was frozen on the line when the list was sent, in the words of the portal's page."""

    betegnelse = serializers.CharField()
    kjonn = serializers.CharField()
    fodselsaar = serializers.IntegerField(allow_null=True)
    statsborgerskap = serializers.CharField()
    sprak = serializers.CharField()
    kompetanse = serializers.ListField(child=serializers.CharField())
    behov = serializers.ListField(child=serializers.CharField())
    familie = serializers.CharField()
    er_trukket = serializers.BooleanField()
    trukket = serializers.CharField(help_text="Når og hvorfor, når IMDi har trukket personen.")


class Husstand(Objekt):
    bokstav = serializers.CharField()
    kategori = serializers.CharField()
    periode = serializers.CharField(help_text="Når den som kommer fra utlandet, kan komme.")
    er_trukket = serializers.BooleanField()
    svar = serializers.ChoiceField(
        source="svar.svar", choices=Svar.choices, allow_blank=True, help_text="Tomt til svaret er godkjent i portalen."
    )
    bosettingsuke = serializers.SerializerMethodField()
    avslagskode = serializers.ChoiceField(source="svar.avslagskode", choices=Avslagskode.choices, allow_blank=True)
    begrunnelse = serializers.CharField(source="svar.begrunnelse")
    personer = AnonymPerson(many=True)

    @extend_schema_field(Uke(allow_null=True))
    def get_bosettingsuke(self, kort: Husstandskort) -> dict[str, int] | None:
        return som_uke(uke_av(kort.svar))


class FordelingslisteMedHusstander(Fordelingsliste):
    husstander = Husstand(many=True)


# ---- saker
class Sakssporring(Objekt):
    tilstand = serializers.ChoiceField(
        choices=[en for en in Sakstilstand.choices if en[0] in MAPPE_APEN], required=False
    )


class Sak(Objekt):
    """As on the portal's lists: nothing on who it is."""

    id = serializers.UUIDField(source="person.uuid")
    saksnummer = serializers.CharField(source="nummer")
    husstand = serializers.CharField(source="husstand.nummer")
    kategori = serializers.ChoiceField(choices=Kategori.choices)
    er_enslig_mindrearig = serializers.BooleanField(source="er_em")
    tilstand = serializers.ChoiceField(choices=[en for en in Sakstilstand.choices if en[0] in MAPPE_APEN])
    utsokingsdato = serializers.DateField()
    bosettingsuke = serializers.SerializerMethodField()
    bosettingsdato = serializers.DateField(allow_null=True)

    @extend_schema_field(Uke(allow_null=True))
    def get_bosettingsuke(self, sak: models.Sak) -> dict[str, int] | None:
        return som_uke(
            (sak.bosettingsuke_aar, sak.bosettingsuke) if sak.bosettingsuke_aar and sak.bosettingsuke else None
        )


class Representant(Objekt):
    navn = serializers.CharField(source="representant_navn")
    adresse = serializers.CharField(source="representant_adresse")
    postnummer = serializers.CharField(source="representant_postnummer")
    poststed = serializers.CharField(source="representant_poststed")


class Person(Objekt):
    """The folder's tab «Identitet og opphold»."""

    fornavn = serializers.CharField()
    etternavn = serializers.CharField()
    duf_nummer = serializers.CharField()
    fodselsnummer = serializers.CharField(help_text="Fødselsnummer eller D-nummer. Tomt når det ikke er kjent.")
    fodselsdato = serializers.DateField()
    kjonn = serializers.ChoiceField(choices=Kjonn.choices)
    statsborgerskap = serializers.CharField()
    adresse = serializers.CharField(help_text="Der personen bor nå.")
    postnummer = serializers.CharField()
    poststed = serializers.CharField()
    bosted_fra = serializers.DateField(allow_null=True, help_text="Når personen flyttet dit.")
    kontakt_navn = serializers.CharField(help_text="Den kommunen kan ringe der personen bor.")
    kontakt_telefon = serializers.CharField()


class SakMedPerson(Sak):
    tillatelse = serializers.CharField(source="tillatelse_type")
    tillatelse_dato = serializers.DateField(allow_null=True)
    tillatelse_gyldig_til = serializers.DateField(allow_null=True)
    kollektiv_beskyttelse = serializers.BooleanField()
    tidligst_ankomst = serializers.DateField(allow_null=True)
    innreisefrist = serializers.DateField(allow_null=True)
    person = Person()
    representant = serializers.SerializerMethodField()

    @extend_schema_field(Representant(allow_null=True))
    def get_representant(self, sak: models.Sak) -> Any:
        return Representant(sak.person).data if sak.er_em else None


# ---- plasser
class Plasser(Objekt):
    """Null is «not registered», never 0 (B-021). The second of each pair is for enslige mindreårige."""

    aar = serializers.IntegerField()
    anmodet = serializers.IntegerField(allow_null=True)
    anmodet_em = serializers.IntegerField(allow_null=True)
    vedtatt = serializers.IntegerField(allow_null=True)
    vedtatt_em = serializers.IntegerField(allow_null=True)
    plasser = serializers.IntegerField(allow_null=True, help_text="Vedtatt, med endringene dere og IMDi har avtalt.")
    plasser_em = serializers.IntegerField(allow_null=True)
    brukt = serializers.IntegerField(help_text="Bosatte med bosettingsdato i året.")
    brukt_em = serializers.IntegerField()
    bundet = serializers.IntegerField(help_text="Fordelt, akseptert og søkt ut.")
    bundet_em = serializers.IntegerField()
    ledig = serializers.IntegerField(allow_null=True)
    ledig_em = serializers.IntegerField(allow_null=True)


# ---- brev
class Brev(Objekt):
    """Names of private persons stand in the letter only, where reading them is logged."""

    id = serializers.UUIDField(source="uuid")
    tittel = serializers.CharField()
    referanse = serializers.CharField()
    saksnummer = serializers.CharField(help_text="Tomt når brevet ikke gjelder en sak.")
    om_person = serializers.SerializerMethodField()
    mottaker = serializers.SerializerMethodField()
    opprettet = serializers.DateTimeField(source="opprettet_tid")
    sendt = serializers.DateTimeField(source="sendt_tid", allow_null=True)
    tilstand = serializers.ChoiceField(choices=Tilstand.choices)
    status = serializers.SerializerMethodField(help_text="Det samme med ord, slik portalen viser det.")
    har_pdf = serializers.SerializerMethodField()

    def get_om_person(self, brev: Forsendelse) -> bool:
        return brev.slag.startswith(PERSON)

    def get_mottaker(self, brev: Forsendelse) -> str:
        return str(visning.mottaker(brev))

    def get_status(self, brev: Forsendelse) -> str:
        return status.merke(brev).tekst

    def get_har_pdf(self, brev: Forsendelse) -> bool:
        return hasattr(brev, "fil")


# ---- rapporter
class Rapportsporring(Objekt):
    aar = serializers.IntegerField(required=False, help_text="Uten år: det nyeste det finnes tall for.")
    kilde = serializers.ChoiceField(
        choices=[(Kilde.PUBLISERT.value, "Publisert av IMDi"), (Kilde.BEREGNET.value, "Beregnet i IMDinett")],
        required=False,
    )
    omraade = serializers.ChoiceField(choices=[(EGEN, "Egen kommune"), (LANDET, "Hele landet")], default=EGEN)


class Rapportkolonne(Objekt):
    nokkel = serializers.CharField()
    navn = serializers.CharField()
    forklaring = serializers.CharField()


class Rapportrad(Objekt):
    """Decision 20: a hidden number is null, and `skjult` says which and why; null alone is «not registered»."""

    kommunenummer = serializers.CharField(source="nummer")
    kommune = serializers.CharField(source="navn")
    fylke = serializers.CharField()
    tall = serializers.SerializerMethodField()
    skjult = serializers.SerializerMethodField()

    def get_tall(self, rad: Rad) -> dict[str, int | None]:
        return {nokkel: None if celle.skjult else celle.verdi for nokkel, celle in rad.celler.items()}

    def get_skjult(self, rad: Rad) -> dict[str, str]:
        return {nokkel: celle.skjult.value for nokkel, celle in rad.celler.items() if celle.skjult}


class AnmodningVedtak(Objekt):
    aar = serializers.IntegerField()
    kilde = serializers.ChoiceField(choices=[en.value for en in Kilde])
    per_dato = serializers.DateField(allow_null=True, help_text="Når tallene ble publisert.")
    kolonner = Rapportkolonne(many=True)
    rader = Rapportrad(many=True)
