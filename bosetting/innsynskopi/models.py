"""A person's own copy of what is stored and of who has looked (GDPR art. 15), kept until it has been handed over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bosetting.innsynskopi.querysets import InnsynskopiQuerySet
from bosetting.person.models import Sak


class Innsynskopi(models.Model):
    """`innhold` and `oppslag` are frozen when the copy is made; the worker draws the PDF from them.

    `innhold` is empty when the one who made it may not see the person: then the copy is of the looks only.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sak = models.ForeignKey(Sak, models.PROTECT, related_name="+", verbose_name=_("sak"))
    sprak = models.CharField(_("målform"), max_length=2)
    laget_tid = models.DateTimeField(_("laget"))
    laget_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    innhold = models.JSONField(_("det som er lagret"), default=dict)
    oppslag = models.JSONField(_("oppslag"), default=list)
    pdf = models.BinaryField(_("PDF"), null=True)

    objects = InnsynskopiQuerySet.as_manager()

    class Meta:
        verbose_name = _("kopi til personen selv")
        verbose_name_plural = _("kopier til personen selv")
        ordering = ("-laget_tid", "-pk")

    def __str__(self) -> str:
        return str(self.uuid)
