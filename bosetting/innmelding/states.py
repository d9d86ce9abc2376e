"""What a kommune reports to IMDi, and how far it has come (bosetting.md §8). Never edited: cancel, send anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Innmeldingstilstand(models.TextChoices):
    SENDT = "sendt", _("Sendt")
    BEHANDLET = "behandlet", _("Behandlet av IMDi")
    BRUKT = "brukt", _("Brukt")
    KANSELLERT = "kansellert", _("Kansellert")


I = Innmeldingstilstand  # noqa: E741
MOVES = {
    I.SENDT: frozenset({I.BEHANDLET, I.KANSELLERT}),
    I.BEHANDLET: frozenset({I.KANSELLERT}),
}
# A request about one person is answered once; what IMDi has answered is not cancelled afterwards.
PERSON_MOVES = {I.SENDT: frozenset({I.BEHANDLET, I.KANSELLERT})}
# The time plan is guiding (B-083): nobody answers a week, it counts until it is cancelled.
PLASS_MOVES = {I.SENDT: frozenset({I.KANSELLERT})}
# B-086: capacity for enslige mindreårige is also used up.
EM_MOVES = {
    I.SENDT: frozenset({I.BEHANDLET, I.BRUKT, I.KANSELLERT}),
    I.BEHANDLET: frozenset({I.BRUKT, I.KANSELLERT}),
}
# What still counts: not cancelled and not used.
GJELDENDE = frozenset({I.SENDT, I.BEHANDLET})


class Boligtype(models.TextChoices):
    LEILIGHET = "leilighet", _("Leilighet")
    HYBEL = "hybel", _("Hybel")
    REKKEHUS = "rekkehus", _("Rekkehus eller tomannsbolig")
    ENEBOLIG = "enebolig", _("Enebolig")
    ROM = "rom", _("Rom i bofellesskap")


class Passer(models.TextChoices):
    """Whom a home suits, as the kommune sees it."""

    ENSLIG = "enslig", _("Enslig voksen")
    FAMILIE = "familie", _("Familie")
    EM = "em", _("Enslige mindreårige")
    BOFELLESSKAP = "bofellesskap", _("Bofellesskap")


class Filslag(models.TextChoices):
    BILDE = "bilde", _("Bilde")
    PLANTEGNING = "plantegning", _("Plantegning")


class Relasjon(models.TextChoices):
    FAMILIE = "familie", _("Nær familie i kommunen")
    ANNEN_FAMILIE = "annen_familie", _("Annen familie eller venner i kommunen")
    ARBEID = "arbeid", _("Arbeid eller utdanning i kommunen")
    AMOT = "amot", _("Bor i kommunen på alternativ mottaksplass")
    ANNET = "annet", _("Annet")


class Utdanningstilbud(models.TextChoices):
    """W-18: what can be reached from where people live in the kommune."""

    VIDEREGAENDE = "videregaende", _("Videregående opplæring")
    VOKSEN = "voksen", _("Grunnskole eller videregående for voksne")
    HOYERE = "hoyere", _("Høyskole eller universitet")


class Aldersgruppe(models.TextChoices):
    UNDER_15 = "under_15", _("Under 15 år")
    FRA_15 = "fra_15", _("15 til 17 år")
