"""`make ny-maskin`: both commands in an empty Debian, as root and as an ordinary user, with the times.

Needs root (debootstrap and chroot); nothing is installed on this machine.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from oppsett import bar_debian
from oppsett.feil import Oppsettfeil
from oppsett.prove import Prove
from oppsett.si import si

EGET_NAVNEROM = "OPPSETT_EGET_NAVNEROM"


def ny_maskin(argv: list[str]) -> int:
    if os.geteuid() != 0:
        raise Oppsettfeil("make ny-maskin trenger root, for debootstrap og chroot.")
    if EGET_NAVNEROM not in os.environ:
        kommando = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "oppsett", "ny-maskin"]
        os.execvpe(kommando[0], [*kommando, *argv], os.environ | {EGET_NAVNEROM: "1"})
    mappe = Path(tempfile.mkdtemp(prefix="imdinett-ny-maskin-"))
    try:
        return _prov(mappe / "rot", uten_test="--uten-test" in argv)
    finally:
        _fjern(mappe)


def _prov(rot: Path, *, uten_test: bool) -> int:
    bar_debian.lag(rot)
    bar_debian.monter(rot)
    prover = [Prove(rot, "root", "/root"), Prove(rot, bar_debian.BRUKER, f"/home/{bar_debian.BRUKER}")]
    for prove in prover:
        try:
            prove.demo()
            if not uten_test:
                prove.test()
        except Oppsettfeil as feil:
            prove.noter("stoppet", None, f"FEIL: {feil}")
        except KeyboardInterrupt:
            prove.rydd()
            raise
    print("\n" + "\n".join(linje for prove in prover for linje in prove.tabell()), flush=True)
    return int(any(prove.feil for prove in prover))


def _fjern(mappe: Path) -> None:
    """The mounts first, so that nothing outside is touched."""
    rot = mappe / "rot"
    for linje in reversed(Path("/proc/self/mounts").read_text().splitlines()):
        punkt = linje.split()[1]
        if punkt.startswith(f"{rot}/"):
            os.system(f"umount -l '{punkt}'")
    if any(linje.split()[1].startswith(str(rot)) for linje in Path("/proc/self/mounts").read_text().splitlines()):
        si(f"{rot} er fortsatt montert og blir stående")
        return
    shutil.rmtree(mappe, ignore_errors=True)
