"""Figures that IMDi has published: their own tables, never mixed with what is computed here (decision 27)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
