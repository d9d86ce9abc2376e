import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Kommune
from imdinett.opplasting.querysets import OpplastingQuerySet
from imdinett.opplasting.states import MOVES, Filtilstand


class Opplasting(models.Model):
    """A file from outside. Nobody can open it before the scanner has found it clean (decision 37)."""

    MOVES: ClassVar = MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    # Empty for a file that is read through its owner only, which asks for its own right and logs the look.
    rettighet = models.CharField(max_length=40, blank=True, help_text=_("Retten som trengs for å lese filen."))
    filnavn = models.CharField(_("filnavn"), max_length=200)
    type = models.CharField(_("filtype"), max_length=80)
    storrelse = models.PositiveIntegerField(_("størrelse i byte"))
    sha256 = models.CharField(max_length=64)
    tilstand = models.CharField(_("status"), max_length=8, choices=Filtilstand.choices, default=Filtilstand.VENTER)
    funn = models.CharField(_("funn"), max_length=200, blank=True)
    lastet_opp_tid = models.DateTimeField(_("lastet opp"))
    lastet_opp_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    skannet_tid = models.DateTimeField(_("kontrollert"), null=True)

    objects = OpplastingQuerySet.as_manager()

    class Meta:
        verbose_name = _("opplasting")
        verbose_name_plural = _("opplastinger")
        ordering = ("-lastet_opp_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(tilstand=Filtilstand.VENTER, skannet_tid=None)
                | (~Q(tilstand=Filtilstand.VENTER) & Q(skannet_tid__isnull=False)),
                name="imdinett_opplasting_skannet",
            )
        ]

    def __str__(self) -> str:
        """A closed file's name may say who it is about, so it never slips into an event."""
        return self.filnavn if self.rettighet else str(self.uuid)
