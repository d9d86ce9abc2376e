"""How the kommune's profile is shown (W-18)."""

from django.utils.translation import gettext as _

from bosetting.innmelding.models import Kommuneprofil
from bosetting.innmelding.states import Utdanningstilbud
from imdinett.web import norsk
from imdinett.web.komponent import Rad


def utdanningstekst(profil: Kommuneprofil) -> str:
    return ", ".join(str(Utdanningstilbud(kode).label) for kode in profil.utdanning) or _("Ikke noe av dette")


def sykehustekst(km: int) -> str:
    return _("%(antall)s km") % {"antall": norsk.tall(km)}


def rader(profil: Kommuneprofil) -> list[Rad]:
    return [
        Rad(_("Utdanning i kommunen eller innenfor dagpendling"), utdanningstekst(profil)),
        Rad(_("Nærmeste sykehus"), sykehustekst(profil.sykehus_km)),
        Rad(_("Om helsetilbudet"), profil.helsetilbud),
        Rad(_("Yrker det er behov for"), ", ".join(profil.yrker)),
        Rad(_("Om arbeidsmarkedet"), profil.arbeidsmarked),
    ]
