"""The list that IMDi sends and the kommune answers (bosetting.md §5.2, decision 23)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Listetilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    SENDT = "sendt", _("Sendt")
    BESVART = "besvart", _("Besvart")
    FERDIGBEHANDLET = "ferdigbehandlet", _("Ferdigbehandlet")
    TRUKKET = "trukket", _("Trukket")


L = Listetilstand
LISTE_MOVES = {
    L.UTKAST: frozenset({L.SENDT, L.TRUKKET}),
    L.SENDT: frozenset({L.BESVART, L.TRUKKET, L.FERDIGBEHANDLET}),
    L.BESVART: frozenset({L.FERDIGBEHANDLET, L.TRUKKET}),
}


# The kommune has answered, whether or not IMDi has decided.
BESVART = frozenset({L.BESVART, L.FERDIGBEHANDLET})


class Linjetilstand(models.TextChoices):
    VENTER = "venter", _("Venter på svar")
    JA = "ja", _("Ja")
    NEI = "nei", _("Nei")
    TRUKKET = "trukket", _("Trukket")


LINJE_MOVES = {
    Linjetilstand.VENTER: frozenset({Linjetilstand.JA, Linjetilstand.NEI, Linjetilstand.TRUKKET}),
    Linjetilstand.JA: frozenset({Linjetilstand.TRUKKET}),
}


class Sporsmaalstilstand(models.TextChoices):
    """W-14: what the kommune asks of a household before it answers."""

    AAPENT = "aapent", _("Venter på IMDi")
    BESVART = "besvart", _("Besvart")
    TRUKKET = "trukket", _("Trukket av kommunen")
    LUKKET = "lukket", _("Lukket uten svar")


SPORSMAAL_MOVES = {
    Sporsmaalstilstand.AAPENT: frozenset(
        {Sporsmaalstilstand.BESVART, Sporsmaalstilstand.TRUKKET, Sporsmaalstilstand.LUKKET}
    ),
}


class Svar(models.TextChoices):
    JA = "ja", _("Ja")
    NEI = "nei", _("Nei")


class Avslagskode(models.TextChoices):
    MANGLER_BOLIG = "mangler_bolig", _("Mangler bolig")
    MANGLER_HELSETILBUD = "mangler_helsetilbud", _("Mangler helsetilbud")
    MANGLER_SKOLE_BARNEHAGE = "mangler_skole_barnehage", _("Mangler skole eller barnehage")
    IKKE_LEDIGE_PLASSER = "ikke_ledige_plasser", _("Ikke ledige plasser")
    UEGNET_HUSSTANDSSTORRELSE = "uegnet_husstandsstorrelse", _("Husstanden passer ikke til boligene")
    SIKKERHET = "sikkerhet", _("Sikkerhet")
    ANNET = "annet", _("Annet")
