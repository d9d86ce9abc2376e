"""The numbers that a person had before (integrations.md §4.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Person
from bosetting.person.states import Nummerkilde


class Tidligerenummer(models.Model):
    """The D-number, when the fødselsnummer came. Events, letters and searches may still carry it.

    Read by way of the person, so who may not know of the person knows of no number (B-095).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="tidligere_numre", verbose_name=_("person"))
    nummer = models.CharField(_("tidligere nummer"), max_length=11)
    gjaldt_til = models.DateTimeField(_("gjaldt til"))
    kilde = models.CharField(_("kilde"), max_length=15, choices=Nummerkilde.choices)

    class Meta:
        verbose_name = _("tidligere nummer")
        verbose_name_plural = _("tidligere numre")
        ordering = ("-gjaldt_til", "-pk")
        indexes = [models.Index(fields=["nummer"], name="bosetting_tidlnr_nummer")]
        constraints = [models.UniqueConstraint(fields=["person", "nummer"], name="bosetting_tidligerenummer_en_gang")]

    def __str__(self) -> str:
        return str(self.person)
