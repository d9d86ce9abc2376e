import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Kommune
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.utboks.states import MOVES, Kanal, Tilstand


class Forsendelse(models.Model):
    """One e-mail or letter to one recipient, written in the transaction that decided it."""

    MOVES: ClassVar = MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text=_("Vår eksternReferanse."))
    nokkel = models.CharField(max_length=150, unique=True, help_text=_("Hindrer at det samme legges i kø to ganger."))
    kanal = models.CharField(_("kanal"), max_length=8, choices=Kanal.choices)
    slag = models.CharField(_("slag"), max_length=50)
    tittel = models.CharField(_("tittel"), max_length=200)
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    gjelder_type = models.CharField(max_length=40)
    gjelder_id = models.CharField(max_length=40)
    mottaker_navn = models.CharField(_("mottaker"), max_length=120)
    mottaker = models.JSONField(_("adresse"), default=dict)
    innhold = models.JSONField(_("innhold"), default=dict)
    sprak = models.CharField(_("språk"), max_length=2, default="nb")
    tilstand = models.CharField(_("status"), max_length=16, choices=Tilstand.choices, default=Tilstand.KLAR)
    opprettet_tid = models.DateTimeField(_("lagt i kø"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    forsok = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    neste_forsok = models.DateTimeField(_("neste forsøk"))
    vekket_tid = models.DateTimeField(null=True, help_text=_("Når en arbeider sist ble bedt om å ta den."))
    sender_tid = models.DateTimeField(_("siste forsøk"), null=True)
    sendt_tid = models.DateTimeField(_("sendt"), null=True)
    ukjent_tid = models.DateTimeField(_("uklart siden"), null=True)
    spurt_tid = models.DateTimeField(_("sist spurt"), null=True)
    feil = models.CharField(_("siste feil"), max_length=500, blank=True)
    ekstern_id = models.CharField(_("SvarUT-id"), max_length=36, blank=True)
    ekstern_status = models.CharField(_("status fra SvarUT"), max_length=40, blank=True)
    ekstern_status_tid = models.DateTimeField(_("status fra SvarUT endret"), null=True)
    erstatter = models.OneToOneField("self", models.PROTECT, null=True, related_name="erstattet_av")

    objects = ForsendelseQuerySet.as_manager()

    class Meta:
        verbose_name = _("forsendelse")
        verbose_name_plural = _("forsendelser")
        ordering = ("-opprettet_tid", "-pk")
        indexes = [
            models.Index(F("neste_forsok"), condition=Q(tilstand=Tilstand.KLAR), name="imdinett_forsendelse_klar"),
            models.Index(fields=["gjelder_type", "gjelder_id"], name="imdinett_forsendelse_gjelder"),
            models.Index(fields=["kommune", "-opprettet_tid"], name="imdinett_forsendelse_kommune"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tilstand=Tilstand.SENDER) | Q(sender_tid__isnull=False),
                name="imdinett_forsendelse_sender_tid",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Tilstand.SENDT, kanal=Kanal.SVARUT) | ~Q(ekstern_id=""),
                name="imdinett_forsendelse_sendt_har_id",
            ),
            models.UniqueConstraint(
                fields=["ekstern_id"], condition=~Q(ekstern_id=""), name="imdinett_forsendelse_ekstern_id"
            ),
        ]

    def __str__(self) -> str:
        return self.tittel
