"""A tidsplan to send, or to look over again; late answers, for IMDi. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.tidsplan import queries, rules
from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def kommunens_tidsplan(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """What IMDi waits for, and what the kommune should look over since its vedtak or capacity changed. One query."""
    if kommune is None or not rules.kan_svare(bruker, kommune.pk):
        return []
    rader = Tidsplansvar.objects.filter(kommune=kommune).gjeldende(klokke.today())
    svar = list(queries.med_siste(rader).select_related("foresporsel"))
    endret = [en for en in svar if queries.er_endret(en)]
    return [
        *(_oppgave(en, kommune, _("Meld inn tidsplan til IMDi")) for en in svar if en.besvart_tid is None),
        *(_oppgave(en, kommune, _("Se over tidsplanen. Vedtak eller kapasitet er endret.")) for en in endret),
    ]


def _oppgave(svar: Tidsplansvar, kommune: "Kommune", tekst: str) -> Oppgave:
    return Oppgave(
        tekst=tekst,
        url=reverse("tidsplan", args=[kommune.nummer, svar.pk]),
        gjelder=norsk.uke_med_dager(svar.foresporsel.fra_mandag),
        frist=svar.foresporsel.frist if svar.besvart_tid is None else None,
        alder=klokke.dag(svar.foresporsel.sendt_tid),
    )


def imdis_tidsplaner(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Questions whose frist is past and that are not answered by all. One query."""
    if kommune is not None or not rules.kan_be_om_tidsplan(bruker):
        return []
    ubesvarte = Count("svar", filter=Q(svar__besvart_tid=None))
    sene = Tidsplanforesporsel.objects.filter(frist__lt=klokke.today(), til_mandag__gte=klokke.today())
    return [
        Oppgave(
            tekst=_("Følg opp kommuner som ikke har sendt tidsplan"),
            url=reverse("imdi_tidsplan", args=[en.pk]),
            gjelder=ngettext("%(n)d kommune", "%(n)d kommuner", en.ubesvarte) % {"n": en.ubesvarte},
            frist=en.frist,
        )
        for en in sene.annotate(ubesvarte=ubesvarte).filter(ubesvarte__gt=0)
    ]
