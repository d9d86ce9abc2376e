from django.db import models
from django.utils.translation import gettext_lazy as _


class Rundetilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    SENDT = "sendt", _("Sendt")


class Rundetype(models.TextChoices):
    ORDINAR = "ordinar", _("ordinær anmodning")
    TILLEGG = "tillegg", _("tilleggsanmodning")
    JUSTERT = "justert", _("justert anmodning")


class Anmodningstilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    SENDT = "sendt", _("Sendt")
    PURRET = "purret", _("Purret")
    BESVART = "besvart", _("Besvart")
    ERSTATTET = "erstattet", _("Erstattet")


class Vedtakstilstand(models.TextChoices):
    REGISTRERT = "registrert", _("Registrert, ikke godkjent")
    GODKJENT = "godkjent", _("Godkjent")
    ERSTATTET = "erstattet", _("Erstattet")


RUNDE_MOVES = {Rundetilstand.UTKAST: frozenset({Rundetilstand.SENDT})}
A = Anmodningstilstand
ANMODNING_MOVES = {
    A.UTKAST: frozenset({A.SENDT}),
    A.SENDT: frozenset({A.BESVART, A.PURRET, A.ERSTATTET}),
    A.PURRET: frozenset({A.BESVART, A.PURRET, A.ERSTATTET}),
    A.BESVART: frozenset({A.ERSTATTET}),
}
VEDTAK_MOVES = {
    Vedtakstilstand.REGISTRERT: frozenset({Vedtakstilstand.GODKJENT, Vedtakstilstand.ERSTATTET}),
    Vedtakstilstand.GODKJENT: frozenset({Vedtakstilstand.ERSTATTET}),
}
