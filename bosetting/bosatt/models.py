from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.bosatt.querysets import BosettingQuerySet, MappeinnholdQuerySet
from bosetting.bosatt.states import EM_PLANER, Dokumentslag
from bosetting.person.models import Sak
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from imdinett.kommune.models import Enhet, Kommune
from imdinett.opplasting.models import Opplasting


class Kilde(models.TextChoices):
    KOMMUNE = "kommune", _("kommunen")
    MOTTAK = "mottak", _("mottaket")
    BUFETAT = "bufetat", _("Bufetat")
    IMDI = "imdi", _("IMDi")
    OVERTATT = "overtatt", _("overtatt fra systemet som var før")


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


class Notat(models.Model):
    """A note in the folder, never changed: a new one corrects it and names it (B-092). IMDi's own has no `kommune`."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="notater")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+")
    tekst = models.TextField(_("notat"), max_length=4000)
    retter = models.OneToOneField("self", models.PROTECT, null=True, related_name="rettet_av", verbose_name=_("retter"))
    skrevet_tid = models.DateTimeField(_("skrevet"))
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MappeinnholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("notat")
        verbose_name_plural = _("notater")
        ordering = ("-skrevet_tid", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="bosetting_notat_tekst"),
            models.CheckConstraint(condition=~Q(retter=F("pk")), name="bosetting_notat_retter_annet"),
        ]

    def __str__(self) -> str:
        return str(self.sak)


class Mappedokument(models.Model):
    """A scanned file in the folder, opened through the folder only and closed with it.

    `kommune` or `enhet` says whose it is; what IMDi has put there has neither. Who put it there before the folder
    was opened reads it on the page of its own enhet, for as long as the person lives there.
    """

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="dokumenter")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+")
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, related_name="+", verbose_name=_("lagt inn av"))
    slag = models.CharField(_("slag"), max_length=20, choices=Dokumentslag.choices)
    tittel = models.CharField(_("tittel"), max_length=100)
    dato = models.DateField(_("dokumentets dato"), null=True)
    opplasting = models.OneToOneField(Opplasting, models.PROTECT, related_name="+")

    objects = MappeinnholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument i mappen")
        verbose_name_plural = _("dokumenter i mappen")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(kommune=None) | Q(enhet=None), name="bosetting_mappedokument_en_kilde"),
            models.CheckConstraint(
                condition=~Q(slag__in=sorted(EM_PLANER)) | Q(dato__isnull=False),
                name="bosetting_mappedokument_plan_dato",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sak)


class Onskesvar(models.Model):
    """W-15: how the person's own wishes were weighed. The newest one stands; earlier ones stay."""

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="onskesvar")
    tekst = models.CharField(_("slik er ønsket vurdert"), max_length=500)
    svart_tid = models.DateTimeField(_("svart"))
    svart_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("svar på ønsker")
        verbose_name_plural = _("svar på ønsker")
        ordering = ("-svart_tid", "-pk")
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="bosetting_onskesvar_tekst")]

    def __str__(self) -> str:
        return str(self.sak)
