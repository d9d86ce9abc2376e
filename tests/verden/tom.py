"""The same people before anything has happened: every row that somebody's work has made is out of the way."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from tests.hjelp import aapen_logg

# Who there is, and where they belong. All else comes of what they do.
BEHOLDT = frozenset(
    {
        "Bruker",
        "Databehandleravtale",
        "Engangsnokkel",
        "Enhet",
        "Enhetsmedlem",
        "Etterfolger",
        "Fylke",
        "Invitasjon",
        "Kommune",
        "Kommunenummer",
        "Kommunetilgang",
        "Varselvalg",
    }
)


def arbeidets_modeller() -> list[type[Model]]:
    alle = apps.get_models(include_auto_created=True)
    egne = [en for en in alle if en._meta.app_label in ("imdinett", "bosetting") and en._meta.managed]
    return [en for en in egne if en.__name__ not in BEHOLDT and not en.__name__.startswith("Bruker_")]


@contextmanager
def uten_arbeid() -> Iterator[None]:
    """Taken back at the end, before anybody asks whether what is left still refers to something."""
    with transaction.atomic():
        with aapen_logg(), aapen_logg("logg"):
            for modell in arbeidets_modeller():
                rader = modell._base_manager.all()
                rader._raw_delete(rader.db)
        yield
        transaction.set_rollback(True)
