import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Kommune
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.tilgangsnokkel.querysets import TilgangsnokkelQuerySet


class Tilgangsnokkel(models.Model):
    """A credential by which a kommune's own system reads what is the kommune's. Only the hash of it is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    navn = models.CharField(_("system"), max_length=50)
    omfang = ArrayField(models.CharField(max_length=20), verbose_name=_("kan lese"))
    nokkel_sha256 = models.CharField(max_length=64, unique=True)
    kjennetegn = models.CharField(_("begynner med"), max_length=20)
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    utloper_tid = models.DateTimeField(_("går ut"))
    brukt_tid = models.DateTimeField(_("sist brukt"), null=True)
    tilbakekalt_tid = models.DateTimeField(_("tilbakekalt"), null=True)
    tilbakekalt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TilgangsnokkelQuerySet.as_manager()

    class Meta:
        verbose_name = _("tilgangsnøkkel")
        verbose_name_plural = _("tilgangsnøkler")
        ordering = ("-opprettet_tid", "-pk")
        indexes = [models.Index(fields=["kommune", "-opprettet_tid"], name="imdinett_tilgangsnokkel_komm")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tilbakekalt_tid=None, tilbakekalt_av=None)
                | Q(tilbakekalt_tid__isnull=False, tilbakekalt_av__isnull=False),
                name="imdinett_tilgangsnokkel_tilbakekalt_av",
            ),
            models.CheckConstraint(
                condition=Q(utloper_tid__gt=F("opprettet_tid")), name="imdinett_tilgangsnokkel_utloper"
            ),
            models.CheckConstraint(
                condition=Q(omfang__len__gt=0, omfang__contained_by=Nokkelomfang.values),
                name="imdinett_tilgangsnokkel_omfang",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def omfangstekst(self) -> str:
        return ", ".join(str(omfang.label) for omfang in Nokkelomfang if omfang in self.omfang)
