"""Ending sessions: what is taken away holds from the next request on (S-06)."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke


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


# ---- what nobody ended
def utlopte() -> QuerySet[Session]:
    """Sessions that let nobody in any more. Without this they would stay, with the addresses they came from."""
    return Session.objects.filter(expire_date__lt=klokke.now())


@transaction.atomic
def slett_utlopte() -> int:
    """They go with what the user's own list said of them; how many."""
    nokler = list(utlopte().values_list("pk", flat=True))
    UserSession.objects.filter(session_key__in=nokler).delete()
    Session.objects.filter(pk__in=nokler).delete()
    return len(nokler)
