"""What letters add to the shell: an entry in IMDi's menu and tasks on its front page."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from imdinett.brev import kolister
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.web import meny, oppgaver
from imdinett.web.meny import Menypunkt

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def registrer() -> None:
    meny.registrer(Menypunkt(_("Brevkø"), "brevko", frozenset({Rettighet.BREVKO_SKRIV}), 70, _stoppet))
    oppgaver.registrer(kolister.oppgaver)


def _stoppet(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> int:
    return Forsendelse.objects.synlig_i_brevko(bruker).trenger_avklaring().count()
