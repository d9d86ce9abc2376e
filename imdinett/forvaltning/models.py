import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imdinett.forvaltning.querysets import InvitasjonQuerySet, MeldingQuerySet
from imdinett.kommune.models import Kommune


class Invitasjon(models.Model):
    """A link that lets an invited person choose a password once. Only the hash of the key is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitasjoner")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+")
    nokkel_sha256 = models.CharField(max_length=64, unique=True)
    sendt_tid = models.DateTimeField(_("sendt"))
    sendt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    utloper_tid = models.DateTimeField(_("går ut"))
    brukt_tid = models.DateTimeField(_("brukt"), null=True)
    kansellert_tid = models.DateTimeField(_("kansellert"), null=True)

    objects = InvitasjonQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")
        ordering = ("-sendt_tid",)
        constraints = [
            models.UniqueConstraint(
                fields=["bruker"],
                condition=Q(brukt_tid=None, kansellert_tid=None),
                name="imdinett_invitasjon_en_apen",
            )
        ]

    def __str__(self) -> str:
        return str(self.bruker)


class Melding(models.Model):
    """IMDi's own message, in both forms of Norwegian, for a period and an audience, on one page."""

    class Sted(models.TextChoices):
        FORSIDEN = "forsiden", _("forsiden")
        STATUS = "status", _("siden om når flyktningene kommer")

    class Maalgruppe(models.TextChoices):
        ALLE = "alle", _("alle")
        KOMMUNER = "kommuner", _("kommunene")
        IMDI = "imdi", _("IMDi")

    class Slag(models.TextChoices):
        INFO = "info", _("informasjon")
        ADVARSEL = "warning", _("viktig")

    tittel_nb = models.CharField(_("tittel, bokmål"), max_length=120)
    tittel_nn = models.CharField(_("tittel, nynorsk"), max_length=120)
    tekst_nb = models.TextField(_("tekst, bokmål"), max_length=2000)
    tekst_nn = models.TextField(_("tekst, nynorsk"), max_length=2000)
    slag = models.CharField(_("slag"), max_length=8, choices=Slag.choices, default=Slag.INFO)
    sted = models.CharField(_("vises på"), max_length=10, choices=Sted.choices, default=Sted.FORSIDEN)
    maalgruppe = models.CharField(_("målgruppe"), max_length=10, choices=Maalgruppe.choices, default=Maalgruppe.ALLE)
    vises_fra = models.DateTimeField(_("vises fra"))
    vises_til = models.DateTimeField(_("vises til"))
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding fra IMDi")
        verbose_name_plural = _("meldinger fra IMDi")
        ordering = ("-vises_fra",)
        constraints = [
            models.CheckConstraint(condition=Q(vises_fra__lt=F("vises_til")), name="imdinett_melding_periode")
        ]

    def __str__(self) -> str:
        return self.tittel_nb
