"""Where the bytes lie: outside the web root, under names that say nothing."""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def sti(uuid: UUID) -> Path:
    return Path(settings.OPPLASTING_MAPPE) / uuid.hex[:2] / uuid.hex


def skriv(uuid: UUID, innhold: bytes) -> None:
    fil = sti(uuid)
    fil.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fil.write_bytes(innhold)


def les(uuid: UUID) -> bytes:
    return sti(uuid).read_bytes()


def slett(uuid: UUID) -> None:
    sti(uuid).unlink(missing_ok=True)
