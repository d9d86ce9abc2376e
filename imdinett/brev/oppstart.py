"""What letters add to the shell: pages on IMDi's work surface and tasks on its front page."""

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
        ),
        Arbeidsside(
            _("Oversettelser av brev"),
            "oversettelser",
            Rettighet.BREVKO_SKRIV,
            _("Skriv og godkjenn oversettelser som følger med brevene til flyktninger."),
            72,
        ),
    )
    oppgaver.registrer(kolister.oppgaver)
