"""IMDi asks and reminds; the kommune says that its plan is ready; IMDi tells its own plan. One function per step."""

from collections.abc import Sequence

from django.db import transaction

from bosetting.tidsplan import rules
from bosetting.tidsplan.models import Maanedsplan, Tidsplanforesporsel, Tidsplansvar
from bosetting.tidsplan.notices import TidsplanBedtOm, Tidsplanpurring
from bosetting.tidsplan.rules import Maanedstall, NyForesporsel
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import roller_med
from imdinett.utboks.services import enqueue


@transaction.atomic
def be_om_tidsplan(*, bruker: Bruker, ny: NyForesporsel) -> Tidsplanforesporsel:
    """Ask the chosen kommuner for the weeks they can settle in; each gets an e-mail and a task (bosetting.md §8)."""
    tilgang.krev(rules.kan_be_om_tidsplan(bruker))
    rules.kontroller(ny)
    foresporsel = Tidsplanforesporsel.objects.create(
        fra_mandag=klokke.mandag(*ny.fra),
        til_mandag=klokke.mandag(*ny.til),
        frist=ny.frist,
        melding=ny.melding.strip(),
        sendt_tid=klokke.now(),
        sendt_av=bruker,
    )
    kommuner = Kommune.objects.gyldige().filter(pk__in=ny.kommune_ider).order_by("pk")
    svar = Tidsplansvar.objects.bulk_create(Tidsplansvar(foresporsel=foresporsel, kommune=en) for en in kommuner)
    _logg(bruker, Hendelsestype.TIDSPLAN_BEDT_OM, svar)
    mottakere = _mottakere(svar)
    for rad in svar:
        enqueue(TidsplanBedtOm(rad, mottakere[rad.kommune_id]), bruker=bruker)
    return foresporsel


@transaction.atomic
def purr(*, bruker: Bruker, foresporsel: Tidsplanforesporsel, svar_ider: Sequence[int]) -> list[Tidsplansvar]:
    """E-mail to those that have not answered. Who has answered meanwhile, or has nobody to tell, is left out."""
    tilgang.krev(rules.kan_be_om_tidsplan(bruker))
    rader = foresporsel.svar.ubesvart().filter(pk__in=svar_ider).select_for_update(of=("self",))
    ubesvarte = list(rader.select_related("kommune", "foresporsel").order_by("pk"))
    mottakere = _mottakere(ubesvarte)
    purres = [rad for rad in ubesvarte if mottakere[rad.kommune_id]]
    tid = klokke.now()
    for rad in purres:
        rad.purret_tid = tid
    Tidsplansvar.objects.bulk_update(purres, ["purret_tid"])
    _logg(bruker, Hendelsestype.TIDSPLAN_PURRET, purres)
    for rad in purres:
        enqueue(Tidsplanpurring(rad, mottakere[rad.kommune_id]), bruker=bruker)
    return purres


@transaction.atomic
def bekreft_plan(*, bruker: Bruker, svar: Tidsplansvar) -> Tidsplansvar:
    """The kommune has put its weeks in, or has looked over them again after a change."""
    tilgang.krev(rules.kan_svare(bruker, svar.kommune_id))
    rader = Tidsplansvar.objects.select_for_update(of=("self",)).select_related("kommune", "foresporsel")
    rad = rader.get(pk=svar.pk)
    rad.besvart_tid, rad.besvart_av = klokke.now(), bruker
    rad.save(update_fields=["besvart_tid", "besvart_av"])
    _logg(bruker, Hendelsestype.TIDSPLAN_BESVART, [rad])
    return rad


@transaction.atomic
def sett_maanedsplan(*, bruker: Bruker, ny: Maanedstall) -> Maanedsplan:
    """W-07: what IMDi expects of a month, told for the first time or changed. The event has the old number."""
    tilgang.krev(rules.kan_legge_plan(bruker))
    rules.kontroller_maaned(ny)
    rad = Maanedsplan.objects.select_for_update().filter(maaned=ny.maaned).first()
    fra = rad.antall if rad else None
    rad = rad or Maanedsplan(maaned=ny.maaned)
    rad.antall, rad.merknad = ny.antall, ny.merknad.strip()
    rad.endret_tid, rad.endret_av = klokke.now(), bruker
    rad.save()
    hendelse.log(bruker, Hendelsestype.MAANEDSPLAN_ENDRET, rad, fra=fra, til=rad.antall)
    return rad


def _mottakere(rader: Sequence[Tidsplansvar]) -> dict[int, list[Bruker]]:
    """Those who can answer."""
    return tildeling.aktive_i((rad.kommune for rad in rader), roller_med(Rettighet.INNMELDING_SKRIV))


def _logg(bruker: Bruker, hva: Hendelsestype, rader: Sequence[Tidsplansvar]) -> None:
    hendelse.log_mange(bruker, hva, [(rad, rad.kommune, {"frist": rad.foresporsel.frist.isoformat()}) for rad in rader])
