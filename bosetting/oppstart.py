"""What bosetting adds to the shell at start: entries in the menu, sources of tasks."""

from django.utils.translation import gettext_lazy as _

from bosetting.bosatt import oppgaver as bosattoppgaver
from bosetting.fordeling import lister
from bosetting.vedtak import oppgaver as vedtaksoppgaver
from bosetting.vedtak import queries as vedtak
from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.utboks import synlighet
from imdinett.web import meny, oppgaver
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    """Called once, when every model is loaded."""
    meny.registrer(
        Menypunkt(_("Fordelingslister"), "fordelingslister", frozenset({R.FORDELING_LES}), 20, lister.antall_ubesvarte),
        Menypunkt(_("Personer"), "personer", frozenset({R.SAK_LES}), 30),
        Menypunkt(_("Kommuner"), "kommuner", frozenset({R.KOMMUNE_LES}), 40),
        Menypunkt(_("Rapporter"), "rapporter", frozenset({R.RAPPORT_LES}), 60),
    )
    oppgaver.registrer(lister.oppgaver)
    oppgaver.registrer(vedtaksoppgaver.til_avgjorelse, bosattoppgaver.uten_bosettingsdato, bosattoppgaver.avviste_rader)
    synlighet.registrer("bosettingsvedtak", vedtak.apne_vedtak)
    synlighet.registrer("husstandssvar", vedtak.apne_husstander)
    synlighet.registrer("fordelingsliste", vedtak.apne_lister)
