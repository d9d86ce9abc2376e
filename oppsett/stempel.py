"""Stamps: a step is skipped when its inputs have not changed since it last succeeded."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from oppsett.stier import ROT, STEMPLER


def avtrykk(filer: Iterable[Path], *tekster: str) -> str:
    """Checksum of file names and contents; a missing file counts as missing."""
    sum_ = hashlib.sha256(sys.version.encode())
    for tekst in tekster:
        sum_.update(tekst.encode() + b"\0")
    for fil in sorted(filer):
        navn = fil.relative_to(ROT) if fil.is_relative_to(ROT) else fil
        sum_.update(str(navn).encode() + b"\0")
        sum_.update(hashlib.sha256(fil.read_bytes()).digest() if fil.is_file() else b"mangler")
    return sum_.hexdigest()


class Stempel:
    def __init__(self, navn: str, verdi: str, mappe: Path = STEMPLER) -> None:
        self.fil = mappe / navn
        self.verdi = verdi

    def ferskt(self) -> bool:
        return self.fil.is_file() and self.fil.read_text() == self.verdi

    def sett(self) -> None:
        self.fil.parent.mkdir(parents=True, exist_ok=True)
        ny = self.fil.with_name(f"{self.fil.name}.ny")
        ny.write_text(self.verdi)
        ny.replace(self.fil)
