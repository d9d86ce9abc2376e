from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from imdinett.kommune.models import Enhet, Kommune


class Kommunetilgang(UserObjectPermissionBase):
    """guardian's grant of a role on a kommune: the only kind of object grant there is (decision 15)."""

    content_object = models.ForeignKey(Kommune, models.CASCADE, related_name="tilganger")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("rolle i kommune")
        verbose_name_plural = _("roller i kommuner")


class Enhetsmedlem(models.Model):
    """Mottak and Bufetat staff belong to an enhet and hold their role there."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enheter")
    enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="medlemmer")
    rolle = models.CharField(_("rolle"), max_length=30)

    class Meta:
        verbose_name = _("medlem av enhet")
        verbose_name_plural = _("medlemmer av enheter")
        constraints = [
            models.UniqueConstraint(fields=["bruker", "enhet", "rolle"], name="imdinett_enhetsmedlem_en_gang")
        ]

    def __str__(self) -> str:
        return f"{self.bruker} – {self.enhet}"
