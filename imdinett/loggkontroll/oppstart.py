"""What the review of the access log adds to the shell at start."""

from django.utils.translation import gettext_lazy as _

from imdinett.loggkontroll import oppgaver as kilder
from imdinett.tilgang.rettighet import Rettighet
from imdinett.varsel import temaer
from imdinett.varsel.temaer import Tema
from imdinett.web import arbeidssider, meny, oppgaver
from imdinett.web.arbeidssider import Arbeidsside
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    lesere = frozenset({Rettighet.INNSYNSLOGG_LES})
    meny.registrer(Menypunkt(_("Loggkontroll"), "loggkontroll", lesere, 86))
    arbeidssider.registrer(
        Arbeidsside(
            _("Loggkontroll"),
            "loggkontroll",
            Rettighet.INNSYNSLOGG_LES,
            _("Vurder uvanlige oppslag fra IMDi, mottak og Bufetat, uke for uke."),
            88,
        ),
        Arbeidsside(
            _("Dekning i loggkontrollen"),
            "imdi_loggdekning",
            Rettighet.INNSYNSLOGG_LES,
            _("Se hvor mye hver enhet har vurdert, og hva som har ventet lenge."),
            89,
        ),
        Arbeidsside(
            _("Er innsynsloggen urørt?"),
            "imdi_loggkjede",
            Rettighet.INNSYNSLOGG_LES,
            _("Se om noen har endret, slettet eller satt inn linjer, og om kjedehodene er sendt."),
            90,
        ),
    )
    oppgaver.registrer(kilder.oppgaver)
    temaer.registrer(
        Tema("loggkontroll", _("Loggkontroll"), _("Ukens oppslag i innsynsloggen er klare til vurdering."), lesere, 60)
    )
