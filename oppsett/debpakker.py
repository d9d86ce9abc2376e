"""Debian packages without root: apt with its state in our folder, unpacked beside the system and never installed."""

import functools
import os
import shutil
import sys
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.kommando import les
from oppsett.si import si
from oppsett.stempel import Stempel
from oppsett.stier import PAKKER


def hent(navn: str, *pakker: str) -> Path:
    """Unpack the packages, and what they need that the machine lacks; return the folder that is their root."""
    rot = PAKKER / navn
    stempel = Stempel(f"pakker-{navn}", " ".join([*pakker, sys.platform]))
    if stempel.ferskt() and rot.is_dir():
        return rot
    si(f"henter {navn} som Debian-pakker (pakkes ut i .data/, trenger ikke root)")
    _oppdater()
    shutil.rmtree(rot, ignore_errors=True)
    nedlastet = PAKKER / f"{navn}.deb"
    shutil.rmtree(nedlastet, ignore_errors=True)
    nedlastet.mkdir(parents=True)
    les(*_apt(), "download", *_mangler(pakker), mappe=nedlastet)
    for fil in sorted(nedlastet.glob("*.deb")):
        les("dpkg-deb", "-x", fil, rot)
    shutil.rmtree(nedlastet)
    stempel.sett()
    return rot


def bibliotekstier(rot: Path) -> str:
    """LD_LIBRARY_PATH for programs in the unpacked root; some libraries have parts of themselves one folder down."""
    mapper = [*rot.glob("usr/lib/*-linux-gnu*"), *rot.glob("lib/*-linux-gnu*")]
    under = [m for mappe in mapper for m in sorted(mappe.iterdir()) if m.is_dir() and any(m.glob("lib*.so*"))]
    return ":".join(str(m) for m in [*mapper, *under])


@functools.cache
def _oppdater() -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Oppsettfeil("Maskinen har ikke apt-get og dpkg-deb. Installer pango, clamd og chromium selv.")
    for mappe in ("lists/partial", "cache/archives/partial"):
        (PAKKER / "apt" / mappe).mkdir(parents=True, exist_ok=True)
    les(*_apt(), "update")


def _mangler(pakker: tuple[str, ...]) -> list[str]:
    plan = les(*_apt(), "install", "--simulate", "--no-install-recommends", *pakker)
    return [linje.split()[1] for linje in plan.splitlines() if linje.startswith("Inst ")]


def _apt() -> list[str]:
    apt = PAKKER / "apt"
    valg = {
        "Dir::State": str(apt),
        "Dir::Cache": str(apt / "cache"),
        "Dir::State::status": "/var/lib/dpkg/status",
        "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
    }
    return ["apt-get", "-q", *(ord_ for navn, verdi in valg.items() for ord_ in ("-o", f"{navn}={verdi}"))]
