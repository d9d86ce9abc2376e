from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet, Kommune
from imdinett.loggkontroll.querysets import KontrollradQuerySet, OppslagsalarmQuerySet, SkjermingslederQuerySet
from imdinett.loggkontroll.states import Aarsak, Alarmslag, Bruddslag, Vurderingsutfall
from imdinett.web import norsk


class Kontrolluke(models.Model):
    """A week of the access log that has been gone through. Made once; `frist_dato` is by the setting of that day."""

    mandag = models.DateField(_("uke"), unique=True)
    laget_tid = models.DateTimeField(_("laget"))
    frist_dato = models.DateField(_("vurderes innen"))

    class Meta:
        verbose_name = _("uke i loggkontrollen")
        verbose_name_plural = _("uker i loggkontrollen")
        ordering = ("-mandag",)
        constraints = [
            models.CheckConstraint(condition=Q(mandag__iso_week_day=1), name="imdinett_kontrolluke_mandag"),
        ]

    def __str__(self) -> str:
        return norsk.uke_med_dager(self.mandag)


class Kontrollrad(models.Model):
    """One user's looks at one person in a week, and why somebody should see them. Never changed.

    Without `person_id` they are at many. Without `kommune` and `enhet` the user acted for IMDi. The person is a key
    without foreign key, as in the log: the core knows no persons.
    """

    uke = models.ForeignKey(Kontrolluke, models.PROTECT, related_name="rader", verbose_name=_("uke"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, related_name="+", verbose_name=_("enhet"))
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("bruker"))
    person_id = models.BigIntegerField(null=True)
    saksnummer = models.CharField(_("sak"), max_length=12, blank=True)
    aarsaker = ArrayField(models.CharField(max_length=20, choices=Aarsak.choices), verbose_name=_("hvorfor"))
    antall = models.PositiveIntegerField(_("oppslag"))
    forste_tid = models.DateTimeField(_("første oppslag"))

    objects = KontrollradQuerySet.as_manager()

    class Meta:
        verbose_name = _("rad i loggkontrollen")
        verbose_name_plural = _("rader i loggkontrollen")
        ordering = ("-uke__mandag", "bruker__navn", "pk")
        indexes = [models.Index(fields=["kommune", "uke"], name="imdinett_kontrollrad_kommune")]
        constraints = [
            models.UniqueConstraint(
                fields=["uke", "kommune", "enhet", "bruker", "person_id"],
                nulls_distinct=False,
                name="imdinett_kontrollrad_en",
            ),
            models.CheckConstraint(condition=~Q(aarsaker=[]), name="imdinett_kontrollrad_aarsaker"),
            models.CheckConstraint(
                condition=Q(kommune=None) | Q(enhet=None), name="imdinett_kontrollrad_en_tilhorighet"
            ),
        ]

    def __str__(self) -> str:
        aar, uke = klokke.isouke(self.uke.mandag)
        return f"{self.bruker} {uke}/{aar}"


class Vurdering(models.Model):
    """What somebody found. A new view of the matter is a new version; none is changed."""

    rad = models.ForeignKey(Kontrollrad, models.PROTECT, related_name="vurderinger")
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+")
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    utfall = models.CharField(_("utfall"), max_length=12, choices=Vurderingsutfall.choices)
    begrunnelse = models.TextField(_("begrunnelse"))
    vurdert_tid = models.DateTimeField(_("vurdert"))
    vurdert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vurdert av")
    )

    class Meta:
        verbose_name = _("vurdering av oppslag")
        verbose_name_plural = _("vurderinger av oppslag")
        ordering = ("versjon",)
        constraints = [
            models.UniqueConstraint(fields=["rad", "versjon"], name="imdinett_vurdering_versjon"),
            models.CheckConstraint(condition=~Q(begrunnelse=""), name="imdinett_vurdering_begrunnelse"),
        ]

    def __str__(self) -> str:
        return f"{self.get_utfall_display()} ({self.versjon})"


class Oppslagsalarm(models.Model):
    """Something in the log that somebody is told of at once: once a day for each user and kind, and for each protected
    person looked at. As in the log, the person is a key without foreign key."""

    slag = models.CharField(_("hva det gjelder"), max_length=15, choices=Alarmslag.choices)
    dag = models.DateField(_("dag"))
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, related_name="+", verbose_name=_("kommune"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, related_name="+", verbose_name=_("enhet"))
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("bruker"))
    person_id = models.BigIntegerField(null=True)
    saksnummer = models.CharField(_("sak"), max_length=12, blank=True)
    antall = models.PositiveIntegerField(_("antall"))
    vanlig = models.PositiveIntegerField(_("vanlig på en dag"), null=True)
    meldt_tid = models.DateTimeField(_("meldt"))

    objects = OppslagsalarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm om oppslag")
        verbose_name_plural = _("alarmer om oppslag")
        ordering = ("-meldt_tid", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["dag", "slag", "bruker", "kommune", "enhet", "person_id"],
                nulls_distinct=False,
                name="imdinett_oppslagsalarm_en",
            ),
            models.CheckConstraint(
                condition=Q(kommune=None) | Q(enhet=None), name="imdinett_oppslagsalarm_en_tilhorighet"
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()


class Skjermingsleder(models.Model):
    """Whom the alarms about protected persons go to (security.md §5): one named person at a time, who knows none of
    them by name. Named by IMDi's administrator, who may see neither the persons nor the log."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("leder"))
    grunn = models.CharField(_("hvorfor"), max_length=200)
    valgt_tid = models.DateTimeField(_("valgt"))
    valgt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    avsluttet_tid = models.DateTimeField(_("avsluttet"), null=True)
    avsluttet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SkjermingslederQuerySet.as_manager()

    class Meta:
        verbose_name = _("leder for skjermingsgruppene")
        verbose_name_plural = _("ledere for skjermingsgruppene")
        ordering = ("-valgt_tid", "-pk")
        constraints = [
            # «Not over» counts as a time like another, so there is one of it.
            models.UniqueConstraint(fields=["avsluttet_tid"], nulls_distinct=False, name="imdinett_skjermingsleder_en"),
            models.CheckConstraint(
                condition=Q(avsluttet_tid=None, avsluttet_av=None)
                | Q(avsluttet_tid__isnull=False, avsluttet_av__isnull=False),
                name="imdinett_skjermingsleder_avsluttet_av",
            ),
        ]

    def __str__(self) -> str:
        return str(self.bruker)


class Kjedekontroll(models.Model):
    """One time that all chains of the access log were gone through, and what came of it."""

    startet_tid = models.DateTimeField(_("startet"))
    ferdig_tid = models.DateTimeField(_("ferdig"))
    kjeder = models.PositiveIntegerField(_("kjeder"))
    linjer = models.PositiveBigIntegerField(_("linjer"))
    antall_funn = models.PositiveIntegerField(_("funn"))

    class Meta:
        verbose_name = _("kontroll av loggkjedene")
        verbose_name_plural = _("kontroller av loggkjedene")
        ordering = ("-startet_tid", "-pk")
        indexes = [models.Index(fields=["-startet_tid", "-id"], name="imdinett_kjedekontroll_sist")]

    def __str__(self) -> str:
        return f"{klokke.dag(self.startet_tid)} {self.antall_funn}"


class Kjedefunn(models.Model):
    """Lines that are not as they were written. Numbers of a chain: neither who looked nor at whom."""

    kontroll = models.ForeignKey(Kjedekontroll, models.PROTECT, related_name="funn")
    slag = models.CharField(_("hva"), max_length=20, choices=Bruddslag.choices)
    kjede = models.CharField(_("kjede"), max_length=120, blank=True)
    fra_nr = models.BigIntegerField(_("fra linje"))
    til_nr = models.BigIntegerField(_("til linje"))

    class Meta:
        verbose_name = _("funn i en loggkjede")
        verbose_name_plural = _("funn i loggkjedene")
        ordering = ("kjede", "fra_nr", "slag")
        constraints = [
            models.UniqueConstraint(fields=["kontroll", "slag", "kjede", "fra_nr"], name="imdinett_kjedefunn_ett"),
        ]

    def __str__(self) -> str:
        return f"{self.slag} {self.kjede} {self.fra_nr}"


class Hodeliste(models.Model):
    """The heads of all chains at one moment, signed. `sendt_til` is empty when nobody was there to send it to."""

    laget_tid = models.DateTimeField(_("laget"))
    antall = models.PositiveIntegerField(_("kjeder"))
    tekst = models.TextField(_("liste"))
    sendt_til = models.EmailField(_("sendt til"), blank=True)

    class Meta:
        verbose_name = _("liste over kjedehoder")
        verbose_name_plural = _("lister over kjedehoder")
        ordering = ("-laget_tid", "-pk")
        indexes = [models.Index(fields=["-laget_tid", "-id"], name="imdinett_hodeliste_sist")]

    def __str__(self) -> str:
        return f"{klokke.dag(self.laget_tid)} {self.antall}"
