import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Kommune
from imdinett.web.lister.querysets import LagretutvalgQuerySet
from imdinett.web.lister.rules import MAKS_NAVN, MAKS_SPORRING


class Lagretutvalg(models.Model):
    """A list's filters under a name: what stands after the `?`, never what was searched for.

    `side` is the url name of the list. Shared, it is there for those of `kommune`; without one, for IMDi.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    eier = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("eier"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    side = models.CharField(_("liste"), max_length=60)
    navn = models.CharField(_("navn"), max_length=MAKS_NAVN)
    sporring = models.CharField(_("filter"), max_length=MAKS_SPORRING)
    delt = models.BooleanField(_("delt"), default=False)
    lagret_tid = models.DateTimeField(_("lagret"))

    objects = LagretutvalgQuerySet.as_manager()

    class Meta:
        verbose_name = _("lagret utvalg")
        verbose_name_plural = _("lagrede utvalg")
        ordering = ("navn", "pk")
        constraints = [
            models.UniqueConstraint(fields=["eier", "side", "navn"], name="imdinett_lagretutvalg_navn"),
        ]

    def __str__(self) -> str:
        return self.navn


class Standardutvalg(models.Model):
    """What a user's list starts with: one for each list, own or shared."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    side = models.CharField(max_length=60)
    utvalg = models.ForeignKey(Lagretutvalg, models.CASCADE, related_name="standard_for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bruker", "side"], name="imdinett_standardutvalg_ett")]

    def __str__(self) -> str:
        return f"{self.side} {self.utvalg_id}"
