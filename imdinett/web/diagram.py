"""Charts as plain numbers for the SVG partials: drawn on the server, no script, the same numbers in a table.

Every coordinate is a string, so that the templates' Norwegian number format cannot touch it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imdinett.web import norsk
from imdinett.web.tegn import tegn, trygg

TOPP, BUNN, AKSE = 22, 210, 26
BREDDE_MAL, STEG_MIN, STEG_MAKS = 940, 17, 120
TEGNBREDDE = 7.4
ETIKETT_MIN = 30
MONSTER = {2, 4}


@dataclass(frozen=True)
class Plassdel:
    navn: str
    antall: int
    serie: str
    x: str
    bredde: str


@dataclass(frozen=True)
class Plassbar:
    tittel: str
    vedtatt: int | None
    deler: tuple[Plassdel, ...]
    over: int
    alternativ: str


def plassbar(*, tittel: str, vedtatt: int | None, brukt: int, bundet: int) -> Plassbar:
    """Used, bound and free places of those the kommune has decided. Without a vedtak nothing is free."""
    ledig = max((vedtatt or 0) - brukt - bundet, 0)
    over = max(brukt + bundet - (vedtatt or 0), 0) if vedtatt is not None else 0
    par = [(_("brukt"), brukt, "1"), (_("bundet"), bundet, "2")]
    if vedtatt is not None:  # B-021: what is not decided is not 0 free
        par.append((_("ledig"), ledig, "ledig"))
    deler = stable(par, total=max(vedtatt or 0, brukt + bundet))
    tall = ", ".join(f"{del_.navn} {del_.antall}" for del_ in deler)
    return Plassbar(tittel, vedtatt, deler, over, f"{tittel}: {tall}")


def stable(par: Sequence[tuple[str, int, str]], *, total: int) -> tuple[Plassdel, ...]:
    """Parts after each other on a line that is 100 wide."""
    ut, x = [], 0.0
    for navn, antall, serie in par:
        bredde = 100 * antall / total if total else 0.0
        ut.append(Plassdel(navn, antall, serie, f"{x:.2f}", f"{bredde:.2f}"))
        x += bredde
    return tuple(ut)


@dataclass(frozen=True)
class Serie:
    kode: str
    navn: str


@dataclass(frozen=True)
class Diagramrad:
    """One place on the axis: full name for the table, short name for the axis, a value per series."""

    navn: str
    kort: str
    verdier: tuple[int | None, ...]
    naa: bool = False


@dataclass(frozen=True)
class Tekst:
    x: str
    y: str
    tekst: str


@dataclass(frozen=True)
class Linje:
    y: str
    y_tekst: str
    tekst: str


@dataclass(frozen=True)
class Flate:
    """A bar. `skravur` is the id of the pattern over its colour, where it has one."""

    serie: str
    x: str
    y: str
    bredde: str
    hoyde: str
    skravur: str

    @property
    def html(self) -> SafeString:
        """Drawn here: a template takes several times as long for a whole country."""
        sted = tegn('x="{}" y="{}" width="{}" height="{}" rx="1.5"', self.x, self.y, self.bredde, self.hoyde)
        over = tegn('<rect {} fill="url(#{})" />', sted, self.skravur) if self.skravur else ""
        return tegn('<rect class="im-flate-{}" {} />{}', self.serie, sted, over)


@dataclass(frozen=True)
class Tabellrad:
    navn: str
    verdier: tuple[str, ...]

    @property
    def html(self) -> SafeString:
        celler = "".join(f'<td class="tall">{trygg(verdi)}</td>' for verdi in self.verdier)
        return SafeString(f'<tr><th scope="row">{trygg(self.navn)}</th>{celler}</tr>')


@dataclass(frozen=True)
class Soylediagram:
    id: str
    funn: str
    enhet: str
    serier: tuple[Serie, ...]
    rader: tuple[Tabellrad, ...]
    linjer: tuple[Linje, ...]
    flater: tuple[Flate, ...]
    akse: tuple[Tekst, ...]
    verdier: tuple[Tekst, ...]
    naa_x: str
    bredde: str
    venstre: str
    venstre_tekst: str
    hoyde: str = str(BUNN + AKSE)
    bunn: str = str(BUNN)
    tabell_apen: bool = False

    @property
    def tabell_id(self) -> str:
        return f"{self.id}-tabell"

    @property
    def tabelltittel(self) -> str:
        return _("Tallene i en tabell")


def soylediagram(
    *, id: str, funn: str, enhet: str, serier: Sequence[str], rader: Sequence[Diagramrad], stablet: bool = False
) -> Soylediagram:
    """Bars beside each other, or on top of each other. `funn` is the sentence that says what the chart shows."""
    tegner = _Tegner(rader, len(serier), stablet, f"{id}-skravur")
    return Soylediagram(
        id=id,
        funn=funn,
        enhet=enhet,
        serier=tuple(Serie(str(n), navn) for n, navn in enumerate(serier, 1)),
        rader=tuple(Tabellrad(rad.navn, tuple(norsk.tall(v) for v in rad.verdier)) for rad in rader),
        linjer=tegner.lines(),
        flater=tegner.bars(),
        akse=tegner.axis(),
        verdier=tegner.values(),
        naa_x=tegner.now(),
        bredde=f"{tegner.bredde:.0f}",
        venstre=f"{tegner.venstre:.0f}",
        venstre_tekst=f"{tegner.venstre - 8:.0f}",
    )


class _Tegner:
    def __init__(self, rader: Sequence[Diagramrad], antall_serier: int, stablet: bool, skravur: str) -> None:
        self.rader, self.antall_serier, self.stablet, self.skravur = rader, antall_serier, stablet, skravur
        self.steg = min(max(BREDDE_MAL / max(len(rader), 1), STEG_MIN), STEG_MAKS)
        self.trinn = scale_step(max((self._top(rad) for rad in rader), default=0))
        self.topp = self.trinn * 4
        self.venstre = max(width_of(norsk.tall(self.topp)) + 14, 30)
        self.bredde = self.venstre + self.steg * len(rader) + 8

    def _top(self, rad: Diagramrad) -> int:
        verdier = [verdi or 0 for verdi in rad.verdier]
        return sum(verdier) if self.stablet else max(verdier, default=0)

    def _y(self, verdi: float) -> float:
        return BUNN - (BUNN - TOPP) * verdi / self.topp

    def lines(self) -> tuple[Linje, ...]:
        verdier = [self.trinn * n for n in range(5)]
        return tuple(Linje(f"{self._y(v):.1f}", f"{self._y(v) + 4:.1f}", norsk.tall(v)) for v in verdier)

    def bars(self) -> tuple[Flate, ...]:
        return tuple(flate for n, rad in enumerate(self.rader) for flate in self._bars_of(n, rad))

    def _bars_of(self, n: int, rad: Diagramrad) -> list[Flate]:
        luft = max(self.steg * 0.22, 3)
        venstre, full = self.venstre + self.steg * n + luft / 2, self.steg - luft
        bredde = full if self.stablet else full / max(self.antall_serier, 1)
        ut, under = [], 0
        for nr, verdi in enumerate(rad.verdier, 1):
            if verdi:
                x = venstre if self.stablet else venstre + bredde * (nr - 1)
                ut.append(self._bar(nr, x, bredde, under, verdi))
            under += (verdi or 0) if self.stablet else 0
        return ut

    def _bar(self, nr: int, x: float, bredde: float, under: int, verdi: int) -> Flate:
        y = self._y(under + verdi)
        luft = 1 if bredde > 6 else 0
        hoyde = f"{self._y(under) - y:.1f}"
        skravur = self.skravur if nr in MONSTER else ""
        return Flate(str(nr), f"{x:.1f}", f"{y:.1f}", f"{bredde - luft:.1f}", hoyde, skravur)

    def axis(self) -> tuple[Tekst, ...]:
        hver = ceil(ETIKETT_MIN / self.steg)
        return tuple(
            Tekst(f"{self._middle(n):.1f}", str(BUNN + 18), rad.kort)
            for n, rad in enumerate(self.rader)
            if n % hver == 0
        )

    def values(self) -> tuple[Tekst, ...]:
        """The number on top of the bar, where there is room for it."""
        rom = self.steg / (1 if self.stablet else max(self.antall_serier, 1))
        if width_of(norsk.tall(max((self._top(rad) for rad in self.rader), default=0))) > rom:
            return ()
        return tuple(tekst for n, rad in enumerate(self.rader) for tekst in self._values_of(n, rad))

    def _values_of(self, n: int, rad: Diagramrad) -> list[Tekst]:
        if self.stablet:
            sum_ = self._top(rad)
            return [Tekst(f"{self._middle(n):.1f}", f"{self._y(sum_) - 5:.1f}", norsk.tall(sum_))]
        luft = max(self.steg * 0.22, 3)
        bredde = (self.steg - luft) / max(self.antall_serier, 1)
        x = self.venstre + self.steg * n + luft / 2 + bredde / 2
        return [
            Tekst(f"{x + bredde * nr:.1f}", f"{self._y(verdi) - 5:.1f}", norsk.tall(verdi))
            for nr, verdi in enumerate(rad.verdier)
            if verdi or (verdi == 0 and self.steg >= ETIKETT_MIN)
        ]

    def _middle(self, n: int) -> float:
        return self.venstre + self.steg * (n + 0.5)

    def now(self) -> str:
        return next((f"{self._middle(n):.1f}" for n, rad in enumerate(self.rader) if rad.naa), "")


def width_of(tekst: str) -> float:
    return TEGNBREDDE * len(tekst)


def scale_step(storst: int) -> int:
    """The distance between lines: 1, 2, 5, 10, 20, 50 … so that four of them hold the largest value."""
    tier = 1
    while True:
        for grunntall in (1, 2, 5):
            if grunntall * tier * 4 >= storst:
                return grunntall * tier
        tier *= 10
