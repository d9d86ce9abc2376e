"""The letters: one directory each, read back at start; what is answered 200 is on disk first."""

import json
import shutil
import threading
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from simulator import disk, tid
from simulator.forsendelse import Innsending


@dataclass(frozen=True)
class Brev:
    id: str
    konto: str
    mottatt: datetime
    tempo: float
    forsendelse: dict[str, Any]
    satt: tuple[tuple[datetime, str], ...] = ()

    @property
    def referanse(self) -> str | None:
        referanse = self.forsendelse.get("eksternReferanse")
        return referanse if isinstance(referanse, str) else None


class Brevlager:
    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe
        self._laas = threading.Lock()
        mappe.mkdir(parents=True, exist_ok=True)
        for rest in mappe.glob(".ny-*"):
            shutil.rmtree(rest)
        brev = sorted((_read(sti) for sti in mappe.iterdir()), key=lambda brev: brev.mottatt)
        self._brev = {ett.id: ett for ett in brev}

    def add(self, konto: str, tempo: float, innsending: Innsending) -> Brev:
        brev = Brev(str(uuid4()), konto, tid.now(), tempo, innsending.forsendelse)
        midlertidig = self._mappe / f".ny-{brev.id}"
        midlertidig.mkdir()
        disk.write_synced(midlertidig / "forsendelse.json", _as_json(brev.forsendelse))
        disk.write_synced(midlertidig / "tilstand.json", _tilstand(brev))
        for nummer, innhold in enumerate(innsending.filer, start=1):
            disk.write_synced(midlertidig / f"dokument-{nummer}.pdf", innhold)
        disk.sync_directory(midlertidig)
        disk.publish(midlertidig, self._mappe / brev.id)
        with self._laas:
            self._brev[brev.id] = brev
        return brev

    def set_status(self, brev_id: str, status: str) -> Brev | None:
        with self._laas:
            brev = self._brev.get(brev_id)
            if brev is None:
                return None
            brev = replace(brev, satt=(*brev.satt, (tid.now(), status)))
            disk.write_atomic(self._mappe / brev_id / "tilstand.json", _tilstand(brev))
            self._brev[brev_id] = brev
            return brev

    def get(self, brev_id: str) -> Brev | None:
        with self._laas:
            return self._brev.get(brev_id)

    def all(self) -> list[Brev]:
        with self._laas:
            return list(self._brev.values())

    def by_referanse(self, konto: str, referanse: str) -> list[Brev]:
        return [brev for brev in self.all() if brev.konto == konto and brev.referanse == referanse]

    def per_referanse(self) -> dict[str, int]:
        return dict(Counter(brev.referanse for brev in self.all() if brev.referanse is not None))

    def dokument(self, brev_id: str, nummer: int = 1) -> bytes | None:
        sti = self._mappe / brev_id / f"dokument-{nummer}.pdf"
        return sti.read_bytes() if self.get(brev_id) and sti.exists() else None

    def clear(self) -> None:
        with self._laas:
            for brev_id in self._brev:
                shutil.rmtree(self._mappe / brev_id)
            self._brev.clear()


def _as_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _tilstand(brev: Brev) -> bytes:
    satt = [[tidspunkt.isoformat(), status] for tidspunkt, status in brev.satt]
    return _as_json({"konto": brev.konto, "mottatt": brev.mottatt.isoformat(), "tempo": brev.tempo, "satt": satt})


def _read(mappe: Path) -> Brev:
    tilstand = json.loads((mappe / "tilstand.json").read_bytes())
    return Brev(
        id=mappe.name,
        konto=tilstand["konto"],
        mottatt=datetime.fromisoformat(tilstand["mottatt"]),
        tempo=tilstand["tempo"],
        forsendelse=json.loads((mappe / "forsendelse.json").read_bytes()),
        satt=tuple((datetime.fromisoformat(tidspunkt), status) for tidspunkt, status in tilstand["satt"]),
    )
