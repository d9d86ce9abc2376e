"""A copy that a person has asked for (GDPR art. 15), of a folder with something in most of it."""

from bosetting.innsynskopi.services import lag_innsynskopi
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker


def lag(loggleser: Bruker) -> None:
    rike = Sak.objects.filter(person__familie_ute__isnull=False, notater__isnull=False, vedtak__isnull=False)
    if sak := rike.uten_skjermede().order_by("pk").first():
        lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)
