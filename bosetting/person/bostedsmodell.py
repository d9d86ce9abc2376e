"""Where a person lived before."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Person
from imdinett.kommune.models import Enhet


class Tidligerebosted(models.Model):
    """A stay that is over. Where the person lives now is on the person and the case.

    Read by way of the person, so who may not know of the person knows of no place (B-095). Of a person whose address
    is never stored, no earlier one is kept either (security.md §5).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="tidligere_bosteder", verbose_name=_("person"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, related_name="+", verbose_name=_("mottak"))
    adresse = models.CharField(_("adresse"), max_length=120, blank=True)
    postnummer = models.CharField(_("postnummer"), max_length=4, blank=True)
    poststed = models.CharField(_("poststed"), max_length=40, blank=True)
    fra_dato = models.DateField(_("fra"), null=True)
    til_dato = models.DateField(_("til"))

    class Meta:
        verbose_name = _("tidligere bosted")
        verbose_name_plural = _("tidligere bosteder")
        ordering = ("-til_dato", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(enhet__isnull=False) | ~Q(adresse=""), name="bosetting_tidligerebosted_et_sted"
            ),
            models.CheckConstraint(
                condition=Q(fra_dato=None) | Q(til_dato__gte=F("fra_dato")), name="bosetting_tidligerebosted_rekkefolge"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
