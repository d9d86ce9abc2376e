"""W-12: what each kommune is asked for, from the need and the weighted criteria. No database and no floats.

Each criterion shares out its weight of the need by its own values; a kommune's number is the sum of its parts, not
under the floor, rounded so that all numbers together are the need. Places for enslige mindreårige are shared out
apart, among the kommuner that are asked for such places. Kommuner go by their number.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.kjerne.feil import Domenefeil

NAVNGITTE = 5


@dataclass(frozen=True, kw_only=True)
class Kriterium:
    """`per_innbygger`: the value is a rate, so it is multiplied by the number of inhabitants."""

    kode: str
    navn: str
    vekt: int
    verdier: Mapping[str, Decimal]
    vekt_em: int = 0
    per_innbygger: bool = False
    er_folketall: bool = False

    @property
    def bygger_paa_folketall(self) -> bool:
        return self.er_folketall or self.per_innbygger


@dataclass(frozen=True, kw_only=True)
class Oppsett:
    """All that a computation rests on. `behov` is in all, `behov_em` the part of it for enslige mindreårige."""

    behov: int
    behov_em: int
    minste: int
    kommuner: Sequence[str]
    kriterier: Sequence[Kriterium]
    folketall: Mapping[str, Decimal] = field(default_factory=dict)
    utelatt: AbstractSet[str] = frozenset()
    med_em: AbstractSet[str] = frozenset()

    @property
    def med(self) -> list[str]:
        return [nummer for nummer in self.kommuner if nummer not in self.utelatt]


@dataclass(frozen=True, kw_only=True)
class Kommunetall:
    """One kommune's number, and how many persons each criterion gives it before floor and rounding."""

    ordinaere: int = 0
    em: int = 0
    deler: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def antall(self) -> int:
        return self.ordinaere + self.em

    @property
    def justering(self) -> Fraction:
        """What floor and rounding add or take, so that the parts and this are the number."""
        return self.ordinaere - sum(self.deler.values(), Fraction(0))


@dataclass(frozen=True, kw_only=True)
class Beregning:
    """`vekter` are those that count, as parts of 1; `uten_verdier` are criteria that were left out for lack of data."""

    rader: Mapping[str, Kommunetall]
    vekter: Mapping[str, Fraction]
    uten_verdier: tuple[str, ...]
    folketallets_vekt: Fraction


def beregn(oppsett: Oppsett) -> Beregning:
    """W-12: the sum is exactly the need, those left out get 0, and each other one at least the floor (B-014)."""
    med, med_em = oppsett.med, [nummer for nummer in oppsett.med if nummer in oppsett.med_em]
    kriterier = _brukbare(oppsett, med, "vekt")
    deler = _deler(oppsett, kriterier, med, "vekt")
    ordinaere = fordel(oppsett.behov - oppsett.behov_em, _poeng(med, deler.values()), minste=oppsett.minste)
    em = _fordel_em(oppsett, med_em)
    vekter = _vekter(kriterier, "vekt")
    behov = oppsett.behov - oppsett.behov_em
    rader = {
        nummer: Kommunetall(
            ordinaere=ordinaere[nummer],
            em=em.get(nummer, 0),
            deler={kode: behov * del_[nummer] for kode, del_ in deler.items()},
        )
        for nummer in med
    }
    brukt = {kriterium.kode for kriterium in kriterier}
    return Beregning(
        rader={nummer: rader.get(nummer, Kommunetall()) for nummer in oppsett.kommuner},
        vekter=vekter,
        uten_verdier=tuple(en.kode for en in oppsett.kriterier if en.vekt and en.kode not in brukt),
        folketallets_vekt=sum((vekter[en.kode] for en in kriterier if en.bygger_paa_folketall), Fraction(0)),
    )


def fordel(antall: int, poeng: Mapping[str, Fraction], *, minste: int = 0) -> dict[str, int]:
    """Share out a number by points, none under the floor, the rest by largest remainder.

    More points never give fewer. Equal remainders go by points, then by kommunenummer, so the order of the rows
    changes nothing.
    """
    if antall < minste * len(poeng):
        melding = _("Behovet på %(behov)d rekker ikke til %(minste)d for hver av %(antall)d kommuner.")
        raise Domenefeil(
            "behov_under_minste", melding % {"behov": antall, "minste": minste, "antall": len(poeng)}, felt="minste"
        )
    if antall == 0:
        return dict.fromkeys(poeng, 0)
    kvoter = _kvoter(antall, poeng, minste)
    ut = {nummer: kvote.numerator // kvote.denominator for nummer, kvote in kvoter.items()}
    rest = antall - sum(ut.values())
    for nummer in sorted(kvoter, key=lambda nr: (ut[nr] - kvoter[nr], -poeng[nr], nr))[:rest]:
        ut[nummer] += 1
    return ut


def _kvoter(antall: int, poeng: Mapping[str, Fraction], minste: int) -> dict[str, Fraction]:
    """Exact shares. Who falls below the floor is lifted to it, and the others share what is left, until none does."""
    loftet: set[str] = set()
    while True:
        igjen = {nummer: verdi for nummer, verdi in poeng.items() if nummer not in loftet}
        sum_ = sum(igjen.values(), Fraction(0))
        if sum_ == 0:
            raise Domenefeil("ingen_poeng", _("Ingen av kommunene har verdier over 0 i kriteriene."))
        per_poeng = Fraction(antall - minste * len(loftet)) / sum_
        nye = {nummer for nummer, verdi in igjen.items() if verdi * per_poeng < minste}
        if not nye:
            kvoter = {nummer: verdi * per_poeng for nummer, verdi in igjen.items()}
            return {**kvoter, **dict.fromkeys(loftet, Fraction(minste))}
        loftet |= nye


def _fordel_em(oppsett: Oppsett, med_em: Sequence[str]) -> dict[str, int]:
    """Apart from the others, and only to those who are asked for such places. There is no floor here."""
    if oppsett.behov_em == 0:
        return {}
    if not med_em:
        melding = _("Behovet har %(antall)d enslige mindreårige. Velg hvilke kommuner som skal bli bedt om dem.")
        raise Domenefeil("ingen_em_kommuner", melding % {"antall": oppsett.behov_em})
    deler = _deler(oppsett, _brukbare(oppsett, med_em, "vekt_em"), med_em, "vekt_em")
    return fordel(oppsett.behov_em, _poeng(med_em, deler.values()))


def _brukbare(oppsett: Oppsett, kommuner: Sequence[str], felt: str) -> list[Kriterium]:
    """Those with a weight and with values. One with values for some only stops the computation (decision 10)."""
    ut = []
    for kriterium in oppsett.kriterier:
        if not getattr(kriterium, felt) or not any(nummer in kriterium.verdier for nummer in kommuner):
            continue
        mangler = [nummer for nummer in kommuner if _verdi(oppsett, kriterium, nummer) is None]
        if mangler:
            raise Domenefeil("mangler_verdi", _mangler(kriterium, mangler))
        if any(_verdi(oppsett, kriterium, nummer) for nummer in kommuner):
            ut.append(kriterium)
    if kommuner and not ut:
        raise Domenefeil("ingen_kriterier", _("Ingen kriterier har både vekt og verdier. Les inn verdier først."))
    return ut


def _mangler(kriterium: Kriterium, numre: Sequence[str]) -> str:
    tekst = ngettext(
        "%(kriterium)s mangler verdi for %(antall)d kommune (%(numre)s). Les inn verdien, hold kommunen utenfor eller "
        "sett vekten til 0.",
        "%(kriterium)s mangler verdi for %(antall)d kommuner (%(numre)s). Les inn verdiene, hold kommunene utenfor "
        "eller sett vekten til 0.",
        len(numre),
    )
    navngitte = ", ".join(numre[:NAVNGITTE]) + (" …" if len(numre) > NAVNGITTE else "")
    return tekst % {"kriterium": kriterium.navn, "antall": len(numre), "numre": navngitte}


def _verdi(oppsett: Oppsett, kriterium: Kriterium, nummer: str) -> Fraction | None:
    verdi = kriterium.verdier.get(nummer)
    if verdi is None or not kriterium.per_innbygger:
        return None if verdi is None else Fraction(verdi)
    folketall = oppsett.folketall.get(nummer)
    return None if folketall is None else Fraction(verdi) * Fraction(folketall)


def _vekter(kriterier: Iterable[Kriterium], felt: str) -> dict[str, Fraction]:
    vekter = {kriterium.kode: getattr(kriterium, felt) for kriterium in kriterier}
    return {kode: Fraction(vekt, sum(vekter.values())) for kode, vekt in vekter.items()}


def _deler(
    oppsett: Oppsett, kriterier: Sequence[Kriterium], kommuner: Sequence[str], felt: str
) -> dict[str, dict[str, Fraction]]:
    """By criterion and kommune: which part of the whole need it is. All of them together are 1."""
    ut, vekter = {}, _vekter(kriterier, felt)
    for kriterium in kriterier:
        verdier = {nummer: _verdi(oppsett, kriterium, nummer) or Fraction(0) for nummer in kommuner}
        per_verdi = vekter[kriterium.kode] / sum(verdier.values(), Fraction(0))
        ut[kriterium.kode] = {nummer: verdi * per_verdi for nummer, verdi in verdier.items()}
    return ut


def _poeng(kommuner: Sequence[str], deler: Iterable[Mapping[str, Fraction]]) -> dict[str, Fraction]:
    alle = list(deler)
    return {nummer: sum((del_[nummer] for del_ in alle), Fraction(0)) for nummer in kommuner}
