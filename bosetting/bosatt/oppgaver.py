"""Dates that are missing, for the front page. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.person.models import Avvik, Sak
from bosetting.person.states import KOMMUNEN_SETTER_DATO
from bosetting.vedtak.oppgaver import personer
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

VIST = 20


def uten_bosettingsdato(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """B-043, B-046, B-048: per household, those whose date the kommune itself can register. One query."""
    if kommune is None or not tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, kommune.pk):
        return []
    saker = (
        Sak.objects.all()
        .synlig_for(bruker)
        .uten_bosettingsdato()
        .filter(kommune=kommune, kategori__in=KOMMUNEN_SETTER_DATO)
        .exclude(pk__in=Avvik.objects.filter(lukket_tid=None).values("sak"))
    )
    rader = saker.values("husstand__uuid").annotate(
        antall=Count("pk"),
        forst=Min("utsokingsdato"),
        nummer=Min("nummer"),
        navn=Min("ansvarlig__navn"),
        hvem=Min("ansvarlig_id"),
    )
    husstander = list(rader.order_by("forst", "husstand__uuid"))
    oppgaver = [
        Oppgave(
            tekst=_("Registrer bosettingsdato"),
            url=reverse("husstand_bosettingsdato", args=[rad["husstand__uuid"]]),
            gjelder=_("sak %(sak)s, %(antall)s") % {"sak": rad["nummer"], "antall": personer(rad["antall"])},
            ansvarlig=rad["navn"] or "",
            alder=rad["forst"],
            ansvarlig_id=rad["hvem"],
            ta_url=reverse("husstand_ta", args=[rad["husstand__uuid"]]),
        )
        for rad in husstander[:VIST]
    ]
    resten = len(husstander) - VIST
    if resten > 0:
        tekst = ngettext("%(antall)d husstand til", "%(antall)d husstander til", resten) % {"antall": resten}
        alder = husstander[VIST]["forst"]
        oppgaver.append(Oppgave(_("Registrer bosettingsdato"), reverse("uten_bosettingsdato"), tekst, alder=alder))
    return oppgaver
