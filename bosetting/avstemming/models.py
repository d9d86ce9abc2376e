"""Kommune and IMDi go through the number of settled per quarter (W-02): who was asked, and what was answered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.avstemming.kvartal import Kvartal
from bosetting.avstemming.querysets import AvstemmingssvarQuerySet
from imdinett.henvendelse.models import Henvendelse
from imdinett.kommune.models import Kommune


class Avstemming(models.Model):
    """One quarter of one kommune: made when it answers or is reminded, for every kommune is asked."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    aar = models.PositiveSmallIntegerField(_("år"))
    nr = models.PositiveSmallIntegerField(_("kvartal"))
    purret_tid = models.DateTimeField(_("sist purret"), null=True)

    class Meta:
        verbose_name = _("avstemming")
        verbose_name_plural = _("avstemminger")
        ordering = ("-aar", "-nr", "pk")
        constraints = [
            models.UniqueConstraint(fields=["kommune", "aar", "nr"], name="bosetting_avstemming_en"),
            models.CheckConstraint(condition=Q(nr__gte=1, nr__lte=4), name="bosetting_avstemming_kvartal"),
        ]

    def __str__(self) -> str:
        return str(self.periode)

    @property
    def periode(self) -> Kvartal:
        return Kvartal(self.aar, self.nr)


class Avstemmingssvar(models.Model):
    """What the kommune answered, with the register's numbers as they were then. A new answer is a new row.

    `avtrykk` tells whether the register has changed since; `egne` are the kommune's numbers where they differ.
    """

    avstemming = models.ForeignKey(Avstemming, models.PROTECT, related_name="svar", verbose_name=_("avstemming"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    bosatt = ArrayField(models.PositiveIntegerField(), size=3, verbose_name=_("bosatt per måned i registeret"))
    uten_dato = models.PositiveIntegerField(_("søkt ut uten bosettingsdato"))
    apne_avvik = models.PositiveIntegerField(_("åpne avvik"))
    avtrykk = models.CharField(max_length=64)
    egne = ArrayField(models.PositiveIntegerField(), size=3, null=True, verbose_name=_("kommunens tall per måned"))
    grunn = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    henvendelse = models.ForeignKey(
        Henvendelse, models.PROTECT, null=True, related_name="+", verbose_name=_("henvendelse")
    )
    svart_tid = models.DateTimeField(_("svart"))
    svart_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gjelder = models.BooleanField(_("gjelder"), default=True)

    objects = AvstemmingssvarQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar på avstemming")
        verbose_name_plural = _("svar på avstemming")
        ordering = ("-svart_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["avstemming"], condition=Q(gjelder=True), name="bosetting_avstemmingssvar_ett_gjeldende"
            ),
            models.CheckConstraint(
                condition=Q(egne=None, grunn="") | (Q(egne__isnull=False) & ~Q(grunn="")),
                name="bosetting_avstemmingssvar_begrunnet",
            ),
        ]

    def __str__(self) -> str:
        return str(self.avstemming)

    @property
    def stemmer(self) -> bool:
        return self.egne is None
