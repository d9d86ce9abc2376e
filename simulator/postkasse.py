"""The mails that came in: one .eml each, read back at start."""

import email
import email.policy
import threading
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from simulator import disk, tid


@dataclass(frozen=True)
class Epost:
    id: str
    tidspunkt: datetime
    fra: str
    til: tuple[str, ...]
    emne: str
    tekst: str
    html: str


class Postkasse:
    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe
        self._laas = threading.Lock()
        mappe.mkdir(parents=True, exist_ok=True)
        self._eposter = [_parse(sti.stem, sti.read_bytes()) for sti in sorted(mappe.glob("[0-9]*.eml"))]

    def add(self, fra: str, til: list[str], innhold: bytes) -> Epost:
        """The envelope goes in front of the message: blind copies stand nowhere else."""
        konvolutt = f"X-Mottatt: {tid.now().isoformat()}\r\nX-Konvolutt-Fra: {fra}\r\n"
        konvolutt += "".join(f"X-Konvolutt-Til: {adresse}\r\n" for adresse in til)
        data = konvolutt.encode() + innhold
        with self._laas:
            siste = int(self._eposter[-1].id) if self._eposter else 0
            epost = _parse(f"{siste + 1:06d}", data)
            disk.write_atomic(self._mappe / f"{epost.id}.eml", data)
            self._eposter.append(epost)
        return epost

    def all(self) -> list[Epost]:
        with self._laas:
            return list(self._eposter)

    def get(self, epost_id: str) -> Epost | None:
        return next((epost for epost in self.all() if epost.id == epost_id), None)

    def clear(self) -> None:
        with self._laas:
            for epost in self._eposter:
                (self._mappe / f"{epost.id}.eml").unlink()
            self._eposter.clear()


def _parse(epost_id: str, data: bytes) -> Epost:
    melding = email.message_from_bytes(data, policy=email.policy.default)
    return Epost(
        id=epost_id,
        tidspunkt=datetime.fromisoformat(str(melding["X-Mottatt"])),
        fra=str(melding["X-Konvolutt-Fra"]),
        til=tuple(str(adresse) for adresse in melding.get_all("X-Konvolutt-Til", [])),
        emne=str(melding["Subject"] or ""),
        tekst=_body(melding, "plain"),
        html=_body(melding, "html"),
    )


def _body(melding: EmailMessage, slag: str) -> str:
    del_ = melding.get_body(preferencelist=(slag,))
    if del_ is None:
        return ""
    return str(del_.get_content()).replace("\r\n", "\n")
