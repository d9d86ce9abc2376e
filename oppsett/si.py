"""Progress lines with the time since the start."""

import contextlib
import time

_START = time.monotonic()


def brukt() -> float:
    return time.monotonic() - _START


def si(melding: str) -> None:
    """A terminal that is gone must not keep us from stopping what we started."""
    with contextlib.suppress(OSError):
        print(f"[{brukt():6.1f} s] {melding}", flush=True)
