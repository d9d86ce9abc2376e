"""IMDi asks kommuner for a tidsplan (bosetting.md §8), one row for each that is asked; and IMDi's own plan (W-07)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.tidsplan.querysets import MaanedsplanQuerySet, TidsplansvarQuerySet
from imdinett.kommune.models import Kommune
from imdinett.web import norsk


class Tidsplanforesporsel(models.Model):
    """What IMDi asks about: the weeks from one Monday to another, by when, and why."""

    fra_mandag = models.DateField(_("fra uke"))
    til_mandag = models.DateField(_("til og med uke"))
    frist = models.DateField(_("svarfrist"))
    melding = models.TextField(_("melding til kommunene"), max_length=1000, blank=True)
    sendt_tid = models.DateTimeField(_("sendt"))
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("forespørsel om tidsplan")
        verbose_name_plural = _("forespørsler om tidsplan")
        ordering = ("-sendt_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(til_mandag__gte=F("fra_mandag")), name="bosetting_tidsplanforesporsel_periode"
            ),
            models.CheckConstraint(
                condition=Q(fra_mandag__iso_week_day=1, til_mandag__iso_week_day=1),
                name="bosetting_tidsplanforesporsel_mandag",
            ),
        ]

    def __str__(self) -> str:
        return _("Tidsplan %(nr)s") % {"nr": self.pk}


class Tidsplansvar(models.Model):
    """One kommune that was asked. It says when its plan is ready, and again when it has looked over it anew."""

    foresporsel = models.ForeignKey(
        Tidsplanforesporsel, models.PROTECT, related_name="svar", verbose_name=_("forespørsel")
    )
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    purret_tid = models.DateTimeField(_("sist purret"), null=True)
    besvart_tid = models.DateTimeField(_("besvart"), null=True)
    besvart_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TidsplansvarQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar om tidsplan")
        verbose_name_plural = _("svar om tidsplan")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["foresporsel", "kommune"], name="bosetting_tidsplansvar_en_gang"),
            models.CheckConstraint(
                condition=Q(besvart_tid=None, besvart_av=None) | Q(besvart_tid__isnull=False, besvart_av__isnull=False),
                name="bosetting_tidsplansvar_besvart_av",
            ),
        ]

    def __str__(self) -> str:
        return str(self.foresporsel)


class Maanedsplan(models.Model):
    """W-07: how many persons IMDi expects to be søkt ut in the country in a month. The log keeps what it was before."""

    maaned = models.DateField(_("måned"), unique=True)
    antall = models.PositiveIntegerField(_("ventet søkt ut"))
    merknad = models.CharField(_("merknad"), max_length=300, blank=True)
    endret_tid = models.DateTimeField(_("sist endret"))
    endret_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MaanedsplanQuerySet.as_manager()

    class Meta:
        verbose_name = _("IMDis plan for en måned")
        verbose_name_plural = _("IMDis plan måned for måned")
        ordering = ("maaned",)
        constraints = [
            models.CheckConstraint(condition=Q(maaned__day=1), name="bosetting_maanedsplan_forste_dag"),
        ]

    def __str__(self) -> str:
        return norsk.maaned(self.maaned)
