from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.innlesing.querysets import FolkeregistersideQuerySet, ImportradQuerySet, LestradQuerySet
from bosetting.innlesing.states import Filslag
from bosetting.person.models import Person


class Datoimport(models.Model):
    """One file from outside, and what became of its rows."""

    slag = models.CharField(_("slag"), max_length=30, choices=Filslag.choices, default=Filslag.MOTTAK)
    filnavn = models.CharField(_("fil"), max_length=200)
    sha256 = models.CharField(max_length=64)
    kjort_tid = models.DateTimeField(_("lest inn"))
    kjort_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    antall_inn = models.PositiveIntegerField(_("registrert"), default=0)
    antall_kjent = models.PositiveIntegerField(_("kjent fra før"), default=0)
    antall_avvist = models.PositiveIntegerField(_("avvist"), default=0)

    class Meta:
        verbose_name = _("fil utenfra")
        verbose_name_plural = _("filer utenfra")
        ordering = ("-kjort_tid", "-pk")

    def __str__(self) -> str:
        return self.filnavn


class Folkeregisterside(models.Model):
    """What else is to be known of a page of Folkeregisteret's feed: which numbers, and what was not for us.

    `ukjente` counts the types of event that we do not know: they change nothing, and stay visible.
    """

    kjoring = models.OneToOneField(Datoimport, models.PROTECT, related_name="side", verbose_name=_("fil"))
    fra = models.PositiveBigIntegerField(_("fra sekvensnummer"), null=True)
    til = models.PositiveBigIntegerField(_("til sekvensnummer"), null=True)
    mangler = models.PositiveBigIntegerField(_("sekvensnumre som mangler"), default=0)
    gjaldt_andre = models.PositiveIntegerField(_("gjaldt andre"), default=0)
    til_oppslag = models.PositiveIntegerField(_("må slås opp på nytt"), default=0)
    ukjente = models.JSONField(_("ukjente hendelsestyper"), default=dict)

    objects = FolkeregistersideQuerySet.as_manager()

    class Meta:
        verbose_name = _("side fra Folkeregisteret")
        verbose_name_plural = _("sider fra Folkeregisteret")

    def __str__(self) -> str:
        return str(self.kjoring)


class Importrad(models.Model):
    """A row that was refused, with line and reason, until somebody has dealt with it.

    `person` is whom it speaks of, when that is known: a row about a protected person is there for the group only.
    """

    kjoring = models.ForeignKey(Datoimport, models.PROTECT, related_name="avviste")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    linje = models.PositiveIntegerField(_("linje"))
    innhold = models.JSONField(_("innhold"), default=dict)
    grunn = models.CharField(_("hvorfor avvist"), max_length=300)
    behandlet_tid = models.DateTimeField(_("behandlet"), null=True)
    behandlet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ImportradQuerySet.as_manager()

    class Meta:
        verbose_name = _("avvist rad")
        verbose_name_plural = _("avviste rader")
        ordering = ("kjoring", "linje")
        constraints = [
            models.CheckConstraint(
                condition=Q(behandlet_tid=None, behandlet_av=None)
                | Q(behandlet_tid__isnull=False, behandlet_av__isnull=False),
                name="bosetting_importrad_behandlet_av",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kjoring} {self.linje}"


class Lestrad(models.Model):
    """A row that has gone in, by its print: the same row once more changes nothing."""

    avtrykk = models.CharField(max_length=64, unique=True)
    lest_tid = models.DateTimeField(_("lest inn"))

    objects = LestradQuerySet.as_manager()

    class Meta:
        verbose_name = _("lest rad")
        verbose_name_plural = _("leste rader")

    def __str__(self) -> str:
        return self.avtrykk
