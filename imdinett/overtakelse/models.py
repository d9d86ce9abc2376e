"""Files that a country is taken over from: tried, read in, and what became of their rows."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.overtakelse.querysets import OvertakelseQuerySet
from imdinett.overtakelse.slag import Slag, Tallrad, finn
from imdinett.overtakelse.states import MOVES, Overtakelsestilstand, Stans


class Overtakelse(models.Model):
    """One file. `innhold` is kept between the dry run and the reading, `avtrykk` is what the dry run came to."""

    MOVES: ClassVar = MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slag = models.CharField(_("slag"), max_length=30)
    filnavn = models.CharField(_("fil"), max_length=200)
    sha256 = models.CharField(_("sjekksum"), max_length=64)
    innhold = models.BinaryField(null=True)
    avtrykk = models.CharField(max_length=64)
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Overtakelsestilstand.choices, default=Overtakelsestilstand.PROVD
    )
    antall_inn = models.PositiveIntegerField(_("går inn"), default=0)
    antall_kjent = models.PositiveIntegerField(_("kjent fra før"), default=0)
    antall_avvist = models.PositiveIntegerField(_("avvist"), default=0)
    mangler = models.JSONField(_("det radene mangler"), default=dict)
    tall = models.JSONField(_("tall per kommune"), default=list)
    lastet_opp_tid = models.DateTimeField(_("prøvd"))
    lastet_opp_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    bedt_tid = models.DateTimeField(_("bedt om lest inn"), null=True)
    bedt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stans = models.CharField(_("hvorfor ikke lest inn"), max_length=9, choices=Stans.choices, blank=True)
    lest_tid = models.DateTimeField(_("lest inn"), null=True)
    lest_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    renset_tid = models.DateTimeField(_("radene slettet"), null=True)

    objects = OvertakelseQuerySet.as_manager()

    class Meta:
        verbose_name = _("overtakelse")
        verbose_name_plural = _("overtakelser")
        ordering = ("-lastet_opp_tid", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(lest_tid=None, lest_av=None) | Q(lest_tid__isnull=False, lest_av__isnull=False),
                name="imdinett_overtakelse_lest_av",
            ),
            models.CheckConstraint(
                condition=Q(bedt_tid=None, bedt_av=None) | Q(bedt_tid__isnull=False, bedt_av__isnull=False),
                name="imdinett_overtakelse_bedt_av",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Overtakelsestilstand.LESES) | Q(bedt_tid__isnull=False),
                name="imdinett_overtakelse_leses_er_bedt_om",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Overtakelsestilstand.LEST) | Q(lest_tid__isnull=False),
                name="imdinett_overtakelse_lest_har_tid",
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=(Overtakelsestilstand.PROVD, Overtakelsestilstand.LESES)) | Q(innhold=None),
                name="imdinett_overtakelse_uten_innhold",
            ),
        ]

    def __str__(self) -> str:
        return self.filnavn

    @property
    def slaget(self) -> Slag:
        return finn(self.slag)

    @property
    def er_lest(self) -> bool:
        return self.tilstand == Overtakelsestilstand.LEST

    @property
    def leses(self) -> bool:
        return self.tilstand == Overtakelsestilstand.LESES

    @property
    def tallrader(self) -> list[Tallrad]:
        return [Tallrad(*rad) for rad in self.tall]


class Overtakelsesrad(models.Model):
    """A row that did not go in: why, and where it differs from what the system has. Gone after the dated setting."""

    overtakelse = models.ForeignKey(Overtakelse, models.CASCADE, related_name="avviste")
    linje = models.PositiveIntegerField(_("linje"))
    innhold = models.JSONField(_("innhold"), default=dict)
    grunn = models.CharField(_("hvorfor avvist"), max_length=400)
    forskjeller = models.JSONField(_("forskjeller"), default=list)

    class Meta:
        verbose_name = _("rad som ikke gikk inn")
        verbose_name_plural = _("rader som ikke gikk inn")
        ordering = ("overtakelse", "linje")

    def __str__(self) -> str:
        return f"{self.overtakelse} {self.linje}"
