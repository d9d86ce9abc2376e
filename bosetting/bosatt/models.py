from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.bosatt.querysets import BosettingQuerySet, ImportradQuerySet
from bosetting.person.models import Sak
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from imdinett.kommune.models import Kommune


class Kilde(models.TextChoices):
    KOMMUNE = "kommune", _("kommunen")
    MOTTAK = "mottak", _("mottaket")
    BUFETAT = "bufetat", _("Bufetat")
    IMDI = "imdi", _("IMDi")


class Bosetting(models.Model):
    """A bosettingsdato as it was registered. A correction is a new row that names the old one (B-047)."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="bosettinger")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    bosettingsdato = models.DateField(_("bosettingsdato"))
    kilde = models.CharField(_("registrert av"), max_length=8, choices=Kilde.choices)
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    grunn = models.CharField(_("begrunnelse for rettingen"), max_length=300, blank=True)
    gjelder = models.BooleanField(_("gjelder"), default=True)
    opphevet_tid = models.DateTimeField(_("opphevet"), null=True)

    objects = BosettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bosetting")
        verbose_name_plural = _("bosettinger")
        ordering = ("-registrert_tid", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["sak"], condition=Q(gjelder=True), name="bosetting_bosetting_en_gjeldende"),
            models.CheckConstraint(
                condition=Q(gjelder=True, opphevet_tid=None) | Q(gjelder=False, opphevet_tid__isnull=False),
                name="bosetting_bosetting_opphevet",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sak)


class Avslutning(models.Model):
    """Why a case ended, and what held until then: the grant module reads it (W-05).

    Somebody who left Norway before an address was registered has no grant case; the row says so in `grunn`.
    """

    sak = models.OneToOneField(Sak, models.PROTECT, related_name="avslutning", verbose_name=_("sak"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    fra_tilstand = models.CharField(_("status før"), max_length=16, choices=Sakstilstand.choices)
    grunn = models.CharField(_("grunn"), max_length=20, choices=Avslutningsgrunn.choices)
    dato = models.DateField(_("dato"), null=True)
    bosettingsdato = models.DateField(_("bosettingsdato"), null=True)
    merknad = models.CharField(_("merknad"), max_length=300, blank=True)
    avsluttet_tid = models.DateTimeField(_("avsluttet"))
    avsluttet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("avslutning")
        verbose_name_plural = _("avslutninger")
        ordering = ("-avsluttet_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(grunn=Avslutningsgrunn.REIST_FOR_ADRESSE)
                | Q(bosettingsdato__isnull=False, dato__isnull=False, kommune__isnull=False),
                name="bosetting_avslutning_reist_for_adresse",
            )
        ]

    def __str__(self) -> str:
        return str(self.sak)


class Datoimport(models.Model):
    """One file of bosettingsdatoer from mottak, and what became of its rows."""

    filnavn = models.CharField(_("fil"), max_length=200)
    sha256 = models.CharField(max_length=64)
    kjort_tid = models.DateTimeField(_("lest inn"))
    kjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    antall_inn = models.PositiveIntegerField(_("registrert"), default=0)
    antall_kjent = models.PositiveIntegerField(_("kjent fra før"), default=0)
    antall_avvist = models.PositiveIntegerField(_("avvist"), default=0)

    class Meta:
        verbose_name = _("import av bosettingsdatoer")
        verbose_name_plural = _("importer av bosettingsdatoer")
        ordering = ("-kjort_tid", "-pk")

    def __str__(self) -> str:
        return self.filnavn


class Importrad(models.Model):
    """A row that was refused, with line and reason, until somebody has dealt with it."""

    kjoring = models.ForeignKey(Datoimport, models.PROTECT, related_name="avviste")
    linje = models.PositiveIntegerField(_("linje"))
    innhold = models.JSONField(_("innhold"), default=dict)
    grunn = models.CharField(_("hvorfor avvist"), max_length=300)
    behandlet_tid = models.DateTimeField(_("behandlet"), null=True)
    behandlet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ImportradQuerySet.as_manager()

    class Meta:
        verbose_name = _("avvist rad")
        verbose_name_plural = _("avviste rader")
        ordering = ("kjoring", "linje")
        constraints = [
            models.CheckConstraint(
                condition=Q(behandlet_tid=None, behandlet_av=None)
                | Q(behandlet_tid__isnull=False, behandlet_av__isnull=False),
                name="bosetting_importrad_behandlet_av",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kjoring} {self.linje}"
