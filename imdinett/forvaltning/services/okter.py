"""Ending sessions: what is taken away holds from the next request on (S-06)."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from imdinett.bruker.models import Bruker


def avslutt(gjelder: Bruker, *, unntatt: str = "") -> int:
    """End the user's sessions, all but the one with the key `unntatt`. Returns how many."""
    okter = list(UserSession.objects.filter(user=gjelder).exclude(session_key=unntatt))
    for okt in okter:
        okt.end()
    return len(okter)


def slett_faktorer(gjelder: Bruker) -> list[str]:
    """Take away app, keys and recovery codes; returns what there was."""
    rader = Authenticator.objects.filter(user=gjelder)
    typer = sorted(set(rader.values_list("type", flat=True)))
    rader.delete()
    return typer
