from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imdinett.brev.querysets import OversettelseQuerySet
from imdinett.brev.states import MOVES, Oversettelsestilstand
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


class Oversettelse(models.Model):
    """W-15: one version of a letter in another language. `norsk` is what was translated, as it was then.

    `revisjon` counts the savings of a draft, so that what is approved is what was read. `prove` is the letter with
    example values, drawn by the worker.
    """

    MOVES: ClassVar = MOVES

    slag = models.CharField(_("brev"), max_length=60)
    sprak = models.CharField(_("språk"), max_length=8)
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    revisjon = models.PositiveSmallIntegerField(default=1)
    tilstand = models.CharField(
        _("status"), max_length=9, choices=Oversettelsestilstand.choices, default=Oversettelsestilstand.UTKAST
    )
    tittel = models.CharField(_("tittel"), max_length=200)
    forbehold = models.CharField(_("at den norske teksten gjelder"), max_length=300)
    tekst = models.TextField(_("tekst"), max_length=8000)
    norsk = models.TextField(_("den norske teksten som ble oversatt"))
    prove = models.BinaryField(_("prøve (PDF)"), null=True)
    skrevet_tid = models.DateTimeField(_("skrevet"))
    skrevet_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("skrevet av")
    )
    godkjent_tid = models.DateTimeField(_("godkjent"), null=True)
    godkjent_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("godkjent av")
    )

    trukket_tid = models.DateTimeField(_("trukket tilbake"), null=True)
    trukket_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("trukket tilbake av")
    )
    trukket_grunn = models.CharField(_("hvorfor trukket tilbake"), max_length=300, blank=True, default="")

    objects = OversettelseQuerySet.as_manager()

    class Meta:
        verbose_name = _("oversettelse av brev")
        verbose_name_plural = _("oversettelser av brev")
        ordering = ("slag", "sprak", "-versjon")
        constraints = [
            models.UniqueConstraint(fields=["slag", "sprak", "versjon"], name="imdinett_oversettelse_versjon"),
            models.UniqueConstraint(
                fields=["slag", "sprak"],
                condition=Q(tilstand=Oversettelsestilstand.UTKAST),
                name="imdinett_oversettelse_ett_utkast",
            ),
            models.UniqueConstraint(
                fields=["slag", "sprak"],
                condition=Q(tilstand=Oversettelsestilstand.GODKJENT),
                name="imdinett_oversettelse_en_godkjent",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=Oversettelsestilstand.UTKAST, godkjent_tid=None, godkjent_av=None)
                | (
                    ~Q(tilstand=Oversettelsestilstand.UTKAST)
                    & Q(godkjent_tid__isnull=False, godkjent_av__isnull=False)
                    & ~Q(godkjent_av=F("skrevet_av"))
                ),
                name="imdinett_oversettelse_to_personer",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(tilstand=Oversettelsestilstand.TRUKKET) & Q(trukket_tid=None, trukket_av=None, trukket_grunn="")
                )
                | (
                    Q(tilstand=Oversettelsestilstand.TRUKKET, trukket_tid__isnull=False, trukket_av__isnull=False)
                    & ~Q(trukket_grunn="")
                ),
                name="imdinett_oversettelse_trukket_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slag} ({self.sprak}), {self.versjon}"
