"""A list of households put before one kommune, and its answers."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.fordeling import rules
from bosetting.fordeling.querysets import (
    APEN_LINJE,
    FordelingslinjeQuerySet,
    FordelingslisteQuerySet,
    SporsmaalQuerySet,
)
from bosetting.fordeling.states import (
    LINJE_MOVES,
    LISTE_MOVES,
    SPORSMAAL_MOVES,
    Avslagskode,
    Linjetilstand,
    Listetilstand,
    Sporsmaalstilstand,
    Svar,
)
from bosetting.innmelding.models import BestemtPerson
from bosetting.person.models import Husstand, Sak
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune


class Fordelingsliste(models.Model):
    MOVES: ClassVar = LISTE_MOVES

    nummer = models.CharField(_("listenummer"), max_length=9, unique=True)
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="fordelingslister", verbose_name=_("kommune"))
    plassaar = models.PositiveSmallIntegerField(_("plassår"))
    tilstand = models.CharField(_("status"), max_length=15, choices=Listetilstand.choices, default=Listetilstand.UTKAST)
    overtatt = models.BooleanField(
        _("overtatt"), default=False, help_text=_("Avgjort i systemet som var før. Sendt og besvart er ikke kjent.")
    )
    overstyring = models.CharField(_("begrunnelse for overstyring"), max_length=300, blank=True)
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sendt_tid = models.DateTimeField(_("sendt"), null=True)
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frist = models.DateTimeField(_("svarfrist"), null=True)
    besvart_tid = models.DateTimeField(_("besvart"), null=True)
    besvart_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    trukket_tid = models.DateTimeField(_("trukket"), null=True)
    trukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    trukket_grunn = models.CharField(_("hvorfor trukket"), max_length=300, blank=True)
    ansvarlig = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    versjon = models.PositiveIntegerField(default=1)

    objects = FordelingslisteQuerySet.as_manager()

    class Meta:
        verbose_name = _("fordelingsliste")
        verbose_name_plural = _("fordelingslister")
        ordering = ("-opprettet_tid", "-pk")
        indexes = [
            models.Index(fields=["kommune", "tilstand", "frist"], name="bosetting_liste_kommune"),
            # Drafts on top, then the newest.
            models.Index(fields=["-sendt_tid", "-id"], name="bosetting_liste_nyeste"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sendt_tid=None, sendt_av=None, frist=None)
                | Q(sendt_tid__isnull=False, sendt_av__isnull=False, frist__isnull=False),
                name="bosetting_fordelingsliste_sendt_av",
            ),
            models.CheckConstraint(
                condition=Q(besvart_tid=None, besvart_av=None) | Q(besvart_tid__isnull=False, besvart_av__isnull=False),
                name="bosetting_fordelingsliste_besvart_av",
            ),
            models.CheckConstraint(
                condition=Q(trukket_tid=None, trukket_av=None) | Q(trukket_tid__isnull=False, trukket_av__isnull=False),
                name="bosetting_fordelingsliste_trukket_av",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Listetilstand.BESVART) | Q(besvart_tid__isnull=False),
                name="bosetting_fordelingsliste_besvart_har_tid",
            ),
            models.CheckConstraint(
                condition=Q(overtatt=False) | Q(sendt_tid=None, besvart_tid=None),
                name="bosetting_fordelingsliste_overtatt_uten_tid",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer


class Husstandssvar(models.Model):
    """One household on a list, and the kommune's one answer for it (B-032): a draft until Godkjenn."""

    liste = models.ForeignKey(Fordelingsliste, models.PROTECT, related_name="husstandssvar")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    husstand = models.ForeignKey(Husstand, models.PROTECT, related_name="husstandssvar")
    bokstav = models.CharField(_("husstand"), max_length=2)
    bestemt_person = models.ForeignKey(
        BestemtPerson, models.PROTECT, null=True, related_name="husstandssvar", verbose_name=_("avtalt selvbosetting")
    )
    svar = models.CharField(_("svar"), max_length=3, choices=Svar.choices, blank=True)
    bosettingsuke_aar = models.PositiveSmallIntegerField(null=True, blank=True)
    bosettingsuke = models.PositiveSmallIntegerField(_("bosettingsuke"), null=True, blank=True)
    avslagskode = models.CharField(_("årsak"), max_length=25, choices=Avslagskode.choices, blank=True)
    begrunnelse = models.TextField(_("begrunnelse"), max_length=1000, blank=True)
    endret_tid = models.DateTimeField(_("lagret"), null=True)
    endret_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    godkjent_tid = models.DateTimeField(_("godkjent"), null=True)
    # W-14: the household's own, once something is asked about somebody on the list; the list's is the latest of them.
    frist = models.DateTimeField(_("svarfrist"), null=True)
    versjon = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("husstandssvar")
        verbose_name_plural = _("husstandssvar")
        ordering = ("liste", "bokstav")
        constraints = [
            models.UniqueConstraint(fields=["liste", "husstand"], name="bosetting_husstandssvar_ett"),
            models.UniqueConstraint(fields=["liste", "bokstav"], name="bosetting_husstandssvar_bokstav"),
            models.CheckConstraint(
                condition=Q(godkjent_tid=None) | ~Q(svar=Svar.NEI) | ~Q(begrunnelse=""),
                name="bosetting_husstandssvar_nei_begrunnet",
            ),
            models.CheckConstraint(
                condition=Q(bosettingsuke=None) | Q(bosettingsuke__gte=1, bosettingsuke__lte=53),
                name="bosetting_husstandssvar_uke",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.liste} {self.bokstav}"

    @property
    def er_avtalt_selvbosetting(self) -> bool:
        """B-060: the kommune itself asked for this household."""
        return self.bestemt_person_id is not None


class Fordelingslinje(models.Model):
    """One person on a list. `fakta` is what the kommune is shown before its answer, frozen when sent (B-034)."""

    MOVES: ClassVar = LINJE_MOVES

    liste = models.ForeignKey(Fordelingsliste, models.PROTECT, related_name="linjer")
    husstandssvar = models.ForeignKey(Husstandssvar, models.PROTECT, related_name="linjer")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    sak = models.ForeignKey(Sak, models.PROTECT, related_name="linjer")
    betegnelse = models.CharField(_("person"), max_length=5)
    fakta = models.JSONField(_("opplysninger uten navn"), default=dict)
    tilstand = models.CharField(_("status"), max_length=7, choices=Linjetilstand.choices, default=Linjetilstand.VENTER)
    avgjort_tid = models.DateTimeField(_("avgjort av IMDi"), null=True)
    trukket_tid = models.DateTimeField(_("trukket"), null=True)
    trukket_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    trukket_grunn = models.CharField(_("hvorfor trukket"), max_length=300, blank=True)

    objects = FordelingslinjeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fordelingslinje")
        verbose_name_plural = _("fordelingslinjer")
        ordering = ("liste", "betegnelse")
        constraints = [
            models.UniqueConstraint(fields=["sak"], condition=APEN_LINJE, name="bosetting_linje_en_apen_per_sak"),
            models.UniqueConstraint(fields=["liste", "sak"], name="bosetting_linje_en_gang"),
            models.CheckConstraint(
                condition=Q(trukket_tid=None, trukket_av=None) | Q(trukket_tid__isnull=False, trukket_av__isnull=False),
                name="bosetting_linje_trukket_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.liste} {self.betegnelse}"


class Sporsmaal(models.Model):
    """W-14: what the kommune wants to know of a household before it answers, and IMDi's answer. Nobody is named."""

    MOVES: ClassVar = SPORSMAAL_MOVES

    svar = models.ForeignKey(Husstandssvar, models.PROTECT, related_name="sporsmaal", verbose_name=_("husstand"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+")
    tilstand = models.CharField(
        _("status"), max_length=7, choices=Sporsmaalstilstand.choices, default=Sporsmaalstilstand.AAPENT
    )
    tekst = models.TextField(_("spørsmål"), max_length=1000)
    spurt_tid = models.DateTimeField(_("spurt"))
    spurt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frist_for = models.DateTimeField(_("fristen da det ble spurt"))
    imdis_svar = models.TextField(_("svar fra IMDi"), max_length=2000, blank=True)
    avsluttet_tid = models.DateTimeField(_("avsluttet"), null=True)
    avsluttet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SporsmaalQuerySet.as_manager()

    class Meta:
        verbose_name = _("spørsmål om en husstand")
        verbose_name_plural = _("spørsmål om husstander")
        ordering = ("spurt_tid", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["svar"], condition=Q(tilstand=Sporsmaalstilstand.AAPENT), name="bosetting_sporsmaal_ett_aapent"
            ),
            models.CheckConstraint(
                condition=Q(tilstand=Sporsmaalstilstand.AAPENT, avsluttet_tid=None, avsluttet_av=None)
                | (~Q(tilstand=Sporsmaalstilstand.AAPENT) & Q(avsluttet_tid__isnull=False, avsluttet_av__isnull=False)),
                name="bosetting_sporsmaal_avsluttet_av",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=Sporsmaalstilstand.BESVART) & ~Q(imdis_svar="")
                | ~Q(tilstand=Sporsmaalstilstand.BESVART) & Q(imdis_svar=""),
                name="bosetting_sporsmaal_besvart_har_svar",
            ),
        ]

    def __str__(self) -> str:
        return str(self.svar)

    @property
    def er_aapent(self) -> bool:
        return self.tilstand == Sporsmaalstilstand.AAPENT

    @property
    def pause_til(self) -> date:
        """The last day on which it holds the frist back; the kommune's own frist runs again after it."""
        return rules.pause_slutt(klokke.dag(self.spurt_tid))
