"""Why a look is put before somebody, and what that somebody found (security.md §8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Aarsak(models.TextChoices):
    UTEN_OPPGAVE = "uten_oppgave", _("Uten oppgave i saken")
    SAMME_ETTERNAVN = "samme_etternavn", _("Samme etternavn")
    NATT = "natt", _("Om natten")
    MANGE = "mange", _("Mange personer på kort tid")
    KOLLEGA = "kollega", _("Kollega")
    SKJERMET = "skjermet", _("Skjermet person")


class Alarmslag(models.TextChoices):
    """What somebody is told of at once (security.md §5, §6 F)."""

    MANGE_PER_TIME = "mange_per_time", _("Mange mapper på en time")
    OVER_VANLIG = "over_vanlig", _("Mange flere mapper enn vanlig")
    EKSPORT_STANSET = "eksport_stanset", _("Hentet ut filer til grensen stoppet det")
    SKJERMET = "skjermet", _("Oppslag på en skjermet person")


class Bruddslag(models.TextChoices):
    """What was found in a chain of the access log: the kinds of `hendelse.kjedekontroll`, and a list that is forged."""

    ENDRET = "endret", _("Linje endret")
    MANGLER = "mangler", _("Linje mangler")
    INNSATT = "innsatt", _("Linje satt inn")
    OMBYTTET = "ombyttet", _("Linje byttet om")
    HALE_KUTTET = "hale_kuttet", _("Slutten mangler")
    HODE_ENDRET = "hode_endret", _("Hodet er endret")
    SENDT_HODE_AVVIKER = "sendt_hode_avviker", _("Avviker fra hodet som ble sendt")
    SLETTET_FOR_TIDLIG = "slettet_for_tidlig", _("Slettet før tiden")
    LISTE_UGYLDIG = "liste_ugyldig", _("Listen over hoder er forfalsket")


class Vurderingsutfall(models.TextChoices):
    I_ORDEN = "i_orden", _("I orden")
    FOLGES_OPP = "folges_opp", _("Må følges opp")
    BRUDD = "brudd", _("Brudd")
