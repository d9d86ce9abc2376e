"""What is stored about a person, table by table, in the order that it is read (GDPR art. 15, bosetting.md §6)."""

from django.utils.translation import gettext_lazy as _

from bosetting.samling.kilder.personen import BOSTED, FAMILIE, IDENTITET, KARTLEGGING
from bosetting.samling.kilder.saken import BOSETTING, FORDELING, RESTEN, SAK, SKREVET

GRUPPER = {
    "identitet": _("Hvem du er"),
    "sak": _("Saken og oppholdet"),
    "familie": _("Husstand og familie"),
    "bosted": _("Hvor du bor og har bodd"),
    "kartlegging": _("Kartlegging og kompetanse"),
    "helse": _("Helse og særlige forhold"),
    "fordeling": _("Kommuner som er spurt, og svarene"),
    "bosetting": _("Vedtak og bosetting"),
    "brev": _("Brev"),
    "dokumenter": _("Dokumenter"),
    "notater": _("Notater"),
    "avvik": _("Avvik"),
    "henvendelser": _("Henvendelser mellom kommunen og IMDi"),
    "beskyttelse": _("Adressebeskyttelse"),
    "filer": _("Rader fra andre som ble avvist"),
    "hendelser": _("Hva som har skjedd i saken"),
}
# The same groups as a caseworker reads them.
MAPPEGRUPPER = {
    "identitet": _("Identitet"),
    "sak": _("Opphold og sak"),
    "familie": _("Familie"),
    "bosted": _("Bosted"),
    "kartlegging": _("Kartlegging og kompetanse"),
    "helse": _("Helse og særlige forhold"),
    "fordeling": _("Fordelinger"),
    "bosetting": _("Vedtak og bosetting"),
    "brev": _("Brev"),
    "dokumenter": _("Dokumenter"),
    "notater": _("Notater"),
    "avvik": _("Avvik"),
    "beskyttelse": _("Adressebeskyttelse"),
    "hendelser": _("Hendelser"),
}
KILDER = (*IDENTITET, *SAK, *FAMILIE, *BOSTED, *KARTLEGGING, *FORDELING, *BOSETTING, *SKREVET, *RESTEN)
