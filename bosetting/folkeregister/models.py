from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bosetting.folkeregister.states import Bostatus
from bosetting.person.models import Person
from bosetting.person.states import Gradering
from imdinett.kommune.models import Kommune


class Folkeregisterstatus(models.Model):
    """What Folkeregisteret last said of a person: where registered and since when, and which document said so.

    The kommune only, never the street; for a strictly protected person no place at all (security.md §5).
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="folkeregister", verbose_name=_("person"))
    bostatus = models.CharField(_("status"), max_length=9, choices=Bostatus.choices, blank=True)
    bostedskommune = models.ForeignKey(
        Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("registrert i")
    )
    flyttedato = models.DateField(_("flyttet"), null=True)
    oppholdskommune = models.ForeignKey(
        Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("oppholder seg i")
    )
    mildere_nivaa = models.CharField(_("mildere nivå"), max_length=30, choices=Gradering.choices, blank=True)
    mildere_tid = models.DateTimeField(_("mildere nivå meldt"), null=True)
    slas_opp_fra = models.DateTimeField(_("må slås opp på nytt siden"), null=True)
    dokument = models.CharField(_("hendelsesdokument"), max_length=64, blank=True)
    ajourfort_tid = models.DateTimeField(_("endret i Folkeregisteret"), null=True)
    kontrollert_tid = models.DateTimeField(_("sist hørt fra Folkeregisteret"), null=True)

    class Meta:
        verbose_name = _("status i Folkeregisteret")
        verbose_name_plural = _("statuser i Folkeregisteret")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(flyttedato=None) | Q(bostedskommune__isnull=False),
                name="bosetting_folkeregisterstatus_flyttet_hvor",
            ),
            models.CheckConstraint(
                condition=Q(mildere_nivaa="", mildere_tid=None) | (~Q(mildere_nivaa="") & Q(mildere_tid__isnull=False)),
                name="bosetting_folkeregisterstatus_mildere_tid",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Bosted(models.Model):
    """W-18: from when Folkeregisteret has had a person registered in a kommune, or no longer registered in Norway.

    The kommune only, as in the status; for a strictly protected person nothing (security.md §5).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="bosteder", verbose_name=_("person"))
    fra_dato = models.DateField(_("fra"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("registrert i"))
    bostatus = models.CharField(_("ikke lenger registrert"), max_length=9, choices=Bostatus.choices, blank=True)
    registrert_tid = models.DateTimeField(_("hørt fra Folkeregisteret"))

    class Meta:
        verbose_name = _("bosted i Folkeregisteret")
        verbose_name_plural = _("bosteder i Folkeregisteret")
        ordering = ("person", "fra_dato")
        constraints = [
            models.UniqueConstraint(fields=["person", "fra_dato"], name="bosetting_bosted_en_per_dag"),
            models.CheckConstraint(
                condition=Q(kommune__isnull=False, bostatus="") | (Q(kommune=None) & ~Q(bostatus="")),
                name="bosetting_bosted_sted_eller_status",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Folkeregisterpeker(models.Model):
    """How far the feed is read: one row, moved in the transaction that holds what was read (integrations.md §4.1)."""

    sekvensnummer = models.PositiveBigIntegerField(_("sekvensnummer"))
    lest_tid = models.DateTimeField(_("sist lest"))

    class Meta:
        verbose_name = _("leseposisjon i Folkeregisteret")
        verbose_name_plural = _("leseposisjoner i Folkeregisteret")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="bosetting_folkeregisterpeker_en")]

    def __str__(self) -> str:
        return str(self.sekvensnummer)
