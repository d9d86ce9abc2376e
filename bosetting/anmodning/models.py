"""IMDi's yearly request, the kommune's decision, and the row that guards its places."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.anmodning.querysets import (
    SENDT_UT,
    AnmodningQuerySet,
    KommunevedtakQuerySet,
    PlassendringQuerySet,
)
from bosetting.anmodning.states import (
    ANMODNING_MOVES,
    PLASSENDRING_MOVES,
    RUNDE_MOVES,
    VEDTAK_MOVES,
    Anmodningstilstand,
    Onske,
    Part,
    Plassendringsslag,
    Plassendringstilstand,
    Rundetilstand,
    Rundetype,
    Vedtakstilstand,
)
from imdinett.kommune.models import Kommune


class Anmodningsrunde(models.Model):
    """One round of requests for a year. A later round for the same year supersedes kommune by kommune (B-010)."""

    MOVES: ClassVar = RUNDE_MOVES

    aar = models.PositiveSmallIntegerField(_("år"))
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    type = models.CharField(_("type"), max_length=8, choices=Rundetype.choices, default=Rundetype.ORDINAR)
    behov = models.PositiveIntegerField(_("nasjonalt behov"))
    behov_em = models.PositiveIntegerField(_("herav enslige mindreårige"), default=0)
    frist = models.DateField(_("svarfrist"))
    kriterier = models.TextField(_("kriterier i brevet, bokmål"), max_length=4000)
    kriterier_nn = models.TextField(_("kriterier i brevet, nynorsk"), max_length=4000, blank=True)
    tilstand = models.CharField(_("status"), max_length=8, choices=Rundetilstand.choices, default=Rundetilstand.UTKAST)
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sendt_tid = models.DateTimeField(_("sendt"), null=True)
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    endret_nr = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("anmodningsrunde")
        verbose_name_plural = _("anmodningsrunder")
        ordering = ("-aar", "-versjon")
        constraints = [
            models.UniqueConstraint(fields=["aar", "versjon"], name="bosetting_anmodningsrunde_versjon"),
            models.CheckConstraint(condition=Q(behov_em__lte=F("behov")), name="bosetting_anmodningsrunde_em"),
            models.CheckConstraint(
                condition=Q(sendt_tid=None, sendt_av=None) | Q(sendt_tid__isnull=False, sendt_av__isnull=False),
                name="bosetting_anmodningsrunde_sendt_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aar}-{self.versjon}"


class Anmodning(models.Model):
    """What one kommune is asked for in a year (B-011, B-013)."""

    MOVES: ClassVar = ANMODNING_MOVES

    runde = models.ForeignKey(Anmodningsrunde, models.PROTECT, related_name="anmodninger")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="anmodninger", verbose_name=_("kommune"))
    aar = models.PositiveSmallIntegerField(_("år"))
    antall = models.PositiveIntegerField(_("anmodet"))
    herav_em = models.PositiveIntegerField(_("herav enslige mindreårige"), default=0)
    begrunnelse = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Anmodningstilstand.choices, default=Anmodningstilstand.UTKAST
    )
    purret_tid = models.DateTimeField(_("sist purret"), null=True)

    objects = AnmodningQuerySet.as_manager()

    class Meta:
        verbose_name = _("anmodning")
        verbose_name_plural = _("anmodninger")
        ordering = ("-aar", "kommune__sortering", "-runde__versjon")
        constraints = [
            models.UniqueConstraint(fields=["runde", "kommune"], name="bosetting_anmodning_en_per_runde"),
            models.UniqueConstraint(
                fields=["kommune", "aar"],
                condition=Q(tilstand__in=SENDT_UT),
                name="bosetting_anmodning_en_gjeldende",
            ),
            models.CheckConstraint(condition=Q(herav_em__lte=F("antall")), name="bosetting_anmodning_em"),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} {self.aar}"


class Kommunevedtak(models.Model):
    """The kommune's own decision (B-020–B-026). 0 means no; no row means nothing registered."""

    MOVES: ClassVar = VEDTAK_MOVES

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="kommunevedtak", verbose_name=_("kommune"))
    aar = models.PositiveSmallIntegerField(_("år"))
    anmodning = models.ForeignKey(
        Anmodning, models.PROTECT, null=True, related_name="kommunevedtak", verbose_name=_("svar på anmodning")
    )
    antall = models.PositiveIntegerField(_("vedtatt antall"))
    herav_em = models.PositiveIntegerField(_("herav enslige mindreårige"), default=0)
    vedtaksdato = models.DateField(_("dato for vedtaket"))
    dokument = models.ForeignKey(
        "imdinett.Opplasting", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokument")
    )
    merknad = models.TextField(_("merknad"), max_length=1000, blank=True)
    onsker = ArrayField(
        models.CharField(max_length=20, choices=Onske.choices),
        default=list,
        blank=True,
        verbose_name=_("ønsker og kapasitet"),
        help_text=_("Binder ingen (B-023)."),
    )
    tilstand = models.CharField(
        _("status"), max_length=10, choices=Vedtakstilstand.choices, default=Vedtakstilstand.REGISTRERT
    )
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    godkjent_tid = models.DateTimeField(_("godkjent"), null=True)
    godkjent_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    versjon = models.PositiveIntegerField(default=1)

    objects = KommunevedtakQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommunens vedtak")
        verbose_name_plural = _("kommunenes vedtak")
        ordering = ("-aar", "-registrert_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "aar"],
                condition=Q(tilstand=Vedtakstilstand.GODKJENT),
                name="bosetting_kommunevedtak_ett_gjeldende",
            ),
            models.CheckConstraint(condition=Q(herav_em__lte=F("antall")), name="bosetting_kommunevedtak_em"),
            models.CheckConstraint(
                condition=Q(godkjent_tid=None, godkjent_av=None)
                | Q(godkjent_tid__isnull=False, godkjent_av__isnull=False),
                name="bosetting_kommunevedtak_godkjent_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} {self.aar}"


class Plassendring(models.Model):
    """B-027: EM places become ordinary ones or go to the next year, when kommune and IMDi have both said yes."""

    MOVES: ClassVar = PLASSENDRING_MOVES

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="plassendringer", verbose_name=_("kommune"))
    aar = models.PositiveSmallIntegerField(_("år"))
    slag = models.CharField(_("endring"), max_length=9, choices=Plassendringsslag.choices)
    antall = models.PositiveIntegerField(_("antall plasser"))
    begrunnelse = models.CharField(_("begrunnelse"), max_length=300)
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Plassendringstilstand.choices, default=Plassendringstilstand.FORESLATT
    )
    foreslatt_part = models.CharField(_("foreslått av"), max_length=7, choices=Part.choices)
    foreslatt_tid = models.DateTimeField(_("foreslått"))
    foreslatt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    avgjort_tid = models.DateTimeField(_("avgjort"), null=True)
    avgjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PlassendringQuerySet.as_manager()

    class Meta:
        verbose_name = _("endring av plasser for enslige mindreårige")
        verbose_name_plural = _("endringer av plasser for enslige mindreårige")
        ordering = ("-foreslatt_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "aar"],
                condition=Q(tilstand=Plassendringstilstand.FORESLATT),
                name="bosetting_plassendring_ett_forslag",
            ),
            models.CheckConstraint(condition=Q(antall__gt=0), name="bosetting_plassendring_antall"),
            models.CheckConstraint(
                condition=Q(tilstand=Plassendringstilstand.FORESLATT, avgjort_tid=None, avgjort_av=None)
                | ~Q(tilstand=Plassendringstilstand.FORESLATT) & Q(avgjort_tid__isnull=False, avgjort_av__isnull=False),
                name="bosetting_plassendring_avgjort_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} {self.aar}"


class Plassbok(models.Model):
    """One row per kommune and year: locked while places are bound, so that the last one is given once."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    aar = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("plassbok")
        verbose_name_plural = _("plassbøker")
        constraints = [models.UniqueConstraint(fields=["kommune", "aar"], name="bosetting_plassbok_en")]

    def __str__(self) -> str:
        return f"{self.kommune} {self.aar}"
