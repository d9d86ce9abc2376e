"""Applications that IMDi can answer, and households that have not applied in time (B-062). For the work list."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.soknad import queries
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

_BEHANDLE, _UTEN = "behandle", "uten_soknad"


class Venter(NamedTuple):
    """A household that waits for IMDi: for what, the day it is counted from or to, and the week agreed (yyyyww)."""

    hva: str
    husstand: int
    dag: date | None
    uke: int | None


def rader() -> list[QuerySet[Sak, Any]]:
    """Rows for `Venter`: `ankomst` reads its own in the same query."""
    ingen = Value(None, output_field=IntegerField())
    return [
        queries.til_behandling().values_list(Value(_BEHANDLE), "husstand", "mottatt", ingen),
        queries.uten_soknad().values_list(Value(_UTEN), "husstand", "fikk_vite", ingen),
    ]


def oppgaver(venter: Iterable[Venter]) -> list[Oppgave]:
    alle = list(venter)
    mottatt = [en.dag for en in alle if en.hva == _BEHANDLE and en.dag]
    frister = [rules.soknadsfrist(en.dag) for en in alle if en.hva == _UTEN and en.dag]
    gaatt_ut = [dag for dag in frister if dag < klokke.today()]
    naer = [dag for dag in frister if klokke.today() <= dag <= queries.naer_dag()]
    liste, uten = reverse("imdi_soknader"), f"{reverse('imdi_soknader')}?vis={queries.UTEN}"
    ut = []
    if mottatt:
        tekst = _("Behandle søknader fra privatboende")
        ut.append(Oppgave(tekst, liste, husstander(len(mottatt)), alder=min(mottatt)))
    if gaatt_ut:
        tekst = _("Avslutt saker der søknadsfristen for privatboende er gått ut")
        ut.append(Oppgave(tekst, uten, husstander(len(gaatt_ut)), frist=min(gaatt_ut)))
    if naer:
        tekst = _("Følg opp privatboende som ikke har søkt")
        ut.append(Oppgave(tekst, uten, husstander(len(naer)), frist=min(naer)))
    return ut


def husstander(antall: int) -> str:
    return ngettext("%(n)d husstand", "%(n)d husstander", antall) % {"n": antall}
