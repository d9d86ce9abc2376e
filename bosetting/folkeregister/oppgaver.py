"""What Folkeregisteret leaves to people, for the work lists. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries
from bosetting.person import rules as person_rules
from bosetting.person.models import Sak
from bosetting.person.states import Gradering
from bosetting.person.visning import personer
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def uten_adresse(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """W-04: for the kommune its own, for IMDi the country's. One query."""
    saker = Sak.objects.all().synlig_for(bruker)
    if kommune is not None:
        if not tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, kommune.pk):
            return []
        saker = saker.filter(kommune=kommune)
    elif not person_rules.kan_registrere(bruker):
        return []
    tall = queries.med_adressemangel(saker).aggregate(antall=Count("pk"), forst=Min("bosettingsdato"))
    if not tall["antall"]:
        return []
    url = f"{reverse('personer')}?adresse=mangler"
    return [Oppgave(_("Følg opp adresse i Folkeregisteret"), url, personer(tall["antall"]), alder=tall["forst"])]


def til_oppslag(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """One query."""
    if kommune is not None or not person_rules.kan_registrere(bruker):
        return []
    tall = queries.til_oppslag(bruker).aggregate(antall=Count("pk"), forst=Min("slas_opp_fra"))
    if not tall["antall"]:
        return []
    url = reverse("imdi_folkeregister")
    gjelder, alder = personer(tall["antall"]), klokke.dag(tall["forst"])
    return [Oppgave(_("Slå opp i Folkeregisteret"), url, gjelder, alder=alder)]


def mildere_nivaa(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """security.md §5: for IMDi's members of the group; nobody else hears of it. One query."""
    if kommune is not None or not person_rules.kan_registrere(bruker):
        return []
    return [
        Oppgave(
            _("Vurder adressebeskyttelsen på nytt"),
            reverse("imdi_skjerming", args=[sak.person.uuid]),
            _("sak %(sak)s. Folkeregisteret har nå «%(nivaa)s»")
            % {"sak": sak, "nivaa": Gradering(status.mildere_nivaa).label},
            alder=klokke.dag(status.mildere_tid) if status.mildere_tid else None,
        )
        for sak, status in queries.til_mildere_nivaa(bruker)
    ]
