"""Close family who are not in Norway."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Person
from bosetting.person.states import Gjenforening, Relasjonstype


class FamilieUte(models.Model):
    """A relative abroad, who is the `type` of `person`. Somebody who has come is a person, with a relation.

    Read by way of the person, so who may not know of the person knows of no relative (B-095).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="familie_ute", verbose_name=_("person"))
    type = models.CharField(_("slektskap"), max_length=10, choices=Relasjonstype.choices)
    navn = models.CharField(_("navn"), max_length=100, blank=True)
    fodselsaar = models.PositiveSmallIntegerField(_("fødselsår"), null=True)
    land = models.CharField(_("land"), max_length=60)
    gjenforening = models.CharField(
        _("familiegjenforening"), max_length=9, choices=Gjenforening.choices, default=Gjenforening.UKJENT
    )
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("familie i utlandet")
        verbose_name_plural = _("familie i utlandet")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(navn="") | Q(fodselsaar__isnull=False), name="bosetting_familieute_navn_eller_aar"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
