"""The answers of a year as a file: what was asked of each kommune, and what it has said."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning import svarvisning
from bosetting.anmodning.queries import Svar
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    tomt = _("Tom: ikke registrert.")
    return [
        Kolonne("aar", _("År"), lambda svar: svar.anmodning.aar, bredde=8),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda svar: svar.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda svar: str(svar.kommune), bredde=26),
        Kolonne("fylke", _("Fylke"), lambda svar: str(svar.kommune.fylke or ""), bredde=22),
        Kolonne("anmodet", _("Anmodet"), lambda svar: svar.anmodning.antall),
        Kolonne("anmodet_em", _("Anmodet, herav EM"), lambda svar: svar.anmodning.herav_em),
        Kolonne("svarfrist", _("Svarfrist"), lambda svar: svar.anmodning.runde.frist),
        Kolonne("vedtatt", _("Vedtatt"), lambda svar: svar.vedtak.antall if svar.vedtak else None, tomt),
        Kolonne("vedtatt_em", _("Vedtatt, herav EM"), lambda svar: svar.vedtak.herav_em if svar.vedtak else None, tomt),
        Kolonne("sist_purret", _("Sist purret"), _purret),
        Kolonne("status", _("Status"), lambda svar: svarvisning.rad(svar).merke.tekst, bredde=22),
    ]


def _purret(svar: Svar) -> Any:
    tid = svar.anmodning.purret_tid
    return klokke.dag(tid) if tid else None


SVAR = Uttrekk[Svar]("svar-paa-anmodning", gettext_lazy("Svar på anmodningen"), _kolonner)
