"""Reports of one kind as a file: what the table shows. Who a bestemt person is stands on the page of the one report."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.innmelding import slag
from bosetting.innmelding.models import Innmelding, Selvbosettingsregel
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("sendt", _("Sendt"), lambda rad: rad.sendt_tid, bredde=18),
        Kolonne("slag", _("Slag innmelding"), lambda rad: str(slag.slag_av(rad).entall), bredde=24),
        Kolonne("gjelder", _("Gjelder"), lambda rad: slag.slag_av(rad).sammendrag(rad), bredde=50),
        Kolonne("status", _("Status"), lambda rad: slag.merke(rad).tekst, bredde=18),
        Kolonne("svar", _("Svar fra IMDi"), lambda rad: rad.svar, bredde=50),
    ]


def _regler() -> list[Kolonne[Any]]:
    return [
        Kolonne("kommunenummer", _("Kommunenummer"), lambda regel: regel.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda regel: str(regel.kommune), bredde=26),
        Kolonne("tillatt", _("Tillatt"), lambda regel: regel.tillatt),
        Kolonne("malgrupper", _("Målgrupper"), lambda regel: regel.malgrupper, bredde=40),
        Kolonne("kriterier", _("Kriterier"), lambda regel: regel.kriterier, bredde=60),
        Kolonne("publisert", _("Publisert"), lambda regel: klokke.dag(regel.registrert_tid)),
    ]


INNMELDINGER = Uttrekk[Innmelding]("innmeldinger", gettext_lazy("Innmeldinger"), _kolonner)
REGLER = Uttrekk[Selvbosettingsregel]("avtalt-selvbosetting", gettext_lazy("Avtalt selvbosetting i kommunene"), _regler)
