from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Sak
from bosetting.vedtak.querysets import BosettingsvedtakQuerySet
from bosetting.vedtak.states import MOVES, Bosettingsvedtakstilstand
from imdinett.kommune.models import Kommune


class Bosettingsvedtak(models.Model):
    """IMDi's decision on one person (B-041). One in force at a time (B-055)."""

    MOVES: ClassVar = MOVES

    sak = models.ForeignKey(Sak, models.PROTECT, related_name="vedtak")
    linje = models.OneToOneField(Fordelingslinje, models.PROTECT, related_name="vedtak")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    utsokingsdato = models.DateField(_("utsøkingsdato"))
    tilstand = models.CharField(
        _("status"),
        max_length=8,
        choices=Bosettingsvedtakstilstand.choices,
        default=Bosettingsvedtakstilstand.GJELDER,
    )
    fattet_tid = models.DateTimeField(_("fattet"))
    fattet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opphevet_tid = models.DateTimeField(_("opphevet"), null=True)
    opphevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opphevet_grunn = models.CharField(_("hvorfor opphevet"), max_length=300, blank=True)

    objects = BosettingsvedtakQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedtak om bosetting")
        verbose_name_plural = _("vedtak om bosetting")
        ordering = ("-fattet_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["sak"],
                condition=Q(tilstand=Bosettingsvedtakstilstand.GJELDER),
                name="bosetting_vedtak_ett_gjeldende",
            ),
            models.CheckConstraint(
                condition=Q(opphevet_tid=None, opphevet_av=None)
                | Q(opphevet_tid__isnull=False, opphevet_av__isnull=False),
                name="bosetting_vedtak_opphevet_av",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sak)
