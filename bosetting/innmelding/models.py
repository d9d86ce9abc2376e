"""What a kommune reports: homes, persons it asks for, room for enslige mindreårige; and its published rule."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.innmelding.querysets import (
    BestemtPersonQuerySet,
    InnmeldingQuerySet,
    KommuneprofilQuerySet,
    SelvbosettingsregelQuerySet,
)
from bosetting.innmelding.states import (
    EM_MOVES,
    MOVES,
    PERSON_MOVES,
    PLASS_MOVES,
    Aldersgruppe,
    Boligtype,
    Filslag,
    Innmeldingstilstand,
    Passer,
    Relasjon,
    Utdanningstilbud,
)
from imdinett.kommune.models import Kommune


class Innmelding(models.Model):
    """What every kind has: who sent it, and what became of it. Never edited, only cancelled (B-082)."""

    MOVES: ClassVar = MOVES

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    tilstand = models.CharField(
        _("status"), max_length=10, choices=Innmeldingstilstand.choices, default=Innmeldingstilstand.SENDT
    )
    sendt_tid = models.DateTimeField(_("sendt"))
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    svar = models.CharField(_("svar fra IMDi"), max_length=500, blank=True)
    behandlet_tid = models.DateTimeField(_("behandlet"), null=True)
    behandlet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kansellert_tid = models.DateTimeField(_("kansellert"), null=True)
    kansellert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = InnmeldingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-sendt_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(behandlet_tid=None, behandlet_av=None)
                | Q(behandlet_tid__isnull=False, behandlet_av__isnull=False),
                name="%(app_label)s_%(class)s_behandlet_av",
            ),
            models.CheckConstraint(
                condition=Q(kansellert_tid=None, kansellert_av=None) & ~Q(tilstand=Innmeldingstilstand.KANSELLERT)
                | Q(
                    kansellert_tid__isnull=False,
                    kansellert_av__isnull=False,
                    tilstand=Innmeldingstilstand.KANSELLERT,
                ),
                name="%(app_label)s_%(class)s_kansellert_av",
            ),
        ]


class Plassinnmelding(Innmelding):
    """B-080: so many persons at most, ready in one week. Those of a week add up (B-081), and bind nobody (B-083)."""

    MOVES: ClassVar = PLASS_MOVES

    maks_antall_personer = models.PositiveSmallIntegerField(_("maks antall personer"))
    uke_aar = models.PositiveSmallIntegerField(_("år"))
    uke = models.PositiveSmallIntegerField(_("klar for bosetting"))

    class Meta(Innmelding.Meta):
        verbose_name = _("antall plasser")
        verbose_name_plural = _("antall plasser")
        indexes = [models.Index(fields=["kommune", "uke_aar", "uke"], name="bosetting_plass_uke")]
        constraints = [
            *Innmelding.Meta.constraints,
            models.CheckConstraint(condition=Q(maks_antall_personer__gt=0), name="bosetting_plassinnmelding_antall"),
            models.CheckConstraint(condition=Q(uke__gte=1, uke__lte=53), name="bosetting_plassinnmelding_uke"),
        ]

    def __str__(self) -> str:
        return _("Plasser %(nr)s") % {"nr": self.pk}


class Bolig(Innmelding):
    """A free home (B-085). IMDi sees it when it chooses a kommune; the kommune sees which household it suits (W-10)."""

    omrade = models.CharField(_("adresse eller område"), max_length=120)
    type = models.CharField(_("type bolig"), max_length=10, choices=Boligtype.choices)
    soverom = models.PositiveSmallIntegerField(_("soverom"))
    maks_personer = models.PositiveSmallIntegerField(_("høyst antall personer"))
    ledig_fra = models.DateField(_("ledig fra"))
    husleie = models.PositiveIntegerField(_("husleie per måned"), null=True, blank=True)
    universell_utforming = models.BooleanField(_("universelt utformet"), default=False)
    passer_for = ArrayField(
        models.CharField(max_length=12, choices=Passer.choices), default=list, verbose_name=_("passer for")
    )
    merknad = models.TextField(_("merknad"), max_length=1000, blank=True)

    class Meta(Innmelding.Meta):
        verbose_name = _("ledig bolig")
        verbose_name_plural = _("ledige boliger")
        indexes = [models.Index(fields=["kommune", "tilstand"], name="bosetting_bolig_ledig")]
        constraints = [
            *Innmelding.Meta.constraints,
            models.CheckConstraint(condition=Q(maks_personer__gt=0), name="bosetting_bolig_maks"),
            models.CheckConstraint(condition=~Q(passer_for=[]), name="bosetting_bolig_passer"),
        ]

    def __str__(self) -> str:
        return _("Bolig %(nr)s") % {"nr": self.pk}


class Boligfil(models.Model):
    """A photo or floor plan: a scanned upload that only the kommune and IMDi can open."""

    bolig = models.ForeignKey(Bolig, models.PROTECT, related_name="filer")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    slag = models.CharField(_("hva filen viser"), max_length=11, choices=Filslag.choices)
    fil = models.OneToOneField("imdinett.Opplasting", models.PROTECT, related_name="+", verbose_name=_("fil"))

    class Meta:
        verbose_name = _("fil om en bolig")
        verbose_name_plural = _("filer om boliger")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.get_slag_display()


class BestemtPerson(Innmelding):
    """A kommune asks for a certain person. What it typed is never held against the register here (T6)."""

    MOVES: ClassVar = PERSON_MOVES

    duf_nummer = models.CharField(_("DUF-nummer"), max_length=12)
    navn = models.CharField(_("navn"), max_length=200)
    relasjon = models.CharField(_("tilknytning"), max_length=13, choices=Relasjon.choices)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=1000)
    bolig_kjent = models.BooleanField(_("boligen er kjent"), default=False)
    avtalt_selvbosetting = models.BooleanField(_("avtalt selvbosetting"), default=False)

    objects = BestemtPersonQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Innmelding.Meta):
        verbose_name = _("bestemt person")
        verbose_name_plural = _("bestemte personer")
        constraints = [
            *Innmelding.Meta.constraints,
            models.CheckConstraint(condition=Q(duf_nummer__regex=r"^\d{12}$"), name="bosetting_bestemtperson_duf"),
        ]

    def __str__(self) -> str:
        # The name never slips into logs or errors by way of str().
        return _("Innmelding %(nr)s") % {"nr": self.pk}


class EmKapasitet(Innmelding):
    """Room for enslige mindreårige from 15 years (B-086); the younger ones are Bufetat's (B-087)."""

    MOVES: ClassVar = EM_MOVES

    antall = models.PositiveSmallIntegerField(_("antall plasser"))
    uke_aar = models.PositiveSmallIntegerField(_("år"))
    uke = models.PositiveSmallIntegerField(_("klar fra uke"))
    aldersgruppe = models.CharField(
        _("aldersgruppe"), max_length=8, choices=Aldersgruppe.choices, default=Aldersgruppe.FRA_15
    )
    dognbemannet = models.BooleanField(_("døgnbemannet"), default=False)
    saerskilte_forhold = models.CharField(_("særskilte forhold"), max_length=300, blank=True)

    class Meta(Innmelding.Meta):
        verbose_name = _("kapasitet for enslige mindreårige")
        verbose_name_plural = _("kapasitet for enslige mindreårige")
        constraints = [
            *Innmelding.Meta.constraints,
            models.CheckConstraint(condition=Q(antall__gt=0), name="bosetting_emkapasitet_antall"),
            models.CheckConstraint(condition=Q(uke__gte=1, uke__lte=53), name="bosetting_emkapasitet_uke"),
            models.CheckConstraint(condition=Q(aldersgruppe=Aldersgruppe.FRA_15), name="bosetting_emkapasitet_fra_15"),
        ]

    def __str__(self) -> str:
        return _("Kapasitet %(nr)s") % {"nr": self.pk}


class Selvbosettingsregel(models.Model):
    """W-17, B-061: one version of the kommune's published rule on avtalt selvbosetting; the newest counts."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="selvbosettingsregler", verbose_name=_("kommune"))
    tillatt = models.BooleanField(_("tillater avtalt selvbosetting"))
    malgrupper = models.TextField(_("målgrupper"), max_length=1000, blank=True)
    kriterier = models.TextField(_("kriterier"), max_length=2000, blank=True)
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SelvbosettingsregelQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel om avtalt selvbosetting")
        verbose_name_plural = _("regler om avtalt selvbosetting")
        ordering = ("-registrert_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(tillatt=False) | ~Q(kriterier=""), name="bosetting_selvbosettingsregel_kriterier"
            )
        ]

    def __str__(self) -> str:
        return str(self.kommune)


class Kommuneprofil(models.Model):
    """W-18: one version of what the kommune says there is of school, health and work; the newest counts."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="profiler", verbose_name=_("kommune"))
    utdanning = ArrayField(
        models.CharField(max_length=12, choices=Utdanningstilbud.choices),
        default=list,
        verbose_name=_("utdanning innenfor dagpendling"),
    )
    sykehus_km = models.PositiveSmallIntegerField(_("kilometer til nærmeste sykehus"))
    yrker = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("yrker det er behov for"))
    arbeidsmarked = models.TextField(_("om arbeidsmarkedet"), max_length=1000, blank=True)
    helsetilbud = models.TextField(_("om helsetilbudet"), max_length=1000, blank=True)
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = KommuneprofilQuerySet.as_manager()

    class Meta:
        verbose_name = _("profil for en kommune")
        verbose_name_plural = _("profiler for kommuner")
        ordering = ("-registrert_tid", "-pk")
        indexes = [models.Index(fields=["kommune", "-registrert_tid"], name="bosetting_kommuneprofil_siste")]

    def __str__(self) -> str:
        return str(self.kommune)
