from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Husstand
from bosetting.soknad.states import GJELDER, MOVES, Soknadstilstand


class Privatsoknad(models.Model):
    """A household that lives outside mottak asks for settlement with public help. Typed by IMDi."""

    MOVES: ClassVar = MOVES

    husstand = models.ForeignKey(Husstand, models.PROTECT, related_name="soknader", verbose_name=_("husstand"))
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Soknadstilstand.choices, default=Soknadstilstand.MOTTATT
    )
    mottatt_dato = models.DateField(_("mottatt"))
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    behandlet_tid = models.DateTimeField(_("behandlet"), null=True)
    behandlet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("søknad fra privatboende")
        verbose_name_plural = _("søknader fra privatboende")
        ordering = ("mottatt_dato", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["husstand"], condition=Q(tilstand__in=GJELDER), name="bosetting_privatsoknad_en_gjelder"
            ),
            models.CheckConstraint(
                condition=Q(behandlet_tid=None, behandlet_av=None)
                | Q(behandlet_tid__isnull=False, behandlet_av__isnull=False),
                name="bosetting_privatsoknad_behandlet_av",
            ),
        ]

    def __str__(self) -> str:
        return str(self.husstand)
