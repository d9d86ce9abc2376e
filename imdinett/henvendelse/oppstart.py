"""What cases add to the shell at start, and the topics that the core knows."""

from django.utils.translation import gettext_lazy as _

from imdinett.henvendelse import oppgaver as kilder
from imdinett.henvendelse import temaer, visning
from imdinett.tilgang.rettighet import Rettighet
from imdinett.varsel import temaer as varseltemaer
from imdinett.varsel.temaer import Tema
from imdinett.web import arbeidssider, meny, oppgaver
from imdinett.web.arbeidssider import Arbeidsside
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    temaer.registrer(*temaer.FORSTE)
    lesere = frozenset({Rettighet.HENVENDELSE_LES})
    meny.registrer(Menypunkt(_("Henvendelser"), "henvendelser", lesere, 50, visning.venter))
    arbeidssider.registrer(
        Arbeidsside(
            _("Henvendelser"),
            "imdi_henvendelser",
            Rettighet.HENVENDELSE_LES,
            _("Svar på det kommunene spør om, og se hva som venter på hvem."),
            60,
        )
    )
    oppgaver.registrer(kilder.oppgaver)
    varseltemaer.registrer(
        Tema("henvendelse", _("Henvendelser"), _("Noen har skrevet i en henvendelse du følger."), lesere, 50)
    )
