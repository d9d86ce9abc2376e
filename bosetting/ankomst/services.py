"""The route of a household of overføringsflyktninger is confirmed (B-065, B-066)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.ankomst import notices, queries
from bosetting.ankomst.models import Ankomst
from bosetting.ankomst.queries import Reise
from bosetting.person import rules
from bosetting.person.models import Husstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue


@dataclass(frozen=True, kw_only=True)
class NyAnkomst:
    dato: date
    sted: str
    reiserute: str


@transaction.atomic
def meld_ankomst(*, bruker: Bruker, husstand: Husstand, ny: NyAnkomst) -> Ankomst:
    """The kommune hears of it by e-mail without personal data, and reads it in the folder. A change is told anew."""
    tilgang.krev(rules.kan_registrere(bruker))
    husstand = Husstand.objects.select_for_update(of=("self",)).get(pk=husstand.pk)
    reise = queries.reise_for(husstand.nummer)
    if reise is None or not reise.kan_meldes:
        raise Domenefeil("ankomst_for_vedtak", _("Ankomst kan meldes når alle i husstanden er søkt ut."))
    _kontroller_dato(reise, ny.dato)
    Ankomst.objects.filter(husstand=husstand, gjelder=True).update(gjelder=False)
    kommune = reise.forste.kommune
    assert kommune is not None  # bosetting_sak_bundet_har_kommune
    ankomst = Ankomst.objects.create(
        husstand=husstand,
        kommune=kommune,
        dato=ny.dato,
        sted=ny.sted.strip(),
        reiserute=ny.reiserute.strip(),
        meldt_tid=klokke.now(),
        meldt_av=bruker,
    )
    hendelse.log_mange(
        bruker,
        Hendelsestype.ANKOMST_MELDT,
        [(sak, kommune, {"dato": ny.dato, "dager": queries.varslet_dager(ankomst)}) for sak in reise.saker],
    )
    enqueue(notices.AnkomstMeldt(ankomst, reise.forste.nummer), bruker=bruker)
    return ankomst


def _kontroller_dato(reise: Reise, dato: date) -> None:
    """B-065: between tidligst mulig ankomst and innreisefrist; a notice of what has been is no notice."""
    if dato < klokke.today():
        raise Domenefeil("ankomst_passert", _("Ankomst kan ikke være tilbake i tid."), felt="dato")
    if (reise.fra and dato < reise.fra) or (reise.til and dato > reise.til):
        raise Domenefeil(
            "ankomst_utenfor",
            _("Ankomst må være fra tidligst mulig ankomst til innreisefristen (B-065)."),
            felt="dato",
        )
