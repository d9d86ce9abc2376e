"""What bosetting adds to the shell at start: entries in the menu, sources of tasks."""

from django.utils.translation import gettext_lazy as _

from bosetting.fordeling import lister
from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.web import meny, oppgaver
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    """Called once, when every model is loaded."""
    meny.registrer(
        Menypunkt(_("Fordelingslister"), "fordelingslister", frozenset({R.FORDELING_LES}), 20, lister.antall_ubesvarte),
        Menypunkt(_("Kommuner"), "kommuner", frozenset({R.KOMMUNE_LES}), 40),
        Menypunkt(_("Rapporter"), "rapporter", frozenset({R.RAPPORT_LES}), 60),
    )
    oppgaver.registrer(lister.oppgaver)
