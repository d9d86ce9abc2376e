from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Husstand
from imdinett.kommune.models import Kommune


class Ankomst(models.Model):
    """When and where a household of overføringsflyktninger lands. A change is a new row (B-066)."""

    husstand = models.ForeignKey(Husstand, models.PROTECT, related_name="ankomster", verbose_name=_("husstand"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    dato = models.DateField(_("ankomst"))
    sted = models.CharField(_("ankomststed"), max_length=100)
    reiserute = models.CharField(_("reiserute"), max_length=200)
    meldt_tid = models.DateTimeField(_("meldt"))
    meldt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gjelder = models.BooleanField(_("gjelder"), default=True)

    class Meta:
        verbose_name = _("ankomstmelding")
        verbose_name_plural = _("ankomstmeldinger")
        ordering = ("-meldt_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["husstand"], condition=Q(gjelder=True), name="bosetting_ankomst_en_gjeldende"
            )
        ]

    def __str__(self) -> str:
        return str(self.husstand)
