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


class Plassendringstilstand(models.TextChoices):
    FORESLATT = "foreslatt", _("Foreslått")
    BEKREFTET = "bekreftet", _("Bekreftet")
    AVSLATT = "avslatt", _("Avslått")
    TRUKKET = "trukket", _("Trukket")


class Plassendringsslag(models.TextChoices):
    ORDINAER = "ordinaer", _("Gjøres om til ordinære plasser")
    NESTE_AAR = "neste_aar", _("Flyttes til neste år")


class Part(models.TextChoices):
    """The two who must both say yes to a change of EM places (B-027)."""

    KOMMUNE = "kommune", _("Kommunen")
    IMDI = "imdi", _("IMDi")


class Onske(models.TextChoices):
    """W-13: what a kommune wishes for, or has room for. IMDi sees it; it binds nobody (B-023)."""

    FAMILIER = "familier", _("Familier med barn")
    STORE_HUSSTANDER = "store_husstander", _("Store husstander (fem personer eller flere)")
    ENSLIGE = "enslige", _("Enslige voksne")
    EM = "em", _("Enslige mindreårige")
    TILRETTELAGT_BOLIG = "tilrettelagt_bolig", _("Personer som trenger tilrettelagt bolig")
    HELSEBEHOV = "helsebehov", _("Personer med store behov for helsetjenester")


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
P = Plassendringstilstand
PLASSENDRING_MOVES = {P.FORESLATT: frozenset({P.BEKREFTET, P.AVSLATT, P.TRUKKET})}
