"""IMDi's queue of letters and e-mail: what needs a person, first; and the tasks on the front page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Aggregate, Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imdinett.kjerne import klokke
from imdinett.kommune.models import Kontaktinformasjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import FEIL, Kanal, Tilstand
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


class Utvalg(StrEnum):
    """What IMDi looks for in the queue; the values are in addresses."""

    STOPPET = "stoppet"
    GAMLE = "gamle"
    UTSKRIFT = "utskrift"
    UTEN_ADRESSE = "uten-adresse"
    I_KO = "i-ko"
    SENDT = "sendt"
    AVBRUTT = "avbrutt"


NAVN: dict[Utvalg, Promise] = {
    Utvalg.STOPPET: _("Stoppet – må avklares"),
    Utvalg.GAMLE: _("Har ventet for lenge"),
    Utvalg.UTSKRIFT: _("Venter på utskrift"),
    Utvalg.UTEN_ADRESSE: _("Mangler postadresse"),
    Utvalg.I_KO: _("I kø"),
    Utvalg.SENDT: _("Sendt"),
    Utvalg.AVBRUTT: _("Avbrutt"),
}
UNDERVEIS = (Tilstand.KLAR, Tilstand.SENDER, Tilstand.SENDT, Tilstand.LEVERT)
FERDIG_SENDT = (Tilstand.SENDT, Tilstand.LEVERT, Tilstand.LEST, Tilstand.PRINT)


def vilkaar() -> dict[Utvalg, Q]:
    """One condition for each selection: lists, counts and tasks use the same."""
    for_lenge = klokke.now() - timedelta(seconds=settings.UTBOKS_ALARM_KLAR)
    i_ko = Q(tilstand__in=(Tilstand.KLAR, Tilstand.SENDER)) & ~Q(kanal=Kanal.UTSKRIFT)
    return {
        Utvalg.STOPPET: Q(tilstand__in=FEIL, erstattet_av=None),
        Utvalg.GAMLE: Q(tilstand=Tilstand.KLAR, opprettet_tid__lte=for_lenge) & ~Q(kanal=Kanal.UTSKRIFT),
        Utvalg.UTSKRIFT: Q(tilstand=Tilstand.KLAR, kanal=Kanal.UTSKRIFT),
        Utvalg.UTEN_ADRESSE: Q(kanal=Kanal.SVARUT, tilstand__in=UNDERVEIS, mottaker__adresselinje="")
        & Q(~Exists(Kontaktinformasjon.objects.filter(kommune=OuterRef("kommune_id")))),
        Utvalg.I_KO: i_ko,
        Utvalg.SENDT: Q(tilstand__in=FERDIG_SENDT),
        Utvalg.AVBRUTT: Q(tilstand=Tilstand.AVBRUTT),
    }


HASTER = (Utvalg.STOPPET, Utvalg.GAMLE, Utvalg.UTEN_ADRESSE, Utvalg.UTSKRIFT)


def ko_for(bruker: "tilgang.Hvem") -> QuerySet[Forsendelse]:
    """All the user may see, what needs a person first, then the newest."""
    alle = vilkaar()
    haster = Case(
        *(When(alle[utvalg], then=plass) for plass, utvalg in enumerate(HASTER)),
        default=len(HASTER),
        output_field=IntegerField(),
    )
    rader = Forsendelse.objects.synlig_i_brevko(bruker).select_related("kommune").defer("innhold")
    # As `queries.sist` says it of one row.
    sist = Coalesce("ekstern_status_tid", "sendt_tid", "opprettet_tid")
    return rader.annotate(haster=haster, sist_tid=sist).order_by("haster", "-opprettet_tid", "-pk")


@dataclass(frozen=True)
class Antall:
    antall: int
    eldste: date | None


def tell(bruker: "tilgang.Hvem") -> dict[Utvalg, Antall]:
    """How many in each selection, and the date of the oldest. One query."""
    felt: dict[str, Aggregate] = {}
    for utvalg, q in vilkaar().items():
        felt[f"{utvalg.name}_n"] = Count("pk", filter=q)
        felt[f"{utvalg.name}_min"] = Min("opprettet_tid", filter=q)
    svar = Forsendelse.objects.synlig_i_brevko(bruker).order_by().aggregate(**felt)
    return {utvalg: Antall(svar[f"{utvalg.name}_n"], _dag(svar[f"{utvalg.name}_min"])) for utvalg in Utvalg}


def _dag(tid: datetime | None) -> date | None:
    return klokke.dag(tid) if tid else None


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> Iterator[Oppgave]:
    """For IMDi's front page (security.md §7, alarms)."""
    if not tilgang.har_imdi(bruker, Rettighet.BREVKO_SKRIV):
        return
    for utvalg, en in tell(bruker).items():
        if en.antall and utvalg in HASTER:
            yield Oppgave(
                tekst=_oppgavetekst(utvalg, en.antall),
                url=f"{reverse('brevko')}?utvalg={utvalg}",
                gjelder=str(_("Brevkø")),
                frist=None,
                alder=en.eldste,
            )


def _oppgavetekst(utvalg: Utvalg, n: int) -> str:
    tekster = {
        Utvalg.STOPPET: ngettext("%(n)d forsendelse har stoppet", "%(n)d forsendelser har stoppet", n),
        Utvalg.GAMLE: ngettext(
            "%(n)d forsendelse har ventet for lenge i køen", "%(n)d forsendelser har ventet for lenge i køen", n
        ),
        Utvalg.UTEN_ADRESSE: ngettext(
            "%(n)d brev er sendt uten postadresse, fordi kommunen mangler den",
            "%(n)d brev er sendt uten postadresse, fordi kommunene mangler den",
            n,
        ),
        Utvalg.UTSKRIFT: ngettext(
            "%(n)d brev skal skrives ut og postlegges", "%(n)d brev skal skrives ut og postlegges", n
        ),
    }
    return tekster[utvalg] % {"n": n}
