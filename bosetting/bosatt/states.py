"""What is put in the folder as a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dokumentslag(models.TextChoices):
    KARTLEGGING = "kartlegging", _("Kartleggingsskjema")
    BREV = "brev", _("Brev")
    PLAN = "plan", _("Plan eller vurdering")
    SAMTYKKE = "samtykke", _("Samtykke")
    KOPP = "kopp", _("KOPP")
    MAL_OG_ARBEIDSPLAN = "mal_og_arbeidsplan", _("Mål- og arbeidsplan")
    EM_KARTLEGGING = "em_kartlegging", _("Individuell kartlegging")
    TILTAKSPLAN = "tiltaksplan", _("Tiltaksplan")
    ANNET = "annet", _("Annet")


D = Dokumentslag
# bosetting.md §6: what follows an enslig mindreårig. Bufetat writes the first two, the mottak the others (B-070).
BUFETATS_PLANER = (D.KOPP, D.MAL_OG_ARBEIDSPLAN)
MOTTAKETS_PLANER = (D.EM_KARTLEGGING, D.TILTAKSPLAN)
EM_PLANER = frozenset({*BUFETATS_PLANER, *MOTTAKETS_PLANER})
