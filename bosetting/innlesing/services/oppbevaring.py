"""Rows of files from outside that have been kept long enough. The receipt of the file stays, with its numbers."""

from collections import Counter

from django.db import transaction

from bosetting.innlesing.models import Datoimport, Folkeregisterside, Importrad
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.oppbevaring import BUNKE


def slett_avviste_rader() -> int:
    """In pieces; how many. Each piece leaves an event per file: how many, and how many that nobody had dealt with."""
    antall = 0
    while bunke := _slett_rader():
        antall += bunke
    return antall


@transaction.atomic
def _slett_rader() -> int:
    utlopte = Importrad.objects.utlopt().select_for_update(of=("self",), skip_locked=True)
    rader = list(utlopte.order_by("pk").only("pk", "kjoring_id", "behandlet_tid")[:BUNKE])
    per_fil = Counter(rad.kjoring_id for rad in rader)
    ubehandlet = Counter(rad.kjoring_id for rad in rader if rad.behandlet_tid is None)
    Importrad.objects.filter(pk__in=[rad.pk for rad in rader]).delete()
    hendelse.log_mange(
        None,
        Hendelsestype.IMPORTRADER_SLETTET,
        [
            (fil, None, {"antall": per_fil[fil.pk], "ubehandlet": ubehandlet[fil.pk]})
            for fil in Datoimport.objects.filter(pk__in=per_fil).order_by("pk")
        ],
    )
    return len(rader)


@transaction.atomic
def slett_folkeregistersider() -> int:
    """A page is few figures and there is one a day, so all go at once."""
    sider = Folkeregisterside.objects.utlopt().select_for_update(of=("self",), skip_locked=True)
    rader = list(sider.select_related("kjoring").order_by("pk"))
    Folkeregisterside.objects.filter(pk__in=[side.pk for side in rader]).delete()
    hendelse.log_mange(None, Hendelsestype.FOLKEREGISTERSIDE_SLETTET, [(side.kjoring, None, {}) for side in rader])
    return len(rader)
