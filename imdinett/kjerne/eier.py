"""The tables' owner: changes the tables and gives the other roles their rights, and does nothing else.

Its address is in the environment of the one process that migrates. Where there is none (a developer's own database,
the tests), the application's role is the owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.db.utils import load_backend

ALIAS = "default"


@contextmanager
def som_eier() -> Iterator[None]:
    """This thread's connection is the owner's in the block, for whoever asks for the usual one."""
    if settings.EIER_DATABASE is None:
        yield
        return
    connections[ALIAS].close()
    appens = connections[ALIAS]
    valg = {**connections.settings[ALIAS], **settings.EIER_DATABASE}
    connections[ALIAS] = load_backend(valg["ENGINE"]).DatabaseWrapper(valg, ALIAS)
    try:
        yield
    finally:
        connections[ALIAS].close()
        connections[ALIAS] = appens
