"""The supervisor: starts in order, notices an end, stops in the opposite order."""

import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from oppsett.prosess import Prosess
from oppsett.rester import noter
from oppsett.si import si
from oppsett.stier import LOGG, ROT


class Tilsyn:
    def __init__(self, mappe: Path, *, stille: bool = False) -> None:
        self.mappe, self.stille = mappe, stille
        self.bolger: list[list[Prosess]] = [[]]

    def __enter__(self) -> Self:
        return self

    def start(
        self,
        navn: str,
        argv: Sequence[str | Path],
        miljo: Mapping[str, str],
        *,
        mappe: Path = ROT,
        stopp: signal.Signals = signal.SIGTERM,
        bruker: str | None = None,
    ) -> Prosess:
        logg = LOGG / self.mappe.name / f"{navn}.log"
        prosess = Prosess(navn, argv, logg=logg, miljo=miljo, mappe=mappe, stopp=stopp, bruker=bruker)
        self.bolger[-1].append(prosess)
        noter(self.mappe, prosess.pid)
        return prosess

    def ny_bolge(self) -> None:
        """What starts after this stops before what started until now."""
        self.bolger.append([])

    def vakt(self) -> None:
        """Until Ctrl-C; raises when one of the processes ends."""
        while True:
            for prosess in self.alle():
                prosess.krev_levende()
            time.sleep(0.3)

    def alle(self) -> list[Prosess]:
        return [prosess for bolge in self.bolger for prosess in bolge]

    def __exit__(
        self, feiltype: type[BaseException] | None, feil: BaseException | None, spor: TracebackType | None
    ) -> None:
        forrige = {sig: signal.signal(sig, signal.SIG_IGN) for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            self._stopp_alle()
        finally:
            for sig, rutine in forrige.items():
                signal.signal(sig, rutine)

    def _stopp_alle(self) -> None:
        if self.alle() and not self.stille:
            si("stopper …")
        for bolge in reversed(self.bolger):
            for prosess in bolge:
                prosess.be_stoppe()
            for prosess in bolge:
                prosess.vent()
        if self.alle() and not self.stille:
            si("alt er stoppet")
