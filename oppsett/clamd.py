"""Debian's clamd with one signature of our own, EICAR: the engine is real, the real signatures are not fetched."""

import os
import shutil
from pathlib import Path

from oppsett.debpakker import bibliotekstier, hent
from oppsett.port import ledig_port, svarer, vent_til
from oppsett.tilsyn import Tilsyn

# The EICAR test text, wherever in a file it stands; as hex, so that no scanner takes this file for one.
SIGNATUR = "Eicar-Test-Signature:0:*:" + (
    "58354f2150254041505b345c505a58353428505e2937434329377d244549434152"
    "2d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a\n"
)


def hent_clamd() -> tuple[Path, str]:
    """The program and the LD_LIBRARY_PATH it needs."""
    if program := shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return Path(program), ""
    rot = hent("clamd", "clamav-daemon")
    return rot / "usr/sbin/clamd", bibliotekstier(rot)


def start(tilsyn: Tilsyn, mappe: Path) -> str:
    """Its address, host:port."""
    program, stier = hent_clamd()
    data, port = mappe / "clamd", ledig_port()
    (data / "signaturer").mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / "signaturer" / "eicar.ndb").write_text(SIGNATUR)
    oppsett = data / "clamd.conf"
    oppsett.write_text(
        f"TCPAddr 127.0.0.1\nTCPSocket {port}\nDatabaseDirectory {data / 'signaturer'}\nForeground yes\n"
        f"TemporaryDirectory {data}\nStreamMaxLength 30M\nMaxThreads 4\nConcurrentDatabaseReload no\n"
    )
    miljo = dict(os.environ) | ({"LD_LIBRARY_PATH": stier} if stier else {})
    prosess = tilsyn.start("clamd", [program, "--config-file", oppsett], miljo)
    vent_til(lambda: svarer(port), "clamd", 60, prosess.krev_levende)
    return f"127.0.0.1:{port}"
