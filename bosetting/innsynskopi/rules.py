"""Who makes the copy that a person has a right to (security.md §6 I, §8)."""

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


def kan_lage(bruker: "tilgang.Hvem") -> bool:
    """IMDi's log reader, who sees case numbers and no names; not the kommune's administrator."""
    return tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES)
