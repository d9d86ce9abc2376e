"""Those who must be looked up, as a file: by case number."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda sak: sak.nummer),
        Kolonne("kommune", _("Kommune"), lambda sak: str(sak.kommune or ""), bredde=26),
        Kolonne("status", _("Status"), lambda sak: str(sak.get_tilstand_display()), bredde=20),
        Kolonne("siden", _("Siden"), lambda sak: klokke.dag(sak.slas_opp_fra), _("Dagen Folkeregisteret meldte fra.")),
    ]


def _personer(saker: Sequence[Sak]) -> list[int]:
    return [sak.person_id for sak in saker]


OPPSLAG = Uttrekk[Sak]("slas-opp", gettext_lazy("Slå opp i Folkeregisteret"), _kolonner, _personer)
