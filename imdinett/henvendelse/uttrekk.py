"""Both lists of cases as files: what the table shows, and no dialogue."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.henvendelse import objekter, temaer, visning
from imdinett.henvendelse.models import Henvendelse
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    siden = _("Dagen henvendelsen sist skiftet side.")
    return [
        Kolonne("henvendelse", _("Henvendelse"), lambda en: en.nummer),
        Kolonne("emne", _("Emne"), lambda en: en.emne, bredde=40),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda en: en.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda en: str(en.kommune), bredde=26),
        Kolonne("tema", _("Tema"), lambda en: temaer.navn(en.tema), bredde=24),
        Kolonne("gjelder", _("Gjelder"), visning.gjelder, bredde=24),
        Kolonne("status", _("Status"), lambda en: visning.merke(en).tekst, bredde=20),
        Kolonne("siden", _("Siden"), lambda en: klokke.dag(en.tur_siden), siden),
        Kolonne("svartid", _("Svartid"), visning.svartid, _("Til det første svaret fra IMDi."), 20),
        Kolonne("saksbehandler", _("Saksbehandler"), lambda en: str(en.ansvarlig or ""), _("Hos IMDi."), 24),
    ]


def _personer(rader: Sequence[Henvendelse]) -> list[int]:
    return objekter.person_ider((en.gjelder_type, en.gjelder_id) for en in rader)


HENVENDELSER = Uttrekk[Henvendelse]("henvendelser", gettext_lazy("Henvendelser"), _kolonner, _personer)
