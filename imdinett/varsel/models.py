from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Kommune
from imdinett.varsel.querysets import BrukervarselQuerySet
from imdinett.varsel.states import Epost


class Varselvalg(models.Model):
    """What a user has chosen for one topic. No row is e-mail at once."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="varselvalg")
    tema = models.CharField(_("tema"), max_length=30)
    epost = models.CharField(_("e-post"), max_length=8, choices=Epost.choices)

    class Meta:
        verbose_name = _("varselvalg")
        verbose_name_plural = _("varselvalg")
        constraints = [models.UniqueConstraint(fields=["bruker", "tema"], name="imdinett_varselvalg_ett")]

    def __str__(self) -> str:
        return f"{self.tema}: {self.epost}"


class Brukervarsel(models.Model):
    """One line in one user's list: what the e-mail's subject says, and where it leads."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="varsler")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    nokkel = models.CharField(max_length=150, help_text=_("Hindrer at det samme varselet kommer to ganger."))
    tema = models.CharField(_("tema"), max_length=30)
    tekst = models.CharField(_("varsel"), max_length=200)
    lenke = models.CharField(max_length=200)
    tid = models.DateTimeField(_("tid"))
    epost = models.CharField(_("e-post"), max_length=8, choices=Epost.choices)
    lest_tid = models.DateTimeField(_("lest"), null=True)
    oppsummert_tid = models.DateTimeField(_("med i oppsummering"), null=True)

    objects = BrukervarselQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ("-tid", "-pk")
        indexes = [
            models.Index(fields=["bruker", "-tid"], name="imdinett_brukervarsel_tid"),
            models.Index(fields=["bruker"], condition=Q(lest_tid=None), name="imdinett_brukervarsel_ulest"),
            models.Index(
                fields=["bruker"],
                condition=Q(epost=Epost.DAGLIG, oppsummert_tid=None),
                name="imdinett_brukervarsel_daglig",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["bruker", "nokkel"], name="imdinett_brukervarsel_ett")]

    def __str__(self) -> str:
        return self.tekst
