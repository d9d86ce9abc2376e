"""W-12: the criteria of a round, their values, variants of the weights, and what the one that was used gave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bosetting.anmodning.modell.querysets import KriteriemalQuerySet, ModelltallQuerySet
from bosetting.anmodning.modell.states import Grunnlag, Malstatus, Verdikilde
from bosetting.anmodning.models import Anmodningsrunde
from imdinett.kommune.models import Kommune


class Kriterietekst(models.Model):
    """What a criterion is called and what its values say."""

    kode = models.SlugField(_("kode"), max_length=30)
    navn = models.CharField(_("navn, bokmål"), max_length=80)
    navn_nn = models.CharField(_("navn, nynorsk"), max_length=80)
    kilde = models.CharField(_("verdiene kommer fra"), max_length=9, choices=Verdikilde.choices, default=Verdikilde.FIL)
    grunnlag = models.CharField(_("hva verdien er"), max_length=13, choices=Grunnlag.choices, default=Grunnlag.VERDI)
    rekkefolge = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return (get_language() == "nn" and self.navn_nn) or self.navn


class Kriteriemal(Kriterietekst):
    """A dated default: what a new round begins with. Data, so that next year's criteria need no new program."""

    vekt = models.PositiveSmallIntegerField(_("vekt i prosent"), default=0)
    vekt_em = models.PositiveSmallIntegerField(_("vekt i prosent, enslige mindreårige"), default=0)
    gyldig_fra = models.DateField(_("gjelder fra"))
    gyldig_til = models.DateField(_("gjelder til"), null=True, blank=True, help_text=_("Første dag som ikke er med."))
    status = models.CharField(_("status"), max_length=9, choices=Malstatus.choices, default=Malstatus.FORSLAG)
    hjemmel = models.CharField(_("hvor det står"), max_length=300, blank=True)

    objects = KriteriemalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mal for kriterium")
        verbose_name_plural = _("maler for kriterier")
        ordering = ("rekkefolge", "kode", "gyldig_fra")
        constraints = [
            models.UniqueConstraint(fields=["kode", "gyldig_fra"], name="bosetting_kriteriemal_en_start"),
            models.CheckConstraint(condition=Q(vekt__lte=100, vekt_em__lte=100), name="bosetting_kriteriemal_vekt"),
        ]


class Rundekriterium(Kriterietekst):
    """A criterion of one round. `verdier_fra` says in words where its values came from, and of which day."""

    runde = models.ForeignKey(Anmodningsrunde, models.PROTECT, related_name="rundekriterier")
    status = models.CharField(_("status"), max_length=9, choices=Malstatus.choices, default=Malstatus.FASTSATT)
    verdier_fra = models.CharField(_("hvor verdiene er hentet"), max_length=200, blank=True)
    verdier_dato = models.DateField(_("verdiene gjelder per"), null=True)

    class Meta:
        verbose_name = _("kriterium i runden")
        verbose_name_plural = _("kriterier i runden")
        ordering = ("rekkefolge", "kode")
        constraints = [models.UniqueConstraint(fields=["runde", "kode"], name="bosetting_rundekriterium_en")]


class Kriterieverdi(models.Model):
    kriterium = models.ForeignKey(Rundekriterium, models.CASCADE, related_name="verdier")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    verdi = models.DecimalField(_("verdi"), max_digits=14, decimal_places=4)

    class Meta:
        verbose_name = _("kriterieverdi")
        verbose_name_plural = _("kriterieverdier")
        constraints = [
            models.UniqueConstraint(fields=["kriterium", "kommune"], name="bosetting_kriterieverdi_en"),
            models.CheckConstraint(condition=Q(verdi__gte=0), name="bosetting_kriterieverdi_ikke_negativ"),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} {self.verdi}"


class Variant(models.Model):
    """One set of weights and choices for a round. The one with `brukt_tid` filled the draft."""

    runde = models.ForeignKey(Anmodningsrunde, models.PROTECT, related_name="varianter")
    navn = models.CharField(_("navn"), max_length=60)
    minste = models.PositiveSmallIntegerField(_("minste antall til en kommune"))
    begrunnelse = models.CharField(_("begrunnelse for et lavere minsteantall"), max_length=300, blank=True)
    opprettet_tid = models.DateTimeField(_("opprettet"))
    opprettet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brukt_tid = models.DateTimeField(_("brukt i runden"), null=True)
    brukt_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    brukt_nr = models.PositiveIntegerField(null=True, help_text=_("Endringen som ble brukt."))
    endret_nr = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("variant av beregningen")
        verbose_name_plural = _("varianter av beregningen")
        ordering = ("runde", "pk")
        constraints = [
            models.UniqueConstraint(fields=["runde", "navn"], name="bosetting_variant_navn"),
            models.UniqueConstraint(
                fields=["runde"], condition=Q(brukt_tid__isnull=False), name="bosetting_variant_en_brukt"
            ),
            models.CheckConstraint(
                condition=Q(brukt_tid=None, brukt_av=None, brukt_nr=None)
                | Q(brukt_tid__isnull=False, brukt_av__isnull=False, brukt_nr__isnull=False),
                name="bosetting_variant_brukt_av",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def er_endret_siden(self) -> bool:
        return self.brukt_nr is not None and self.brukt_nr != self.endret_nr


class Variantvekt(models.Model):
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="vekter")
    kriterium = models.ForeignKey(Rundekriterium, models.CASCADE, related_name="+")
    vekt = models.PositiveSmallIntegerField(_("vekt i prosent"))
    vekt_em = models.PositiveSmallIntegerField(_("vekt i prosent, enslige mindreårige"))

    class Meta:
        verbose_name = _("vekt i varianten")
        verbose_name_plural = _("vekter i varianten")
        constraints = [
            models.UniqueConstraint(fields=["variant", "kriterium"], name="bosetting_variantvekt_en"),
            models.CheckConstraint(condition=Q(vekt__lte=100, vekt_em__lte=100), name="bosetting_variantvekt_vekt"),
        ]

    def __str__(self) -> str:
        return f"{self.variant} {self.kriterium_id}"


class Variantkommune(models.Model):
    """What is said of one kommune in a variant: left out, asked for EM, or another number than the computed."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="valg")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    utelatt = models.BooleanField(_("holdes utenfor"), default=False)
    med_em = models.BooleanField(_("blir bedt om å ta imot enslige mindreårige"), default=False)
    antall = models.PositiveIntegerField(_("antall satt manuelt"), null=True)
    herav_em = models.PositiveIntegerField(_("herav enslige mindreårige, satt manuelt"), null=True)
    begrunnelse = models.CharField(_("begrunnelse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("valg for en kommune")
        verbose_name_plural = _("valg for kommuner")
        constraints = [
            models.UniqueConstraint(fields=["variant", "kommune"], name="bosetting_variantkommune_en"),
            models.CheckConstraint(
                condition=Q(antall=None, herav_em=None)
                | Q(antall__isnull=False, herav_em__isnull=False, herav_em__lte=F("antall")),
                name="bosetting_variantkommune_em",
            ),
            models.CheckConstraint(
                condition=~Q(begrunnelse="") | Q(utelatt=False, antall=None), name="bosetting_variantkommune_begrunnet"
            ),
            models.CheckConstraint(
                condition=Q(utelatt=False) | Q(antall=None, med_em=False), name="bosetting_variantkommune_ett_valg"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant} {self.kommune_id}"


class Modelltall(models.Model):
    """How one kommune's number in a round came about, as it stood when the draft was filled.

    `deler` are the criteria that counted, each with name, value, weight and persons, as text. `antall` is the manual
    number, beside the computed one; it is empty when nothing was changed by hand.
    """

    runde = models.ForeignKey(Anmodningsrunde, models.PROTECT, related_name="modelltall")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    ordinaere = models.PositiveIntegerField(_("beregnet, uten enslige mindreårige"))
    em = models.PositiveIntegerField(_("beregnet, enslige mindreårige"))
    minste = models.PositiveSmallIntegerField(_("minste antall"))
    utelatt = models.BooleanField(_("holdt utenfor"), default=False)
    antall = models.PositiveIntegerField(_("antall satt manuelt"), null=True)
    herav_em = models.PositiveIntegerField(_("herav enslige mindreårige, satt manuelt"), null=True)
    begrunnelse = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    deler = models.JSONField(_("hva hvert kriterium gir"), default=list)

    objects = ModelltallQuerySet.as_manager()

    class Meta:
        verbose_name = _("beregnet tall")
        verbose_name_plural = _("beregnede tall")
        ordering = ("runde", "kommune__nummer")
        constraints = [models.UniqueConstraint(fields=["runde", "kommune"], name="bosetting_modelltall_en")]

    def __str__(self) -> str:
        return f"{self.runde} {self.kommune_id}"
