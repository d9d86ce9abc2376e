"""Week by week, for all kommuner: room that is reported, those søkt ut to come, those settled, and what is left."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from bosetting.innmelding import rules
from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.queries import Sted, ventet_og_kommet
from bosetting.rapport.queries.tabell import LANDET
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Uketall:
    """The four numbers of a week, a kommune, a fylke or the country."""

    meldt: int = 0
    sokt_ut: int = 0
    bosatt: int = 0
    ledig: int = 0

    def __add__(self, annen: "Uketall") -> "Uketall":
        return Uketall(
            self.meldt + annen.meldt,
            self.sokt_ut + annen.sokt_ut,
            self.bosatt + annen.bosatt,
            self.ledig + annen.ledig,
        )


TOMT = Uketall()


@dataclass(frozen=True)
class Ukerad:
    """One kommune in one week."""

    kommune: Kommune
    aar: int
    uke: int
    tall: Uketall

    @property
    def mandag(self) -> date:
        return klokke.mandag(self.aar, self.uke)


@dataclass(frozen=True)
class Ukeplan:
    """`rader` are those with a number in them; `uke` is the one chosen, or None for the whole year."""

    aar: int
    omraade: str
    uke: int | None
    kommuner: tuple[Kommune, ...]
    rader: tuple[Ukerad, ...]
    fylker: tuple[tuple[str, str], ...]

    def per_uke(self) -> list[tuple[int, Uketall]]:
        """Every week of the year, whichever one is chosen."""
        summer = dict.fromkeys(range(1, klokke.uker_i(self.aar) + 1), TOMT)
        for rad in self.rader:
            summer[rad.uke] += rad.tall
        return list(summer.items())

    def valgte(self) -> list[Ukerad]:
        return [rad for rad in self.rader if self.uke in (None, rad.uke)]

    def per_kommune(self) -> list[tuple[Kommune, Uketall]]:
        summer: dict[int, Uketall] = {}
        for rad in self.valgte():
            summer[rad.kommune.pk] = summer.get(rad.kommune.pk, TOMT) + rad.tall
        return [(kommune, summer.get(kommune.pk, TOMT)) for kommune in self.kommuner]

    def per_fylke(self) -> list[tuple[str, Uketall]]:
        summer: dict[str, Uketall] = {}
        for kommune, tall in self.per_kommune():
            navn = str(kommune.fylke or "")
            summer[navn] = summer.get(navn, TOMT) + tall
        return sorted(summer.items())

    def sum(self) -> Uketall:
        return sum((rad.tall for rad in self.valgte()), TOMT)


def ukeplan(aar: int, *, omraade: str = LANDET, uke: int | None = None) -> Ukeplan:
    """Today's kommuner. Three queries whatever the number of rows. B-095: nobody who is shielded is counted."""
    alle = list(Kommune.objects.gyldige().select_related("fylke").order_by("sortering", "pk"))
    fylker = sorted({(str(en.fylke_id), str(en.fylke)) for en in alle if en.fylke_id})
    if omraade not in {nummer for nummer, _navn in fylker}:
        omraade = LANDET
    kommuner = tuple(en for en in alle if omraade in (LANDET, str(en.fylke_id)))
    meldt = _meldt(aar)
    sokt_ut, bosatt = ventet_og_kommet(aar)
    rader = [
        Ukerad(kommune, aar, nr, _tall(meldt[sted], sokt_ut[sted], bosatt[sted]))
        for kommune in kommuner
        for nr in range(1, klokke.uker_i(aar) + 1)
        if (sted := (kommune.pk, nr)) in meldt or sted in sokt_ut or sted in bosatt
    ]
    return Ukeplan(aar, omraade, uke, kommuner, tuple(rader), tuple(fylker))


def _tall(meldt: int, sokt_ut: int, bosatt: int) -> Uketall:
    return Uketall(meldt, sokt_ut, bosatt, rules.ledig(meldt, sokt_ut + bosatt))


def _meldt(aar: int) -> Counter[Sted]:
    """B-081: those of a week add up."""
    rader = Plassinnmelding.objects.gjeldende().filter(uke_aar=aar).order_by().values_list("kommune", "uke")
    return Counter({(pk, uke): sum_ for pk, uke, sum_ in rader.annotate(sum=Sum("maks_antall_personer"))})
