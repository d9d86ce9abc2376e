"""The stored criteria, values and weights of a round, made into computations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bosetting.anmodning.modell.beregning import Beregning, Kriterium, Oppsett, beregn
from bosetting.anmodning.modell.models import (
    Kriterieverdi,
    Rundekriterium,
    Variant,
    Variantkommune,
    Variantvekt,
)
from bosetting.anmodning.modell.states import Grunnlag, Verdikilde
from bosetting.anmodning.models import Anmodningsrunde
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Rundedata:
    """What the variants of a round have in common. Values by the criterion's id and the kommunenummer."""

    runde: Anmodningsrunde
    kommuner: list[Kommune]
    kriterier: list[Rundekriterium]
    verdier: dict[int, dict[str, Decimal]]

    @property
    def folketall(self) -> dict[str, Decimal]:
        """What rates are multiplied by: the round's own figures, so that they are those that are shown."""
        for kriterium in self.kriterier:
            if kriterium.kilde == Verdikilde.FOLKETALL:
                return self.verdier[kriterium.pk]
        return {}

    def mangler(self, kriterium: Rundekriterium) -> int:
        return len(self.kommuner) - len(self.verdier[kriterium.pk])


def rundedata(runde: Anmodningsrunde) -> Rundedata:
    """Three queries."""
    kommuner = list(Kommune.objects.gyldige().select_related("fylke").order_by("nummer"))
    kriterier = list(runde.rundekriterier.all())
    numre = {kommune.pk: kommune.nummer for kommune in kommuner}
    verdier: dict[int, dict[str, Decimal]] = {kriterium.pk: {} for kriterium in kriterier}
    rader = Kriterieverdi.objects.filter(kriterium__in=kriterier, kommune__in=numre)
    for kriterium_id, kommune_id, verdi in rader.values_list("kriterium_id", "kommune_id", "verdi"):
        verdier[kriterium_id][numre[kommune_id]] = verdi
    return Rundedata(runde, kommuner, kriterier, verdier)


@dataclass(frozen=True)
class Endelig:
    """The number that goes into the round: the computed one, or the one set by hand."""

    antall: int
    herav_em: int
    er_manuelt: bool = False


@dataclass(frozen=True)
class Regnet:
    """A variant with its result. `feil` says what is missing when there is none."""

    variant: Variant
    data: Rundedata
    vekter: dict[int, Variantvekt]
    valg: dict[str, Variantkommune]
    beregning: Beregning | None = None
    feil: str = ""
    endelige: dict[str, Endelig] = field(default_factory=dict)

    @property
    def sum(self) -> int:
        return sum(en.antall for en in self.endelige.values())

    @property
    def sum_em(self) -> int:
        return sum(en.herav_em for en in self.endelige.values())

    @property
    def utelatte(self) -> list[Variantkommune]:
        return [valg for valg in self.valg.values() if valg.utelatt]

    @property
    def manuelle(self) -> list[Variantkommune]:
        return [valg for valg in self.valg.values() if valg.antall is not None]


def regn(data: Rundedata, varianter: Sequence[Variant]) -> list[Regnet]:
    """Each variant computed. Two queries, whatever their number."""
    numre = {kommune.pk: kommune.nummer for kommune in data.kommuner}
    vekter: dict[int, dict[int, Variantvekt]] = {variant.pk: {} for variant in varianter}
    for vekt in Variantvekt.objects.filter(variant__in=varianter):
        vekter[vekt.variant_id][vekt.kriterium_id] = vekt
    valg: dict[int, dict[str, Variantkommune]] = {variant.pk: {} for variant in varianter}
    for rad in Variantkommune.objects.filter(variant__in=varianter, kommune__in=numre).order_by("kommune__nummer"):
        valg[rad.variant_id][numre[rad.kommune_id]] = rad
    return [_regn(data, variant, vekter[variant.pk], valg[variant.pk]) for variant in varianter]


def _regn(data: Rundedata, variant: Variant, vekter: dict[int, Variantvekt], valg: dict[str, Variantkommune]) -> Regnet:
    try:
        beregning = beregn(oppsett(data, variant, vekter, valg.items()))
    except Domenefeil as feil:
        return Regnet(variant, data, vekter, valg, feil=feil.melding)
    return Regnet(variant, data, vekter, valg, beregning, endelige=_endelige(beregning, valg))


def oppsett(
    data: Rundedata,
    variant: Variant,
    vekter: dict[int, Variantvekt],
    valg: Iterable[tuple[str, Variantkommune]],
) -> Oppsett:
    valg = list(valg)
    return Oppsett(
        behov=data.runde.behov,
        behov_em=data.runde.behov_em,
        minste=variant.minste,
        kommuner=[kommune.nummer for kommune in data.kommuner],
        kriterier=[_kriterium(data, kriterium, vekter.get(kriterium.pk)) for kriterium in data.kriterier],
        folketall=data.folketall,
        utelatt={nummer for nummer, ett in valg if ett.utelatt},
        med_em={nummer for nummer, ett in valg if ett.med_em},
    )


def _kriterium(data: Rundedata, kriterium: Rundekriterium, vekt: Variantvekt | None) -> Kriterium:
    return Kriterium(
        kode=kriterium.kode,
        navn=str(kriterium),
        vekt=vekt.vekt if vekt else 0,
        vekt_em=vekt.vekt_em if vekt else 0,
        verdier=data.verdier[kriterium.pk],
        per_innbygger=kriterium.grunnlag == Grunnlag.PER_INNBYGGER,
        er_folketall=kriterium.kilde == Verdikilde.FOLKETALL,
    )


def _endelige(beregning: Beregning, valg: dict[str, Variantkommune]) -> dict[str, Endelig]:
    ut = {}
    for nummer, rad in beregning.rader.items():
        manuelt = valg.get(nummer)
        if manuelt is not None and manuelt.antall is not None:
            ut[nummer] = Endelig(manuelt.antall, manuelt.herav_em or 0, er_manuelt=True)
        else:
            ut[nummer] = Endelig(rad.antall, rad.em)
    return ut
