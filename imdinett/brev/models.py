from django.db import models
from django.utils.translation import gettext_lazy as _

from imdinett.utboks.models import Forsendelse


class Brevfil(models.Model):
    """The frozen bytes of a letter: rendered once, sent as they are however many times it takes."""

    forsendelse = models.OneToOneField(Forsendelse, models.PROTECT, related_name="fil")
    pdf = models.BinaryField(_("PDF"))
    sha256 = models.CharField(max_length=64)
    malversjon = models.CharField(_("versjon av malen"), max_length=20)
    laget_tid = models.DateTimeField(_("laget"))

    class Meta:
        verbose_name = _("brevfil")
        verbose_name_plural = _("brevfiler")

    def __str__(self) -> str:
        return self.sha256
