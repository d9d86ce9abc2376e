"""What IMDi must do for households before a day: applications, arrivals, entry deadlines. For the work list.

The kommune's own part, the bosettingsdato on arrival (decision 26), is a task of bosatt.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import starmap
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.ankomst import queries
from bosetting.ankomst.models import Ankomst
from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.states import Kategori, Sakstilstand
from bosetting.soknad import oppgaver as soknadsoppgaver
from bosetting.soknad.oppgaver import Venter, husstander
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

_SOKT_UT, _UNDERVEIS = "sokt_ut", "underveis"


def husstandenes_frister(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """B-062 and B-063 for privatboende, B-065 and B-066 for overføringsflyktninger. One query for all."""
    if kommune is not None or not rules.kan_registrere(bruker):
        return []
    venter = list(starmap(Venter, _umeldte().union(*soknadsoppgaver.rader(), all=True)))
    return [*soknadsoppgaver.oppgaver(venter), *_oppgaver(venter)]


def _umeldte() -> QuerySet[Sak, Any]:
    """Households on their way whose arrival the kommune has not been told of, without those who are shielded (B-095).

    Either everybody is søkt ut, so that it can be told, or the innreisefrist is near.
    """
    meldt = Ankomst.objects.filter(gjelder=True).values("husstand")
    saker = Sak.objects.filter(kategori=Kategori.OVERFORINGSFLYKTNING, tilstand__in=queries.UNDERVEIS)
    return (
        saker.uten_skjermede()
        .exclude(husstand__in=meldt)
        .order_by()
        .values("husstand")
        .annotate(
            andre=Count("pk", filter=~Q(tilstand=Sakstilstand.SOKT_UT)),
            til=Min("innreisefrist"),
            uke=Min(F("bosettingsuke_aar") * 100 + F("bosettingsuke")),
        )
        .filter(Q(andre=0) | Q(til__lte=klokke.om_dager(settings.INNREISEFRIST_OPPGAVE_DAGER)))
        .annotate(hva=Case(When(andre=0, then=Value(_SOKT_UT)), default=Value(_UNDERVEIS)))
        .values_list("hva", "husstand", "til", "uke")
    )


def _oppgaver(venter: Iterable[Venter]) -> list[Oppgave]:
    """A household is in one of them: who is late or not yet settled anywhere is followed up, the others are told of."""
    reiser = [en for en in venter if en.hva in (_SOKT_UT, _UNDERVEIS)]
    folges_opp = [en.dag for en in reiser if en.dag and (en.hva == _UNDERVEIS or en.dag < klokke.today())]
    meldes = [_meldes(en) for en in reiser if en.hva == _SOKT_UT and not (en.dag and en.dag < klokke.today())]
    grense = klokke.om_dager(settings.ANKOMST_OPPGAVE_DAGER) - timedelta(days=settings.ANKOMST_VARSLES_DAGER)
    naa = [dag for dag in meldes if dag is None or dag <= grense]
    liste = reverse("imdi_overforing")
    ut = []
    if folges_opp:
        tekst = _("Følg opp innreisefristen for overføringsflyktninger")
        ut.append(Oppgave(tekst, liste, husstander(len(folges_opp)), frist=min(folges_opp)))
    if naa:
        tekst = _("Meld ankomst for overføringsflyktninger til kommunen")
        frist = min((dag for dag in naa if dag), default=None)
        ut.append(Oppgave(tekst, liste, husstander(len(naa)), frist=frist))
    return ut


def _meldes(venter: Venter) -> date | None:
    """B-066: two weeks before the agreed week, or before the innreisefrist where no week is agreed."""
    ankomst = klokke.mandag(*divmod(venter.uke, 100)) if venter.uke else venter.dag
    return ankomst - timedelta(days=settings.ANKOMST_VARSLES_DAGER) if ankomst else None
