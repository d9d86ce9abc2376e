"""IMDi's published numbers, for the demo's rounds and for the report."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def publisert_anmodet(aar: int) -> dict[str, int]:
    """What each kommune (today's number) was asked for, from the carried file."""
    with (DATA / "bosettingstall.csv").open(encoding="utf-8") as fil:
        return {
            rad["kommunenummer_2024"]: int(rad["anmodet"])
            for rad in csv.DictReader(fil)
            if rad["aar"] == str(aar) and rad["anmodet"].isdigit()
        }
