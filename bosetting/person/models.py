"""Person, husstand, sak: who waits for a kommune, with whom, and how far the case has come."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.querysets import HusstandQuerySet, PersonQuerySet, SakQuerySet
from bosetting.person.states import (
    BUNDET,
    KARTLEGGING_MOVES,
    MOVES,
    UTEN_ADRESSE,
    Avviksslag,
    Gradering,
    Kartleggingstilstand,
    Kategori,
    Kjonn,
    Relasjonstype,
    Sakstilstand,
    Skolegang,
    Tolk,
)
from imdinett.kommune.models import Enhet, Kommune


class Husstand(models.Model):
    """Those who live together and get one offer and one answer (B-032)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(_("husstandsnummer"), max_length=12, unique=True)
    overstyring = models.CharField(_("hvorfor familien deles"), max_length=300, blank=True)
    opprettet_tid = models.DateTimeField(_("opprettet"))

    objects = HusstandQuerySet.as_manager()

    class Meta:
        verbose_name = _("husstand")
        verbose_name_plural = _("husstander")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.nummer


class Person(models.Model):
    """Who somebody is (D3). Read by a kommune only through a sak whose folder is open."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    husstand = models.ForeignKey(Husstand, models.PROTECT, related_name="personer", verbose_name=_("husstand"))
    kommune = models.ForeignKey(
        Kommune, models.PROTECT, null=True, related_name="+", help_text=_("Den kommunen som er tildelt, ellers tom.")
    )
    duf_nummer = models.CharField(
        _("DUF-nummer"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", _("DUF-nummer har 12 sifre."))],
    )
    fodselsnummer = models.CharField(_("fødselsnummer eller D-nummer"), max_length=11, blank=True)
    fornavn = models.CharField(_("fornavn"), max_length=100)
    etternavn = models.CharField(_("etternavn"), max_length=100)
    sokenavn = models.CharField(_("søkeform av navnet"), max_length=450, blank=True, editable=False)
    fodselsdato = models.DateField(_("fødselsdato"))
    kjonn = models.CharField(_("kjønn"), max_length=6, choices=Kjonn.choices)
    statsborgerskap = models.CharField(_("statsborgerskap"), max_length=60)
    gradering = models.CharField(
        _("adressebeskyttelse"), max_length=30, choices=Gradering.choices, default=Gradering.INGEN
    )
    adresse = models.CharField(_("adresse nå"), max_length=120, blank=True)
    postnummer = models.CharField(_("postnummer"), max_length=4, blank=True)
    poststed = models.CharField(_("poststed"), max_length=40, blank=True)
    bosted_fra = models.DateField(_("bor der fra"), null=True)
    kontakt_navn = models.CharField(_("kontaktperson der personen bor"), max_length=100, blank=True)
    kontakt_telefon = models.CharField(_("telefon til kontaktpersonen"), max_length=20, blank=True)
    representant_navn = models.CharField(_("representant"), max_length=100, blank=True)
    representant_adresse = models.CharField(_("representantens adresse"), max_length=120, blank=True)
    representant_postnummer = models.CharField(_("representantens postnummer"), max_length=4, blank=True)
    representant_poststed = models.CharField(_("representantens poststed"), max_length=40, blank=True)
    opprettet_tid = models.DateTimeField(_("registrert"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ("etternavn", "fornavn", "pk")
        # Everybody's lists leave these out, and they are few.
        indexes = [
            models.Index(fields=["id"], condition=~Q(gradering=Gradering.INGEN), name="bosetting_person_skjermet")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(duf_nummer__regex=r"^\d{12}$"), name="bosetting_person_duf"),
            models.CheckConstraint(
                condition=~Q(gradering__in=UTEN_ADRESSE) | Q(adresse="", postnummer="", poststed=""),
                name="bosetting_person_uten_adresse",
            ),
            models.CheckConstraint(
                condition=~Q(gradering__in=UTEN_ADRESSE) | Q(kontakt_navn="", kontakt_telefon=""),
                name="bosetting_person_uten_kontakt",
            ),
        ]

    def __str__(self) -> str:
        # The name never slips into logs or errors by way of str().
        return str(self.uuid)

    @property
    def navn(self) -> str:
        return f"{self.fornavn} {self.etternavn}"

    @property
    def er_skjermet(self) -> bool:
        return self.gradering != Gradering.INGEN


class Familierelasjon(models.Model):
    """`slektning` is the `type` of `person`; each relation is stored once in each direction."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="slekt")
    slektning = models.ForeignKey(Person, models.CASCADE, related_name="+")
    type = models.CharField(_("slektskap"), max_length=10, choices=Relasjonstype.choices)

    class Meta:
        verbose_name = _("familierelasjon")
        verbose_name_plural = _("familierelasjoner")
        constraints = [
            models.UniqueConstraint(fields=["person", "slektning"], name="bosetting_familierelasjon_par"),
            models.CheckConstraint(condition=~Q(person=F("slektning")), name="bosetting_familierelasjon_to"),
        ]

    def __str__(self) -> str:
        return self.get_type_display()


class Sak(models.Model):
    """The settlement case of one person. `kommune` is empty until the person is put before one."""

    MOVES: ClassVar = MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(_("saksnummer"), max_length=12, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="sak", verbose_name=_("person"))
    husstand = models.ForeignKey(Husstand, models.PROTECT, related_name="saker", verbose_name=_("husstand"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    tilstand = models.CharField(
        _("status"), max_length=16, choices=Sakstilstand.choices, default=Sakstilstand.REGISTRERT
    )
    kategori = models.CharField(_("kategori"), max_length=22, choices=Kategori.choices)
    er_em = models.BooleanField(_("enslig mindreårig"), default=False)
    er_folgeperson = models.BooleanField(_("følgeperson"), default=False)
    mottak = models.ForeignKey(Enhet, models.PROTECT, null=True, related_name="+", verbose_name=_("mottak"))
    amot_kommune = models.ForeignKey(
        Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommunen som huser (AMOT)")
    )
    plassaar = models.PositiveSmallIntegerField(_("plassår"), null=True)
    tillatelse_type = models.CharField(_("tillatelse"), max_length=60, blank=True)
    tillatelse_dato = models.DateField(_("tillatelse gitt"), null=True)
    tillatelse_meldt_dato = models.DateField(_("fikk vite om tillatelsen"), null=True)
    tillatelse_gyldig_til = models.DateField(_("tillatelsen er gyldig til"), null=True)
    kollektiv_beskyttelse = models.BooleanField(_("kollektiv beskyttelse"), default=False)
    tidligst_ankomst = models.DateField(_("tidligst mulig ankomst"), null=True)
    innreisefrist = models.DateField(_("innreisefrist"), null=True)
    klar_tid = models.DateTimeField(_("bosettingsklar"), null=True)
    utsokingsdato = models.DateField(_("utsøkingsdato"), null=True)
    bosettingsuke_aar = models.PositiveSmallIntegerField(null=True)
    bosettingsuke = models.PositiveSmallIntegerField(_("bosettingsuke"), null=True)
    bosettingsdato = models.DateField(_("bosettingsdato"), null=True)
    avsluttet_grunn = models.CharField(_("avsluttet fordi"), max_length=200, blank=True)
    ansvarlig = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opprettet_tid = models.DateTimeField(_("opprettet"))
    versjon = models.PositiveIntegerField(default=1)

    objects = SakQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["kommune", "tilstand", "plassaar"], name="bosetting_sak_plass"),
            models.Index(fields=["tilstand", "klar_tid"], name="bosetting_sak_ko"),
            models.Index(fields=["kommune", "bosettingsdato"], name="bosetting_sak_bosatt"),
            # The country in a year, and the first year there is.
            models.Index(fields=["bosettingsdato"], name="bosetting_sak_bosettingsdato"),
            models.Index(fields=["utsokingsdato"], name="bosetting_sak_utsokingsdato"),
            models.Index(fields=["tillatelse_dato"], name="bosetting_sak_tillatelse"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tilstand__in=BUNDET) | Q(kommune__isnull=False, plassaar__isnull=False),
                name="bosetting_sak_bundet_har_kommune",
            ),
            models.CheckConstraint(
                condition=Q(bosettingsdato=None)
                | Q(utsokingsdato__isnull=False, bosettingsdato__gte=F("utsokingsdato")),
                name="bosetting_sak_dato_etter_utsoking",
            ),
            models.CheckConstraint(
                condition=Q(bosettingsuke=None) | Q(bosettingsuke__gte=1, bosettingsuke__lte=53),
                name="bosetting_sak_uke",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Sakstilstand.BOSATT) | Q(bosettingsdato__isnull=False),
                name="bosetting_sak_bosatt_har_dato",
            ),
            models.CheckConstraint(
                condition=Q(tillatelse_gyldig_til=None)
                | Q(tillatelse_dato__isnull=False, tillatelse_gyldig_til__gt=F("tillatelse_dato")),
                name="bosetting_sak_gyldig_etter_gitt",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer


class Kartlegging(models.Model):
    """What the bosettingssamtale found. A kommune sees it without identity before its answer (B-034)."""

    MOVES: ClassVar = KARTLEGGING_MOVES

    sak = models.OneToOneField(Sak, models.PROTECT, related_name="kartlegging")
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Kartleggingstilstand.choices, default=Kartleggingstilstand.SENDT
    )
    samtale_dato = models.DateField(_("bosettingssamtale holdt"), null=True)
    soknad_dato = models.DateField(_("søknad mottatt"), null=True, help_text=_("For privatboende."))
    morsmaal = models.CharField(_("morsmål"), max_length=40)
    tolkesprak = models.CharField(_("tolkespråk"), max_length=40, blank=True)
    tolk = models.CharField(_("tolk i samtalen"), max_length=8, choices=Tolk.choices, blank=True)
    andre_sprak = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("andre språk"))
    skolegang = models.CharField(_("skolegang"), max_length=12, choices=Skolegang.choices, blank=True)
    utdanning = models.CharField(_("utdanning"), max_length=120, blank=True)
    yrke = models.CharField(_("yrke"), max_length=120, blank=True)
    arbeidserfaring = models.CharField(_("arbeidserfaring"), max_length=300, blank=True)
    planer = models.CharField(_("planer for arbeid eller utdanning"), max_length=300, blank=True)
    aktiviteter = models.CharField(_("aktiviteter"), max_length=300, blank=True)
    interesser = models.CharField(_("interesser"), max_length=300, blank=True)
    merknad = models.CharField(_("merknader til kompetansen"), max_length=600, blank=True)
    tilretteleggingsbehov = models.CharField(_("tilretteleggingsbehov"), max_length=300, blank=True)
    behov_for_helsetjenester = models.CharField(_("behov for helsetjenester"), max_length=300, blank=True)
    helse_samtykke = models.BooleanField(_("samtykke til helseopplysninger"), default=False)
    saerlige_forhold = models.CharField(_("særlig sensitive opplysninger"), max_length=300, blank=True)
    saerlige_forhold_grunn = models.CharField(_("hvorfor de trengs"), max_length=200, blank=True)
    onsker = models.CharField(_("egne ønsker"), max_length=300, blank=True)
    nettverk = models.CharField(_("familie og nettverk i Norge"), max_length=300, blank=True)
    kjaledyr = models.BooleanField(_("har kjæledyr"), default=False)
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returnert_tid = models.DateTimeField(_("sendt tilbake"), null=True)
    returnert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returnert_tekst = models.CharField(_("hva som mangler"), max_length=300, blank=True)
    godkjent_tid = models.DateTimeField(_("godkjent"), null=True)
    godkjent_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kartlegging")
        verbose_name_plural = _("kartlegginger")
        constraints = [
            models.CheckConstraint(
                condition=Q(godkjent_tid=None, godkjent_av=None)
                | Q(godkjent_tid__isnull=False, godkjent_av__isnull=False),
                name="bosetting_kartlegging_godkjent_av",
            ),
            models.CheckConstraint(
                condition=Q(behov_for_helsetjenester="") | Q(helse_samtykke=True),
                name="bosetting_kartlegging_helse_samtykke",
            ),
            models.CheckConstraint(
                condition=Q(saerlige_forhold="") | ~Q(saerlige_forhold_grunn=""),
                name="bosetting_kartlegging_saerlige_grunn",
            ),
            models.CheckConstraint(
                condition=Q(returnert_tid=None, returnert_av=None)
                | Q(returnert_tid__isnull=False, returnert_av__isnull=False),
                name="bosetting_kartlegging_returnert_av",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Kartleggingstilstand.GODKJENT) | Q(godkjent_tid__isnull=False),
                name="bosetting_kartlegging_godkjent_har_tid",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sak)


class Avvik(models.Model):
    """A recorded inconsistency; while it is open the kommune cannot register a bosettingsdato (B-048)."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="avvik")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+")
    slag = models.CharField(_("slag"), max_length=16, choices=Avviksslag.choices, default=Avviksslag.ANNET)
    beskrivelse = models.CharField(_("beskrivelse"), max_length=300)
    ansvarlig = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    aapnet_tid = models.DateTimeField(_("åpnet"))
    aapnet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lukket_tid = models.DateTimeField(_("lukket"), null=True)
    lukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lukket_grunn = models.CharField(_("hva som er gjort"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("avvik")
        verbose_name_plural = _("avvik")
        ordering = ("-aapnet_tid",)
        constraints = [
            models.CheckConstraint(
                condition=Q(lukket_tid=None, lukket_av=None) | Q(lukket_tid__isnull=False, lukket_av__isnull=False),
                name="bosetting_avvik_lukket_av",
            )
        ]

    def __str__(self) -> str:
        # What is written of a person never slips into logs or events by way of str().
        return self.get_slag_display()
