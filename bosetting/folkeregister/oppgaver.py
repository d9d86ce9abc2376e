"""What Folkeregisteret leaves to people, for the work lists. Computed from state (ui.md 5.1)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, QuerySet, Value
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries
from bosetting.person import rules as person_rules
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import Gradering
from bosetting.person.visning import personer
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

_ADRESSE, _OPPSLAG = "adresse", "oppslag"


def adresser(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """W-04: for the kommune whose address is missing there, for IMDi in the country, and whom to look up. One query."""
    saker = Sak.objects.all().synlig_for(bruker)
    if kommune is not None:
        if not tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, kommune.pk):
            return []
        return _tasks(_uten_adresse(saker.filter(kommune=kommune)))
    if not person_rules.kan_registrere(bruker):
        return []
    forst = Min(TruncDate("slas_opp_fra"))
    til_oppslag = queries.til_oppslag(bruker).order_by().annotate(hva=Value(_OPPSLAG)).values_list("hva")
    return _tasks(_uten_adresse(saker).union(til_oppslag.annotate(antall=Count("pk"), forst=forst)))


def _uten_adresse(saker: SakQuerySet) -> QuerySet[Sak, Any]:
    rader = queries.med_adressemangel(saker).order_by().annotate(hva=Value(_ADRESSE)).values_list("hva")
    return rader.annotate(antall=Count("pk"), forst=Min("bosettingsdato"))


def _tasks(rader: Iterable[tuple[str, int, date]]) -> list[Oppgave]:
    tall = {hva: (antall, forst) for hva, antall, forst in rader if antall}
    sidene = (
        (_ADRESSE, _("Følg opp adresse i Folkeregisteret"), f"{reverse('personer')}?adresse=mangler"),
        (_OPPSLAG, _("Slå opp i Folkeregisteret"), reverse("imdi_folkeregister")),
    )
    return [
        Oppgave(tekst, url, personer(tall[hva][0]), alder=tall[hva][1]) for hva, tekst, url in sidene if hva in tall
    ]


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
