from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imdinett.hendelse.querysets import HendelseQuerySet, InnsynQuerySet
from imdinett.kommune.models import Kommune

# What stands before the first line of a chain.
KJEDESTART = "0" * 64


class Hendelse(models.Model):
    """One thing that happened, written in the transaction that made it happen (B-090). Never changed (B-091)."""

    tid = models.DateTimeField(_("tidspunkt"))
    type = models.CharField(_("hendelse"), max_length=40)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    bruker_navn = models.CharField(_("utført av"), max_length=100, blank=True)
    rolle = models.CharField(_("rolle"), max_length=100, blank=True)
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    gjelder_type = models.CharField(max_length=40, blank=True)
    gjelder_id = models.CharField(max_length=40, blank=True)
    gjelder_navn = models.CharField(_("gjelder"), max_length=120, blank=True)
    data = models.JSONField(_("opplysninger"), default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=32, blank=True)
    ip = models.GenericIPAddressField(null=True)

    objects = HendelseQuerySet.as_manager()

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ("-tid", "-pk")
        indexes = [
            models.Index(fields=["gjelder_type", "gjelder_id", "-tid"], name="imdinett_hendelse_gjelder"),
            models.Index(fields=["kommune", "-tid"], name="imdinett_hendelse_kommune"),
            models.Index(fields=["-tid"], name="imdinett_hendelse_tid"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.gjelder_navn}"


class Innsyn(models.Model):
    """One look at a person's data. No foreign keys: the line outlives what it names, and is written alone.

    Written by `kjede.legg_til` only: the last fields tie it to the line before it in its chain. `slettet_*` stand in
    the line that says that earlier ones of the chain are gone, and what the last of them was.
    """

    tid = models.DateTimeField(_("tidspunkt"))
    bruker_id = models.BigIntegerField(null=True)
    bruker_navn = models.CharField(_("bruker"), max_length=100)
    enhet = models.CharField(_("enhet"), max_length=100, blank=True)
    rolle = models.CharField(_("rolle"), max_length=100, blank=True)
    kommune_id = models.BigIntegerField(null=True)
    handling = models.CharField(_("handling"), max_length=12)
    utfall = models.CharField(_("utfall"), max_length=8)
    person_id = models.BigIntegerField(null=True)
    person_ider = ArrayField(models.BigIntegerField(), default=list, blank=True)
    saksnummer = models.CharField(_("sak"), max_length=12, blank=True)
    del_av = models.CharField(_("del av mappen"), max_length=40, blank=True)
    formaal = models.CharField(_("formål"), max_length=200, blank=True)
    gradering = models.CharField(_("gradering"), max_length=30, default="ingen")
    kilde = models.CharField(_("kilde"), max_length=5, default="web")
    request_id = models.CharField(max_length=32, blank=True)
    ip = models.GenericIPAddressField(null=True)
    beskrivelse = models.CharField(_("beskrivelse"), max_length=200)
    slettet_fra = models.BigIntegerField(null=True)
    slettet_til = models.BigIntegerField(null=True)
    slettet_hash = models.CharField(max_length=64, blank=True)
    kjede = models.CharField(max_length=120)
    nr = models.BigIntegerField()
    forrige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = InnsynQuerySet.as_manager()

    class Meta:
        verbose_name = _("innsyn")
        verbose_name_plural = _("innsynslogg")
        ordering = ("-tid", "-pk")
        indexes = [
            models.Index(fields=["person_id", "-tid"], name="imdinett_innsyn_person"),
            models.Index(fields=["bruker_id", "-tid"], name="imdinett_innsyn_bruker"),
            models.Index(fields=["kommune_id", "-tid"], name="imdinett_innsyn_kommune"),
            GinIndex(fields=["person_ider"], name="imdinett_innsyn_personer"),
            models.Index(fields=["kjede"], condition=Q(slettet_til__isnull=False), name="imdinett_innsyn_slettet"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kjede", "nr"], name="imdinett_innsyn_kjede_nr"),
            models.CheckConstraint(
                condition=Q(slettet_fra=None, slettet_til=None, slettet_hash="")
                | Q(
                    ~Q(slettet_fra=None),
                    ~Q(slettet_til=None),
                    ~Q(slettet_hash=""),
                    slettet_fra__gte=1,
                    slettet_til__gte=F("slettet_fra"),
                    nr__gt=F("slettet_til"),
                ),
                name="imdinett_innsyn_slettet_hva",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.bruker_navn, self.handling, self.saksnummer)))


class Kjedehode(models.Model):
    """The end of one chain of the access log: moved by the database alone, together with the line that it is of."""

    kjede = models.CharField(max_length=120, primary_key=True)
    siste_nr = models.BigIntegerField()
    siste_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("kjedehode")
        verbose_name_plural = _("kjedehoder")
        ordering = ("kjede",)

    def __str__(self) -> str:
        return f"{self.kjede} {self.siste_nr}"
