"""What a user chooses for own pages. Everything else on users is written by `forvaltning`."""

from imdinett.bruker.models import Bruker


def velg_sprak(*, bruker: Bruker, sprak: str) -> None:
    bruker.sprak = sprak
    bruker.save(update_fields=["sprak"])


def velg_farger(*, bruker: Bruker, farger: str) -> None:
    bruker.farger = farger
    bruker.save(update_fields=["farger"])
