"""What the core adds to the shell at start."""

from django.utils.translation import gettext_lazy as _

from imdinett.brev import oppstart as brev
from imdinett.henvendelse import oppstart as henvendelse
from imdinett.loggkontroll import oppstart as loggkontroll
from imdinett.tilgang.rettighet import Rettighet
from imdinett.varsel import oppstart as varsel
from imdinett.web import arbeidssider, meny
from imdinett.web.arbeidssider import Arbeidsside
from imdinett.web.meny import Menypunkt

LOGG = frozenset({Rettighet.HENDELSE_LES, Rettighet.BRUKERHENDELSE_LES})


def registrer() -> None:
    """Called once, when every model is loaded."""
    brev.registrer()
    varsel.registrer()
    henvendelse.registrer()
    loggkontroll.registrer()
    meny.registrer(
        Menypunkt(_("Hjem"), "hjem", frozenset(), 0),
        Menypunkt(_("Arbeidsflate"), "admin:index", frozenset({Rettighet.IMDI_ADMIN}), 5),
        Menypunkt(_("Hendelser"), "hendelser", LOGG, 80),
        Menypunkt(_("Innsynslogg"), "innsynslogg", frozenset({Rettighet.INNSYNSLOGG_LES}), 85),
        Menypunkt(_("Brukere"), "brukere", frozenset({Rettighet.BRUKERE_SKRIV}), 90),
    )
    arbeidssider.registrer(
        Arbeidsside(
            _("Kommunenes avtaler og administratorer"),
            "admin:imdinett_kommune_changelist",
            Rettighet.KOMMUNEADMIN_SKRIV,
            _("Registrer databehandleravtale og administrator, og hjelp en kommune som er låst ute."),
            80,
        ),
        Arbeidsside(
            _("IMDis brukere"),
            "imdi_ansatte",
            Rettighet.KOMMUNEADMIN_SKRIV,
            _("Brukere og roller i IMDi og fylkeskommunene."),
            82,
        ),
        Arbeidsside(
            _("Mottak og Bufetat"),
            "imdi_enheter",
            Rettighet.KOMMUNEADMIN_SKRIV,
            _("Registrer mottak, omsorgssentre og regioner, og hvem som arbeider der."),
            83,
        ),
        Arbeidsside(
            _("Ny melding"),
            "imdi_melding_ny",
            Rettighet.MELDING_SKRIV,
            _("Kort melding til kommunene eller IMDi, på forsiden eller siden om køen, for en periode."),
            84,
        ),
    )
