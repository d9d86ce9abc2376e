"""Boxes on the rows of a list: the page, or all of the selection (ui.md 4).

Works without script: choosing is a link, and those on other pages go along as hidden fields. What is sent on is the
rows themselves, never the filter, so that the page that asks for a yes lists exactly those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet

from imdinett.web.lister.rekkefolge import verdi
from imdinett.web.views import Sidedelt

PAA_SIDEN, ALLE = "side", "alle"


@dataclass(frozen=True)
class Valg:
    """For `komponenter/velg.html`. `andre`: the chosen that are not on the page."""

    navn: str
    velg: str
    paa_siden: int
    andre: Sequence[Any]
    alle: int
    maks: int

    @property
    def antall(self) -> int:
        return self.paa_siden + len(self.andre) if self.velg else 0

    @property
    def kan_utvides(self) -> bool:
        return self.velg == PAA_SIDEN and self.alle > self.paa_siden

    @property
    def for_mange(self) -> bool:
        """More than can be acted on at once: said in words, never cut off in silence."""
        return self.velg == ALLE and self.alle > self.maks


class MedValg(Sidedelt):
    """`valgfelt`: what the box is called. `valgnokkel`: what of a row is sent. `maks_valgt`: what one act can take."""

    valgfelt: ClassVar[str]
    valgnokkel: ClassVar[str]
    maks_valgt: ClassVar[int]

    def valgbare(self, rader: Any) -> Any:
        """Those with a box."""
        return rader

    def valg(self) -> Valg:
        """Of the page that is shown. One query, and only when all are chosen."""
        assert self.siden is not None
        velg = self.request.GET.get("velg", "")
        velg = velg if velg in (PAA_SIDEN, ALLE) else ""
        paa_siden = [verdi(rad, self.valgnokkel) for rad in self.valgbare(self.siden.object_list)]
        andre = self._andre(paa_siden) if velg == ALLE else []
        return Valg(self.valgfelt, velg, len(paa_siden), andre, self.antall_valgbare(), self.maks_valgt)

    def antall_valgbare(self) -> int:
        """All the rows have a box, unless the list says otherwise."""
        assert self.siden is not None
        return int(self.siden.paginator.count)

    def _andre(self, paa_siden: Sequence[Any]) -> list[Any]:
        """As many as the act can take beside those on the page, in the order of the list."""
        rader, plass = self.valgbare(self.ordnede_rader()), max(self.maks_valgt - len(paa_siden), 0)
        if isinstance(rader, QuerySet):
            kjente = rader.exclude(**{f"{self.valgnokkel}__in": paa_siden})
            return list(kjente.values_list(self.valgnokkel, flat=True)[:plass])
        return [nokkel for rad in rader if (nokkel := verdi(rad, self.valgnokkel)) not in paa_siden][:plass]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {"valg": self.valg(), "ingen_valgt": "feil" in self.request.GET, **kontekst}
