import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def iso(tid: datetime) -> str:
    """As SvarUT writes times: milliseconds and the Norwegian offset."""
    return tid.astimezone(OSLO).isoformat(timespec="milliseconds")


def for_people(tid: datetime) -> str:
    return tid.astimezone(OSLO).strftime("%d.%m.%Y kl. %H.%M.%S")
