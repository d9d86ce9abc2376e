"""Letters and e-mail: what is certain, what is not (security.md §7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kanal(models.TextChoices):
    EPOST = "epost", _("e-post")
    SVARUT = "svarut", _("SvarUT")
    UTSKRIFT = "utskrift", _("utskrift")


class Tilstand(models.TextChoices):
    KLAR = "klar", _("I kø")
    SENDER = "sender", _("Sendes nå")
    SENDT = "sendt", _("Sendt")
    LEVERT = "levert", _("Levert")
    LEST = "lest", _("Lest")
    PRINT = "print", _("Sendt som brevpost")
    FEILET_LEVERING = "feilet_levering", _("Ikke levert")
    AVVIST = "avvist", _("Avvist")
    UKJENT_UTFALL = "ukjent_utfall", _("Uklart om den kom fram")
    AVKLARES = "avklares", _("Må avklares av IMDi")
    AVBRUTT = "avbrutt", _("Avbrutt før sending")


T = Tilstand
MOVES = {
    T.KLAR: frozenset({T.SENDER, T.AVBRUTT, T.PRINT}),
    T.SENDER: frozenset({T.SENDT, T.KLAR, T.AVVIST, T.UKJENT_UTFALL}),
    T.UKJENT_UTFALL: frozenset({T.SENDT, T.KLAR, T.AVKLARES}),
    T.AVKLARES: frozenset({T.SENDT, T.KLAR, T.AVBRUTT}),
    T.AVVIST: frozenset({T.KLAR, T.AVBRUTT}),
    T.SENDT: frozenset({T.LEVERT, T.LEST, T.PRINT, T.FEILET_LEVERING}),
    T.LEVERT: frozenset({T.LEST, T.PRINT, T.FEILET_LEVERING}),
    T.PRINT: frozenset({T.LEST}),
    T.FEILET_LEVERING: frozenset({T.LEST}),
}
FEIL = frozenset({T.AVVIST, T.FEILET_LEVERING, T.AVKLARES, T.UKJENT_UTFALL})
