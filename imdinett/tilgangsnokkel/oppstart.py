"""What the credentials add to the menus at start."""

from django.utils.translation import gettext_lazy as _

from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import arbeidssider, meny
from imdinett.web.arbeidssider import Arbeidsside
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    """Called once, when every model is loaded."""
    meny.registrer(Menypunkt(_("Tilgangsnøkler"), "tilgangsnokler", frozenset({Rettighet.BRUKERE_SKRIV}), 95))
    arbeidssider.registrer(
        Arbeidsside(
            _("Tilgangsnøkler"),
            "imdi_tilgangsnokler",
            Rettighet.KOMMUNEADMIN_SKRIV,
            _("Nøklene som kommunenes systemer leser med. Kall tilbake en nøkkel som er på avveie."),
            81,
        )
    )
