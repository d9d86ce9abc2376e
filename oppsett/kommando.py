"""Run a command to its end; a failure becomes a readable Oppsettfeil."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.stier import ROT

HALE = 3000


def kjor(*argv: str | Path, miljo: Mapping[str, str] | None = None, mappe: Path = ROT) -> None:
    """Run with the user's terminal as output."""
    ferdig = subprocess.run([str(a) for a in argv], cwd=mappe, env=miljo, stdin=subprocess.DEVNULL, check=False)
    if ferdig.returncode:
        raise Oppsettfeil(f"«{_kort(argv)}» feilet med kode {ferdig.returncode}.")


def les(*argv: str | Path, miljo: Mapping[str, str] | None = None, mappe: Path = ROT, bruker: str | None = None) -> str:
    """Run quietly and return stdout; on failure the message ends with what the command wrote."""
    ferdig = subprocess.run(
        [str(a) for a in argv],
        cwd=mappe,
        env=miljo,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        user=bruker,
        group="nogroup" if bruker else None,
        extra_groups=[] if bruker else None,
    )
    if ferdig.returncode:
        utskrift = (ferdig.stdout + ferdig.stderr)[-HALE:].strip()
        raise Oppsettfeil(f"«{_kort(argv)}» feilet med kode {ferdig.returncode}:\n{utskrift}")
    return ferdig.stdout.strip()


def _kort(argv: tuple[str | Path, ...]) -> str:
    return " ".join(Path(a).name if i == 0 else str(a) for i, a in enumerate(argv[:4]))
