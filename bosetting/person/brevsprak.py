"""W-15: the languages that a letter to somebody can be followed by, from the mapping. No queries of its own."""

from bosetting.person.models import Sak
from imdinett.brev.sprak import koder


def brevsprak(sak: Sak) -> tuple[str, ...]:
    """The one an interpreter is called for, the mother tongue, then the others; those that are known here."""
    kartlegging = getattr(sak, "kartlegging", None)
    if kartlegging is None:
        return ()
    return koder((kartlegging.tolkesprak, kartlegging.morsmaal, *kartlegging.andre_sprak))
