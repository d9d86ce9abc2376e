"""What letters add to the shell: a page on IMDi's work surface and tasks on its front page."""

from django.utils.translation import gettext_lazy as _

from imdinett.brev import kolister
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import arbeidssider, oppgaver
from imdinett.web.arbeidssider import Arbeidsside


def registrer() -> None:
    arbeidssider.registrer(
        Arbeidsside(
            _("Brevkø"),
            "brevko",
            Rettighet.BREVKO_SKRIV,
            _("Se hvor langt brev og e-post er kommet, og ta hånd om det som har stoppet."),
            70,
        )
    )
    oppgaver.registrer(kolister.oppgaver)
