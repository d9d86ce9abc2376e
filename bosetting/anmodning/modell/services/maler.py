"""The dated defaults that come with the product, from data/kriterier.csv. A new year's criteria are new rows there."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from bosetting.anmodning.modell.models import Kriteriemal

FIL = Path(__file__).parent.parent / "data" / "kriterier.csv"


@transaction.atomic
def last_kriteriemaler() -> int:
    """Add what is new and correct what has changed; a row that is gone from the file stays. Returns how many rows."""
    with FIL.open(encoding="utf-8", newline="") as innhold:
        rader = list(csv.DictReader(innhold))
    for nr, rad in enumerate(rader, start=1):
        felt = {navn: rad[navn] for navn in ("navn", "navn_nn", "kilde", "grunnlag", "status", "hjemmel")}
        Kriteriemal.objects.update_or_create(
            kode=rad["kode"],
            gyldig_fra=date.fromisoformat(rad["gyldig_fra"]),
            defaults={
                **felt,
                "rekkefolge": nr,
                "vekt": int(rad["vekt"]),
                "vekt_em": int(rad["vekt_em"]),
                "gyldig_til": date.fromisoformat(rad["gyldig_til"]) if rad["gyldig_til"] else None,
            },
        )
    return len(rader)
