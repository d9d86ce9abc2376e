"""Users as files: what the table shows, for those who manage them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.forvaltning.queries import Brukerrad
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    faktor = _("Om brukeren har satt opp engangskode eller passnøkkel.")
    return [
        Kolonne("navn", _("Navn"), lambda rad: rad.bruker.navn, bredde=28),
        Kolonne("epost", _("E-post"), lambda rad: rad.bruker.epost, bredde=34),
        Kolonne("roller", _("Roller"), lambda rad: rad.rolletekst, bredde=50),
        Kolonne("engangskode", _("Engangskode"), lambda rad: rad.har_faktor, faktor),
        Kolonne("sist_innlogget", _("Sist innlogget"), lambda rad: rad.bruker.last_login, bredde=18),
        Kolonne("status", _("Status"), lambda rad: rad.status.tekst, bredde=30),
    ]


BRUKERE = Uttrekk[Brukerrad]("brukere", gettext_lazy("Brukere"), _kolonner)
IMDIS = Uttrekk[Brukerrad]("imdis-brukere", gettext_lazy("IMDis brukere"), _kolonner)
