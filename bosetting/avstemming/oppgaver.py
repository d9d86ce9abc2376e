"""A quarter to reconcile, or to look over again; late answers, for IMDi. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.avstemming import queries, rules
from bosetting.avstemming.kvartal import ferdige
from bosetting.avstemming.queries import Kvartalsrad
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def kommunens_avstemming(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """W-02: the newest quarter until it is answered, and any whose numbers have changed since. Three queries."""
    if kommune is None or not rules.kan_svare(bruker, kommune.pk):
        return []
    rader = queries.kvartalsrader(kommune)
    nytt = [_oppgave(rad, _("Avstem bosatte")) for rad in rader[:1] if rad.svar is None and rad.er_spurt]
    endret = [rad for rad in rader if rad.svar and rad.venter]
    return [*nytt, *(_oppgave(rad, _("Se over avstemmingen. Tallene er endret.")) for rad in endret)]


def _oppgave(rad: Kvartalsrad, tekst: str) -> Oppgave:
    return Oppgave(
        tekst=tekst,
        url=reverse("avstemming", args=[rad.kommune.nummer, rad.kvartal.aar, rad.kvartal.nr]),
        gjelder=str(rad.kvartal),
        frist=None if rad.svar else rad.kvartal.frist,
        alder=rad.kvartal.siste_dag,
    )


def imdis_avstemming(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """The newest quarter, when its frist is past and not all have answered. One query."""
    kvartal = next(iter(ferdige()), None)
    if kommune is not None or kvartal is None or kvartal.frist >= klokke.today() or not rules.kan_purre(bruker):
        return []
    antall = queries.ubesvarte(kvartal).count()
    if not antall:
        return []
    return [
        Oppgave(
            tekst=_("Følg opp kommuner som ikke har avstemt"),
            url=f"{reverse('imdi_avstemming')}?kvartal={kvartal.kode}&status=ikke_svart",
            gjelder=ngettext("%(n)d kommune", "%(n)d kommuner", antall) % {"n": antall},
            frist=kvartal.frist,
        )
    ]
