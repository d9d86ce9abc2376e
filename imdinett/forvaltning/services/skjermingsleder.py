"""Who the alarms about protected persons go to (security.md §5): named by IMDi's administrator, who sees no persons."""

from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import rules
from imdinett.forvaltning.services import imdi
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.loggkontroll.models import Skjermingsleder
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


@transaction.atomic
def velg(*, bruker: Bruker, gjelder: Bruker, grunn: str) -> Skjermingsleder:
    """Instead of whoever it was: one who may read the log, and never oneself."""
    imdi.begynn(bruker, gjelder)
    if gjelder.er_stengt or not tilgang.har_imdi(gjelder, Rettighet.INNSYNSLOGG_LES):
        raise Domenefeil("leser_ikke_loggen", _("Lederen må ha rollen som leser innsynsloggen i IMDi."), felt="leder")
    forrige = _gjeldende()
    if forrige and forrige.bruker_id == gjelder.pk:
        raise Domenefeil("alt_leder", _("%(navn)s er alt leder.") % {"navn": gjelder.navn}, felt="leder")
    if forrige:
        _avslutt(bruker, forrige)
    ny = Skjermingsleder.objects.create(bruker=gjelder, grunn=grunn.strip(), valgt_tid=klokke.now(), valgt_av=bruker)
    hendelse.log(
        bruker,
        Hendelsestype.SKJERMINGSLEDER_VALGT,
        gjelder,
        forrige=forrige.bruker.navn if forrige else "",
        grunn=ny.grunn,
    )
    return ny


@transaction.atomic
def avslutt(*, bruker: Bruker, grunn: str) -> None:
    """Nobody instead: the alarms go to all who read the log in IMDi. Nothing happens when there is none."""
    imdi.laas()
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    forrige = _gjeldende()
    if forrige:
        _avslutt(bruker, forrige)
        hendelse.log(bruker, Hendelsestype.SKJERMINGSLEDER_AVSLUTTET, forrige.bruker, grunn=grunn.strip())


def _gjeldende() -> Skjermingsleder | None:
    return Skjermingsleder.objects.filter(avsluttet_tid=None).select_related("bruker").first()


def _avslutt(bruker: Bruker, rad: Skjermingsleder) -> None:
    rad.avsluttet_tid, rad.avsluttet_av = klokke.now(), bruker
    rad.save(update_fields=["avsluttet_tid", "avsluttet_av"])
