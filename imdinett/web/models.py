from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from imdinett.web.querysets import EngangsnokkelQuerySet, UttakQuerySet


class Engangsnokkel(models.Model):
    """A form that was sent: the same key again gives the first answer, not a second act."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    nokkel = models.UUIDField()
    tid = models.DateTimeField()
    videre_til = models.CharField(max_length=500, blank=True)

    objects = EngangsnokkelQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bruker", "nokkel"], name="imdinett_engangsnokkel_en_gang")]

    def __str__(self) -> str:
        return str(self.nokkel)


class Uttak(models.Model):
    """A file that somebody has taken out: counted per user and day (security.md §6 F)."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("bruker"))
    hva = models.CharField(_("hva som ble hentet"), max_length=60)
    tid = models.DateTimeField(_("hentet"))

    objects = UttakQuerySet.as_manager()

    class Meta:
        verbose_name = _("uttak av fil")
        verbose_name_plural = _("uttak av filer")
        ordering = ("-tid", "-pk")
        indexes = [models.Index(fields=["bruker", "-tid"], name="imdinett_uttak_bruker")]

    def __str__(self) -> str:
        return self.hva
