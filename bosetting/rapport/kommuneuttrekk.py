"""The list of kommuner as a file."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.rapport.queries.kommuner import Listerad
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    i_aar = _("For dette året. Tom: ikke registrert, eller ikke åpent for deg.")
    return [
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("offisielt_navn", _("Offisielt navn"), lambda rad: rad.kommune.navn_offisielt, bredde=34),
        Kolonne("fylke", _("Fylke"), lambda rad: str(rad.kommune.fylke or ""), bredde=22),
        Kolonne("avtale", _("Databehandleravtale"), lambda rad: rad.har_avtale, _("Om avtalen er signert.")),
        Kolonne("anmodet", _("Anmodet"), lambda rad: rad.regnskap.anmodet if rad.regnskap else None, i_aar),
        Kolonne("vedtatt", _("Vedtatt"), lambda rad: rad.regnskap.vedtatt if rad.regnskap else None, i_aar),
    ]


KOMMUNER = Uttrekk[Listerad]("kommuner", gettext_lazy("Kommuner"), _kolonner)
