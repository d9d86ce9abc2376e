"""The households on their way as a file: by number, and without how they travel."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.ankomst.queries import Reise
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("husstand", _("Husstand"), lambda reise: reise.husstand.nummer),
        Kolonne("saker", _("Saker"), lambda reise: ", ".join(sak.nummer for sak in reise.saker), bredde=24),
        Kolonne("personer", _("Personer"), lambda reise: len(reise.saker)),
        Kolonne("status", _("Status"), lambda reise: str(reise.forste.get_tilstand_display()), bredde=20),
        Kolonne("kommune", _("Kommune"), lambda reise: str(reise.forste.kommune or ""), bredde=26),
        Kolonne("tidligst", _("Tidligst mulig ankomst"), lambda reise: reise.fra),
        Kolonne("innreisefrist", _("Innreisefrist"), lambda reise: reise.til),
        Kolonne("bosettingsuke", _("Ønsket bosettingsuke"), lambda reise: reise.uke, bredde=28),
        Kolonne("ankomst", _("Ankomst"), lambda reise: reise.ankomst.dato if reise.ankomst else None),
        Kolonne("varsel", _("Varsel"), lambda reise: reise.merke.tekst if reise.merke else "", bredde=28),
    ]


def _personer(reiser: Sequence[Reise]) -> list[int]:
    return [sak.person_id for reise in reiser for sak in reise.saker]


REISER = Uttrekk[Reise]("overforingsflyktninger", gettext_lazy("Overføringsflyktninger"), _kolonner, _personer)
