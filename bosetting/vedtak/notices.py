"""E-mail to the kommune's skriv users when a refugee has declined. Case numbers only (B-038, B-057).

A reversal is told by fordeling's own notice of recall.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class TakketNei(Varsel):
    """The folders of these cases are shut for the kommune, and the places are free again."""

    vedtak: tuple[Bosettingsvedtak, ...]
    slag: ClassVar[str] = "vedtak_takket_nei"
    tema: ClassVar[str] = "fordeling"
    mal: ClassVar[str] = "bosetting/vedtak/epost/takket_nei"

    @property
    def gjelder(self) -> Model:
        return self.vedtak[0].linje.liste

    @property
    def kommune(self) -> Kommune:
        return self.vedtak[0].kommune

    def emne(self) -> str:
        return _("En bosettingssak er avsluttet i IMDinett")

    def mottakere(self) -> Iterable[Bruker]:
        return tildeling.aktive_med(self.kommune, Rettighet.BOSETTINGSDATO_SKRIV).order_by("pk")

    def nokkel(self) -> str:
        return str(self.vedtak[0].pk)

    def lenke(self) -> str:
        return reverse("fordelingsliste", args=[self.vedtak[0].linje.liste.nummer])

    def kontekst(self) -> dict[str, Any]:
        return {"kommune": self.kommune.visningsnavn, "saker": [ett.sak.nummer for ett in self.vedtak]}


def for_takket_nei(vedtak: Sequence[Bosettingsvedtak]) -> list[TakketNei]:
    """One notice per kommune."""
    per_kommune: dict[int, list[Bosettingsvedtak]] = {}
    for ett in sorted(vedtak, key=lambda rad: rad.pk):
        per_kommune.setdefault(ett.kommune_id, []).append(ett)
    return [TakketNei(tuple(rader)) for rader in per_kommune.values()]
