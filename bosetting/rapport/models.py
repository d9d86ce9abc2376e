"""Figures that IMDi has published (decision 27): their own tables. And the long reports that the worker makes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bosetting.rapport.querysets import RapportfilQuerySet
from bosetting.rapport.states import MOVES, Filtilstand
from imdinett.kommune.models import Kommune


class Vedtakstatus(models.TextChoices):
    VEDTATT = "vedtatt", _("vedtatt")
    AVVENTER = "avventer_vedtak", _("avventer vedtak")
    UTEN = "ikke_anmodet_eller_uten_vedtak", _("ikke anmodet eller uten vedtak")
    MANGLER = "mangler_i_kilden", _("mangler i kilden")


class PublisertTall(models.Model):
    """One kommune's row in one year. `…_skjult`: the source has a figure and withheld it (`:`)."""

    aar = models.PositiveSmallIntegerField(_("år"))
    per_dato = models.DateField(_("per dato"), null=True)
    kommunenummer = models.CharField(_("kommunenummer det året"), max_length=4)
    navn = models.CharField(_("navn i kilden"), max_length=60)
    fylke = models.CharField(_("fylke i kilden"), max_length=40)
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="publiserte_tall")
    anmodet = models.PositiveIntegerField(_("anmodet"), null=True)
    vedtatt = models.PositiveIntegerField(_("vedtatt"), null=True)
    vedtak_status = models.CharField(max_length=32, choices=Vedtakstatus.choices, blank=True)
    bosatt = models.PositiveIntegerField(_("bosatt"), null=True)
    bosatt_skjult = models.BooleanField(default=False)
    bosatt_kollektiv = models.PositiveIntegerField(_("herav med kollektiv beskyttelse"), null=True)
    bosatt_kollektiv_skjult = models.BooleanField(default=False)
    avtalt = models.PositiveIntegerField(_("avtalt, ikke bosatt"), null=True)
    avtalt_skjult = models.BooleanField(default=False)
    avtalt_kollektiv = models.PositiveIntegerField(null=True)
    avtalt_kollektiv_skjult = models.BooleanField(default=False)
    em_anmodet = models.PositiveIntegerField(null=True)
    bosatt_em = models.PositiveIntegerField(null=True)
    bosatt_em_skjult = models.BooleanField(default=False)
    merknad = models.CharField(max_length=300, blank=True)
    kilde = models.CharField(_("kilde"), max_length=20)

    class Meta:
        verbose_name = _("publisert tall")
        verbose_name_plural = _("publiserte tall")
        ordering = ("aar", "kommunenummer")
        constraints = [
            models.UniqueConstraint(fields=["aar", "kommunenummer"], name="bosetting_publiserttall_en"),
        ]

    def __str__(self) -> str:
        return f"{self.aar} {self.kommunenummer}"


class PublisertNasjonalt(models.Model):
    """The totals that the source itself prints beside the rows."""

    aar = models.PositiveSmallIntegerField(_("år"), unique=True)
    per_dato = models.DateField(_("per dato"), null=True)
    anmodet = models.PositiveIntegerField(null=True)
    kommuner_anmodet = models.PositiveIntegerField(null=True)
    vedtatt = models.PositiveIntegerField(null=True)
    kommuner_vedtak = models.PositiveIntegerField(null=True)
    bosatt = models.PositiveIntegerField(null=True)
    bosatt_kollektiv = models.PositiveIntegerField(null=True)
    avtalt_ikke_bosatt = models.PositiveIntegerField(null=True)
    avtalt_kollektiv = models.PositiveIntegerField(null=True)
    merknad = models.CharField(max_length=300, blank=True)
    kilde = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("publisert landstall")
        verbose_name_plural = _("publiserte landstall")
        ordering = ("aar",)

    def __str__(self) -> str:
        return str(self.aar)


class Rapportfil(models.Model):
    """A report or a list of persons too long to wait for. `person_ider` are those in it, so that it can be taken away.

    `adresse` is the list with its filters; empty when it is a report.
    """

    MOVES: ClassVar = MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rapport = models.CharField(_("rapport"), max_length=30)
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    aar = models.PositiveSmallIntegerField(_("år"), null=True)
    adresse = models.CharField(_("listen den er laget av"), max_length=600, blank=True)
    format = models.CharField(_("format"), max_length=10)
    formaal = models.CharField(_("formål"), max_length=200, blank=True)
    tilstand = models.CharField(_("status"), max_length=8, choices=Filtilstand.choices, default=Filtilstand.VENTER)
    bestilt_tid = models.DateTimeField(_("bestilt"))
    bestilt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rader = models.PositiveIntegerField(_("rader i alt"), default=0)
    ferdige_rader = models.PositiveIntegerField(_("rader skrevet"), default=0)
    sist_rad_tid = models.DateTimeField(null=True)
    filnavn = models.CharField(_("filnavn"), max_length=120, blank=True)
    person_ider = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = RapportfilQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapportfil")
        verbose_name_plural = _("rapportfiler")
        ordering = ("-bestilt_tid", "-pk")

    def __str__(self) -> str:
        return f"{self.rapport} {timezone.localtime(self.bestilt_tid):%d.%m.%Y %H.%M}"


class Rapportbit(models.Model):
    """A piece of the file, so that neither writing nor sending it holds the whole in memory."""

    fil = models.ForeignKey(Rapportfil, models.CASCADE, related_name="biter")
    nr = models.PositiveIntegerField()
    innhold = models.BinaryField()

    class Meta:
        verbose_name = _("bit av rapportfil")
        verbose_name_plural = _("biter av rapportfiler")
        ordering = ("fil", "nr")
        constraints = [models.UniqueConstraint(fields=["fil", "nr"], name="bosetting_rapportbit_nr")]

    def __str__(self) -> str:
        return f"{self.fil_id} {self.nr}"
