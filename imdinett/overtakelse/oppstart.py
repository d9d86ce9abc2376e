"""What taking over adds to the shell at start: IMDi's page, and the two kinds of file that are the core's."""

from django.utils.translation import gettext_lazy as _

from imdinett.overtakelse import avtaler, brukere, slag
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import arbeidssider
from imdinett.web.arbeidssider import Arbeidsside


def registrer() -> None:
    slag.registrer(avtaler.SLAG, brukere.SLAG)
    arbeidssider.registrer(
        Arbeidsside(
            _("Overtakelse av avtaler og brukere"),
            "imdi_overtakelser",
            Rettighet.AVTALE_SKRIV,
            _("Les inn kommunenes avtaler og brukere fra systemet som var før, og se hva som er ulikt."),
            86,
        )
    )
