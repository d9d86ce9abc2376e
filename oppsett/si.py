"""Progress lines with the time since the start."""

import time

_START = time.monotonic()


def brukt() -> float:
    return time.monotonic() - _START


def si(melding: str) -> None:
    print(f"[{brukt():6.1f} s] {melding}", flush=True)
