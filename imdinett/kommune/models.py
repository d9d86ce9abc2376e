"""Fylke, kommune and what a kommune is called in which years. Kommune is the legal unit (decision 16)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.querysets import (
    EnhetQuerySet,
    KommunenummerQuerySet,
    KommuneQuerySet,
    KontaktinformasjonQuerySet,
)


class Maalform(models.TextChoices):
    BOKMAAL = "bokmål", _("bokmål")
    NYNORSK = "nynorsk", _("nynorsk")
    NOYTRAL = "nøytral", _("nøytral")


class Fylke(models.Model):
    nummer = models.CharField(_("fylkesnummer"), max_length=2, primary_key=True)
    navn = models.CharField(_("navn"), max_length=60)
    orgnr = models.CharField(_("fylkeskommunens organisasjonsnummer"), max_length=9, blank=True)

    class Meta:
        verbose_name = _("fylke")
        verbose_name_plural = _("fylker")
        ordering = ("nummer",)

    def __str__(self) -> str:
        return self.navn


class Kommune(models.Model):
    """One legal unit. `nummer`, `navn` and `visningsnavn` repeat its last period, for lists and sorting."""

    nummer = models.CharField(_("kommunenummer"), max_length=4)
    navn = models.CharField(_("navn"), max_length=60)
    visningsnavn = models.CharField(_("visningsnavn"), max_length=80)
    navn_offisielt = models.CharField(_("offisielt navn"), max_length=120, blank=True)
    sortering = models.GeneratedField(
        expression=Func(F("visningsnavn"), function="nb_sort_key"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    fylke = models.ForeignKey(Fylke, models.PROTECT, null=True, verbose_name=_("fylke"))
    orgnr = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    maalform = models.CharField(_("målform"), max_length=8, choices=Maalform.choices, default=Maalform.NOYTRAL)
    folketall = models.PositiveIntegerField(_("folketall"), null=True)
    folketall_dato = models.DateField(_("folketall per"), null=True)
    sentralitet = models.PositiveSmallIntegerField(_("sentralitet"), null=True)
    nettsted = models.CharField(_("nettsted"), max_length=100, blank=True)
    gyldig_til = models.DateField(_("opphørt"), null=True, help_text=_("Tom for kommuner som finnes i dag."))

    objects = KommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ("sortering", "pk")
        # The codes of the roles that are granted on a kommune; tilgang/roller.py says what each may do.
        permissions = [
            (kode, kode)
            for kode in (
                "kommune_bosetter_skriv",
                "kommune_bosetter_les",
                "kommune_administrator",
                "kommune_nir_superbruker",
                "kommune_tilskudd",
                "kommune_ekstratilskudd",
                "fylke_les",
                "se_sensitivt",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["nummer"], condition=Q(gyldig_til=None), name="imdinett_kommune_ett_gyldig_nummer"
            ),
            models.UniqueConstraint(fields=["orgnr"], condition=~Q(orgnr=""), name="imdinett_kommune_orgnr"),
        ]

    def __str__(self) -> str:
        return self.visningsnavn

    @property
    def er_gyldig(self) -> bool:
        return self.gyldig_til is None

    @property
    def sprak(self) -> str:
        """The language code of letters and mail to the kommune: nøytral gets bokmål."""
        return "nn" if self.maalform == Maalform.NYNORSK else "nb"


class Kommunenummer(models.Model):
    """What a kommune was numbered and named in a period. An empty start: since before the source begins."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="perioder", verbose_name=_("kommune"))
    nummer = models.CharField(_("kommunenummer"), max_length=4)
    navn = models.CharField(_("navn"), max_length=120)
    gyldig_fra = models.DateField(_("fra og med"), null=True)
    gyldig_til = models.DateField(_("til"), null=True, help_text=_("Første dag som ikke er med."))

    objects = KommunenummerQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommunenummer")
        verbose_name_plural = _("kommunenumre")
        ordering = ("nummer", F("gyldig_fra").asc(nulls_first=True))
        constraints = [
            models.CheckConstraint(
                condition=Q(gyldig_fra=None) | Q(gyldig_til=None) | Q(gyldig_fra__lt=F("gyldig_til")),
                name="imdinett_kommunenummer_rekkefolge",
            ),
            models.UniqueConstraint(
                fields=["nummer", "gyldig_fra"], nulls_distinct=False, name="imdinett_kommunenummer_en_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.navn}"

    @property
    def siste_dag(self) -> date | None:
        """As people say it: the last day with the number, not the first without."""
        return self.gyldig_til - timedelta(days=1) if self.gyldig_til else None


class Etterfolger(models.Model):
    """A kommune that closed, and one it went into. Two rows for one old kommune: it was split."""

    gammel = models.ForeignKey(Kommune, models.PROTECT, related_name="etterfolgere", verbose_name=_("opphørt kommune"))
    ny = models.ForeignKey(Kommune, models.PROTECT, related_name="forgjengere", verbose_name=_("ny kommune"))
    dato = models.DateField(_("dato"))

    class Meta:
        verbose_name = _("etterfølger")
        verbose_name_plural = _("etterfølgere")
        constraints = [models.UniqueConstraint(fields=["gammel", "ny"], name="imdinett_etterfolger_par")]

    def __str__(self) -> str:
        return f"{self.gammel} → {self.ny}"


class Kommunegrenser(models.Model):
    """The borders of all kommuner, as they are drawn on our maps, of the structure in force on `gyldig_fra`.

    `stier` and `plasser` have a kommunenummer for key: an SVG path, and where it lies (`grenser.forenkling.Plass`).
    """

    gyldig_fra = models.DateField(_("gjelder fra"), unique=True)
    kilde = models.CharField(_("kilde"), max_length=100)
    lisens = models.CharField(_("lisens"), max_length=60)
    stier = models.JSONField(_("omriss"))
    plasser = models.JSONField(_("plassering"))
    avtrykk = models.CharField(_("avtrykk"), max_length=16)
    lastet_tid = models.DateTimeField(_("lastet"))

    class Meta:
        verbose_name = _("kommunegrenser")
        verbose_name_plural = _("kommunegrenser")
        ordering = ("gyldig_fra",)
        constraints = [
            # The licence of the source asks for both beside the map.
            models.CheckConstraint(
                condition=~Q(kilde="") & ~Q(lisens=""), name="imdinett_kommunegrenser_kilde_og_lisens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kilde} {self.gyldig_fra}"


class Kontaktinformasjon(models.Model):
    """One version of what the kommune says about itself; the newest counts, the others are history."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="kontakter", verbose_name=_("kommune"))
    adresselinje = models.CharField(_("postadresse"), max_length=100)
    postnummer = models.CharField(_("postnummer"), max_length=4)
    poststed = models.CharField(_("poststed"), max_length=40)
    postmottak = models.EmailField(_("e-post til postmottaket"))
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    kontaktperson = models.CharField(_("kontakt for bosetting"), max_length=100, blank=True)
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = KontaktinformasjonQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontaktinformasjon")
        verbose_name_plural = _("kontaktinformasjon")
        ordering = ("-registrert_tid", "-pk")

    def __str__(self) -> str:
        return f"{self.adresselinje}, {self.postnummer} {self.poststed}"


class Databehandleravtale(models.Model):
    """The signed agreement without which nobody in the kommune gets in (B-005)."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="avtaler", verbose_name=_("kommune"))
    versjon = models.CharField(_("versjon av avtalen"), max_length=20)
    signert_dato = models.DateField(_("signert"))
    signert_av = models.CharField(_("signert av"), max_length=100, help_text=_("Navn og stilling."))
    referanse = models.CharField(
        _("referanse"),
        max_length=60,
        blank=True,
        help_text=_("Hvor den signerte avtalen ligger, for eksempel i arkivet."),
    )
    dokument = models.ForeignKey(
        "imdinett.Opplasting", models.PROTECT, null=True, related_name="+", verbose_name=_("dokument")
    )
    registrert_tid = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opphevet_tid = models.DateTimeField(_("opphevet"), null=True)
    opphevet_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("databehandleravtale")
        verbose_name_plural = _("databehandleravtaler")
        ordering = ("-registrert_tid",)
        constraints = [
            models.UniqueConstraint(
                fields=["kommune"], condition=Q(opphevet_tid=None), name="imdinett_databehandleravtale_en_gyldig"
            ),
            models.CheckConstraint(
                condition=Q(opphevet_tid=None, opphevet_av=None)
                | Q(opphevet_tid__isnull=False, opphevet_av__isnull=False),
                name="imdinett_databehandleravtale_opphevet_av",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} {self.versjon}"


class Enhet(models.Model):
    """A unit that is no kommune: mottak, omsorgssenter, Bufetat's regions."""

    class Type(models.TextChoices):
        MOTTAK = "mottak", _("mottak")
        OMSORGSSENTER = "omsorgssenter", _("omsorgssenter")
        BUFETAT = "bufetat", _("Bufetat")

    navn = models.CharField(_("navn"), max_length=100, unique=True)
    type = models.CharField(_("type"), max_length=15, choices=Type.choices)
    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, verbose_name=_("ligger i"))
    overordnet = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="underenheter", verbose_name=_("hører til")
    )

    objects = EnhetQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("navn",)
        constraints = [
            # Only an omsorgssenter has somebody above it: a membership must not reach a mottak by way of a region.
            models.CheckConstraint(
                condition=Q(overordnet=None) | Q(type="omsorgssenter"), name="imdinett_enhet_under_bufetat"
            ),
        ]

    def __str__(self) -> str:
        return self.navn
