import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Sok(models.Model):
    """What somebody searched for, under an id that tells nothing: the terms never stand in an address (ui.md 4)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tekst = models.CharField(_("søketekst"), max_length=100)
    ip = models.GenericIPAddressField(null=True)
    tid = models.DateTimeField(_("søkt"), db_index=True)

    class Meta:
        verbose_name = _("søk")
        verbose_name_plural = _("søk")
        ordering = ("-tid", "-pk")

    def __str__(self) -> str:
        return str(self.uuid)
