"""Writes that are still there after a kill: the data is synced before the name appears."""

import os
from pathlib import Path


def write_synced(sti: Path, innhold: bytes) -> None:
    with sti.open("wb") as fil:
        fil.write(innhold)
        fil.flush()
        os.fsync(fil.fileno())


def sync_directory(mappe: Path) -> None:
    nummer = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def publish(midlertidig: Path, endelig: Path) -> None:
    """Rename a finished file or directory to its real name, durably."""
    midlertidig.replace(endelig)
    sync_directory(endelig.parent)


def write_atomic(sti: Path, innhold: bytes) -> None:
    midlertidig = sti.with_name(f".ny-{sti.name}")
    write_synced(midlertidig, innhold)
    publish(midlertidig, sti)
