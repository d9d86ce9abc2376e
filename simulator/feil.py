"""The fault plan: which of the coming calls go wrong, and how."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

KALL = ("send", "status", "oppslag", "hendelser", "token", "epost")
HTTP_FEIL = (
    "500",
    "429",
    "400",
    "401",
    "kuttet_for",
    "treg",
    "timeout_etter_mottak",
    "500_etter_mottak",
    "kuttet_etter",
    "soppel",
)
SMTP_FEIL = ("451", "550")
GYLDIGE: dict[str, tuple[str, ...]] = {
    "send": (*HTTP_FEIL, "dobbelt"),
    "status": (*HTTP_FEIL, "ukjent_status"),
    "oppslag": (*HTTP_FEIL, "dobbelt"),
    "hendelser": HTTP_FEIL,
    "token": HTTP_FEIL,
    "epost": SMTP_FEIL,
}
STANDARDKALL = {"ukjent_status": "status", "451": "epost", "550": "epost"}
STANDARDSEKUNDER = {"timeout_etter_mottak": 60.0, "treg": 2.0, "429": 1.0}


class UgyldigFeil(ValueError):
    pass


@dataclass(frozen=True)
class Feil:
    hva: str
    kall: str
    antall: int
    sekunder: float


def read(data: Mapping[str, Any]) -> Feil:
    ukjent = set(data) - {"hva", "kall", "antall", "sekunder"}
    hva = str(data.get("hva"))
    kall = data.get("kall", STANDARDKALL.get(hva, "send"))
    antall, sekunder = data.get("antall", 1), data.get("sekunder", STANDARDSEKUNDER.get(hva, 0.0))
    if ukjent or hva not in GYLDIGE.get(kall, ()):
        raise UgyldigFeil(f"Ukjent felt, eller feilen {hva!r} finnes ikke for kallet {kall!r}.")
    if not isinstance(antall, int) or antall < 1 or not isinstance(sekunder, int | float) or sekunder < 0:
        raise UgyldigFeil("antall må være et helt tall over 0, sekunder et tall fra 0.")
    return Feil(hva, kall, antall, float(sekunder))


class Feilplan:
    def __init__(self) -> None:
        self._laas = threading.Lock()
        self._plan: list[Feil] = []
        self._slipp = threading.Event()

    def add(self, feil: Iterable[Feil]) -> None:
        with self._laas:
            self._plan.extend(feil)

    def take(self, kall: str, hva: str | None = None) -> Feil | None:
        """The first planned fault for this call (and of this kind), used once."""
        with self._laas:
            for plass, feil in enumerate(self._plan):
                if feil.kall == kall and hva in (None, feil.hva):
                    igjen = replace(feil, antall=feil.antall - 1)
                    self._plan[plass : plass + 1] = [igjen] if igjen.antall else []
                    return feil
            return None

    def all(self) -> list[dict[str, Any]]:
        with self._laas:
            return [asdict(feil) for feil in self._plan]

    def clear(self) -> None:
        """Forget the plan and let go of the calls that are being held."""
        with self._laas:
            self._plan.clear()
            self._slipp.set()
            self._slipp = threading.Event()

    def close(self) -> None:
        """As `clear`, and nothing is held any more."""
        with self._laas:
            self._plan.clear()
            self._slipp.set()

    def hold(self, sekunder: float) -> None:
        with self._laas:
            slipp = self._slipp
        slipp.wait(sekunder)
