"""W-10: the calendar reminds of lists that are not answered, before the frist and after it, each step once."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.notices import FristNaer, FristPassert, Fristvarsel
from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import roller_med
from imdinett.utboks.services import enqueue_mange

PAAMINN = "fordeling.paaminn"


@transaction.atomic
def paaminn_om_frister() -> int:
    """How many lists somebody was reminded of. A step that has been sent is in the list's events, and stays there."""
    apne = Fordelingsliste.objects.ubesvart().select_related("kommune").order_by("pk")
    lister = list(apne.select_for_update(of=("self",), skip_locked=True))
    kjente = _paaminnet(lister)
    ventende = [(en, steg) for en in lister if (steg := _steg(en)) and (str(en.pk), steg.steg) not in kjente]
    mottakere = tildeling.aktive_i((en.kommune for en, _steg in ventende), roller_med(Rettighet.FORDELING_BESVAR))
    varsler = [steg(en, mottakere[en.kommune_id]) for en, steg in ventende if mottakere[en.kommune_id]]
    hendelse.log_mange(
        None,
        Hendelsestype.FORDELINGSLISTE_PAAMINNET,
        [(en.liste, en.liste.kommune, {"steg": en.steg}) for en in varsler],
    )
    enqueue_mange(varsler, bruker=None)
    return len(varsler)


def _steg(liste: Fordelingsliste) -> type[Fristvarsel] | None:
    """Which step the list has come to today."""
    assert liste.frist is not None  # bosetting_fordelingsliste_sendt_av
    frist, idag = klokke.dag(liste.frist), klokke.today()
    if frist < idag:
        etter = klokke.fra_dato(settings.FORDELING_PAAMINNES_DAGER_ETTER, idag)
        return FristPassert if frist <= idag - timedelta(days=etter) else None
    return FristNaer if frist <= klokke.om_dager(settings.FORDELING_PAAMINNES_DAGER_FOR) else None


def _paaminnet(lister: Sequence[Fordelingsliste]) -> set[tuple[str, str]]:
    rader = Hendelse.objects.gjelder(*lister).filter(type=Hendelsestype.FORDELINGSLISTE_PAAMINNET)
    return {(gjelder, data["steg"]) for gjelder, data in rader.values_list("gjelder_id", "data")}
