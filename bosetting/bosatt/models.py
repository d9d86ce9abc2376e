from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.bosatt.querysets import BosettingQuerySet
from bosetting.person.models import Sak
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
