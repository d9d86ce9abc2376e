"""The rows that were refused, until somebody has dealt with them."""

from django.db import transaction

from bosetting.bosatt import rules
from bosetting.innlesing.models import Importrad
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang


@transaction.atomic
def marker_rad_behandlet(*, bruker: Bruker, rad_id: int) -> Importrad:
    """Somebody has dealt with it. Marking it twice keeps the first name and time."""
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    rad = Importrad.objects.select_for_update(of=("self",)).select_related("kjoring").get(pk=rad_id)
    if rad.behandlet_tid is None:
        rad.behandlet_tid, rad.behandlet_av = klokke.now(), bruker
        rad.save(update_fields=["behandlet_tid", "behandlet_av"])
        hendelse.log(bruker, Hendelsestype.IMPORTRAD_BEHANDLET, rad.kjoring, linje=rad.linje)
    return rad
