from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.henvendelse.querysets import HenvendelseQuerySet
from imdinett.henvendelse.states import APEN, MOVES, VENTER_IMDI, Henvendelsestilstand, Part
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.opplasting.models import Opplasting


class Henvendelse(models.Model):
    """A kommune's case to IMDi: a dialogue about one thing. `rettighet` is what it takes to read it."""

    MOVES: ClassVar = MOVES

    nummer = models.CharField(_("nummer"), max_length=12, unique=True)
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    tema = models.CharField(_("tema"), max_length=30)
    emne = models.CharField(_("emne"), max_length=120)
    rettighet = models.CharField(max_length=40)
    gjelder_type = models.CharField(max_length=40, blank=True)
    gjelder_id = models.CharField(max_length=40, blank=True)
    gjelder_navn = models.CharField(_("gjelder"), max_length=60, blank=True)
    tilstand = models.CharField(
        _("status"), max_length=16, choices=Henvendelsestilstand.choices, default=Henvendelsestilstand.NY
    )
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ansvarlig = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("saksbehandler i IMDi")
    )
    forste_svar_tid = models.DateTimeField(_("første svar fra IMDi"), null=True)
    tur_siden = models.DateTimeField(_("venter siden"))
    lukket_tid = models.DateTimeField(_("lukket"), null=True)
    lukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = HenvendelseQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ("-opprettet_tid", "-pk")
        indexes = [
            models.Index(fields=["kommune", "-opprettet_tid"], name="imdinett_henvendelse_kommune"),
            models.Index(fields=["tilstand", "tur_siden"], name="imdinett_henvendelse_tur"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tilstand=Henvendelsestilstand.LUKKET, lukket_tid__isnull=False, lukket_av__isnull=False)
                | (~Q(tilstand=Henvendelsestilstand.LUKKET) & Q(lukket_tid=None, lukket_av=None)),
                name="imdinett_henvendelse_lukket",
            ),
            models.CheckConstraint(
                condition=Q(gjelder_type="", gjelder_id="") | (~Q(gjelder_type="") & ~Q(gjelder_id="")),
                name="imdinett_henvendelse_gjelder",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def er_apen(self) -> bool:
        return self.tilstand in APEN

    @property
    def tur(self) -> Part | None:
        """Whose turn it is; nobody's when it is closed."""
        if not self.er_apen:
            return None
        return Part.IMDI if self.tilstand in VENTER_IMDI else Part.KOMMUNE

    @property
    def svartid(self) -> timedelta:
        """How long the kommune waited, or has waited, for the first answer."""
        return (self.forste_svar_tid or self.lukket_tid or klokke.now()) - self.opprettet_tid


class Innlegg(models.Model):
    """One message in the dialogue. Never changed."""

    henvendelse = models.ForeignKey(Henvendelse, models.PROTECT, related_name="innlegg")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    tekst = models.TextField(_("tekst"))
    skrevet_tid = models.DateTimeField(_("skrevet"))
    skrevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vedlegg = models.ManyToManyField(Opplasting, related_name="innlegg")

    class Meta:
        verbose_name = _("innlegg")
        verbose_name_plural = _("innlegg")
        ordering = ("skrevet_tid", "pk")
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="imdinett_innlegg_tekst")]

    def __str__(self) -> str:
        return f"{self.henvendelse_id}: {self.pk}"
