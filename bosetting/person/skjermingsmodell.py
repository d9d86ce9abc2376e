"""Who may know of a protected person, and how the level was changed (security.md §5)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bosetting.person.models import Person
from bosetting.person.states import Gradering
from imdinett.kommune.models import Kommune


class Skjermingsmedlem(models.Model):
    """One named member of a person's group, kept by IMDi with a reason. `kommune` is empty for IMDi's own."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="skjermingsgruppe")
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("medlem"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    grunn = models.CharField(_("hvorfor"), max_length=200)
    lagt_til_tid = models.DateTimeField(_("lagt til"))
    lagt_til_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fjernet_tid = models.DateTimeField(_("fjernet"), null=True)
    fjernet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("medlem av skjermingsgruppe")
        verbose_name_plural = _("medlemmer av skjermingsgrupper")
        ordering = ("lagt_til_tid", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "bruker"], condition=Q(fjernet_tid=None), name="bosetting_skjermingsmedlem_en_gang"
            ),
            models.CheckConstraint(
                condition=Q(fjernet_tid=None, fjernet_av=None) | Q(fjernet_tid__isnull=False, fjernet_av__isnull=False),
                name="bosetting_skjermingsmedlem_fjernet_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruker}"


class Graderingsendring(models.Model):
    """A change of level. A stricter one is decided when it is proposed; a milder one waits for a second person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="graderingsendringer")
    fra = models.CharField(_("fra"), max_length=30, choices=Gradering.choices)
    til = models.CharField(_("til"), max_length=30, choices=Gradering.choices)
    grunn = models.CharField(_("hvorfor"), max_length=300)
    foreslatt_tid = models.DateTimeField(_("foreslått"))
    foreslatt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    avgjort_tid = models.DateTimeField(_("avgjort"), null=True)
    avgjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    godkjent = models.BooleanField(_("godkjent"), null=True)
    er_senking = models.BooleanField(_("mildere nivå"))

    class Meta:
        verbose_name = _("endring av adressebeskyttelse")
        verbose_name_plural = _("endringer av adressebeskyttelse")
        ordering = ("-foreslatt_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(avgjort_tid=None), name="bosetting_graderingsendring_en_apen"
            ),
            models.CheckConstraint(
                condition=Q(avgjort_tid=None, avgjort_av=None, godkjent=None)
                | Q(avgjort_tid__isnull=False, avgjort_av__isnull=False, godkjent__isnull=False),
                name="bosetting_graderingsendring_avgjort_av",
            ),
            # Two persons together: nobody approves the lowering that they proposed themselves.
            models.CheckConstraint(
                condition=Q(er_senking=False) | ~Q(godkjent=True) | ~Q(avgjort_av=F("foreslatt_av")),
                name="bosetting_graderingsendring_to_personer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fra_display()} → {self.get_til_display()}"
