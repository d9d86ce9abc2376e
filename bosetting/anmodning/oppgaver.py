"""Vedtak that are missing, for the kommune; rounds and late answers, for IMDi. Computed from state (ui.md 5.1)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, DateField, DateTimeField, Min, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning import rules
from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak, Plassendring
from bosetting.anmodning.states import Part, Rundetilstand
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

_GODKJENN, _REGISTRER, _SVAR = "godkjenn", "registrer", "svar"


def kommunens_vedtak(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """A vedtak to register, with its frist, one to approve, or IMDi's proposal on EM places (B-027). One query."""
    if kommune is None or not rules.kan_registrere_vedtak(bruker, kommune.pk):
        return []
    lag = {_GODKJENN: _godkjenn, _REGISTRER: _registrer, _SVAR: _svar_imdi}
    return [lag[venter.hva](venter, kommune) for venter in starmap(Venter, _kommunens(kommune))]


class Venter(NamedTuple):
    """What waits for the kommune: its year, what it is called in addresses, how many, by when, and since when."""

    hva: str
    aar: int
    pk: int
    antall: int
    frist: date | None
    tid: datetime | None


def _kommunens(kommune: "Kommune") -> Iterable[tuple[Any, ...]]:
    """The three kinds together."""
    registrert = Kommunevedtak.objects.registrert().filter(kommune=kommune).order_by()
    ubesvart = Anmodning.objects.ubesvart().filter(kommune=kommune).order_by().exclude(aar__in=registrert.values("aar"))
    forslag = Plassendring.objects.foreslatt().filter(kommune=kommune, foreslatt_part=Part.IMDI).order_by()
    ingen_frist, ingen_tid = Value(None, output_field=DateField()), Value(None, output_field=DateTimeField())
    felt = ("aar", "pk", "antall")
    return registrert.values_list(Value(_GODKJENN), *felt, "anmodning__runde__frist", "registrert_tid").union(
        ubesvart.values_list(Value(_REGISTRER), *felt, "runde__frist", ingen_tid),
        forslag.values_list(Value(_SVAR), *felt, ingen_frist, "foreslatt_tid"),
        all=True,
    )


def _registrer(venter: Venter, kommune: "Kommune") -> Oppgave:
    return Oppgave(
        tekst=_("Registrer kommunens vedtak for %(aar)d") % {"aar": venter.aar},
        url=reverse("kommunevedtak_nytt", args=[kommune.nummer, venter.aar]),
        gjelder=_("anmodet %(antall)s") % {"antall": norsk.tall(venter.antall)},
        frist=venter.frist,
    )


def _godkjenn(venter: Venter, kommune: "Kommune") -> Oppgave:
    return Oppgave(
        tekst=_("Godkjenn kommunens vedtak for %(aar)d") % {"aar": venter.aar},
        url=reverse("kommunevedtak", args=[kommune.nummer, venter.pk]),
        gjelder=_("vedtatt %(antall)s") % {"antall": norsk.tall(venter.antall)},
        frist=venter.frist,
        alder=venter.tid.date() if venter.tid else None,
    )


def _svar_imdi(venter: Venter, kommune: "Kommune") -> Oppgave:
    return _svar_pa_forslag(kommune, venter.aar, venter.pk, venter.tid)


def imdis_runder(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Drafts to finish, late answers (B-012), and proposals on EM places (B-027). Three queries."""
    if kommune is not None or not rules.kan_lage_runde(bruker):
        return []
    utkast = Anmodningsrunde.objects.filter(tilstand=Rundetilstand.UTKAST).select_related("opprettet_av")
    forslag = Plassendring.objects.foreslatt().filter(foreslatt_part=Part.KOMMUNE)
    sene = Anmodning.objects.forfalt(klokke.today()).order_by().values("aar")
    return [
        *(_gjor_ferdig(runde) for runde in utkast),
        *(_purr(rad) for rad in sene.annotate(antall=Count("pk"), frist=Min("runde__frist")).order_by("aar")),
        *(_svar_pa_forslag(en.kommune, en.aar, en.pk, en.foreslatt_tid) for en in forslag.select_related("kommune")),
    ]


def _svar_pa_forslag(kommune: "Kommune", aar: int, pk: int, tid: datetime | None) -> Oppgave:
    return Oppgave(
        tekst=_("Svar på forslag om plasser til enslige mindreårige"),
        url=reverse("plassendring", args=[kommune.nummer, pk]),
        gjelder=f"{kommune}, {aar}",
        alder=tid.date() if tid else None,
    )


def _gjor_ferdig(runde: Anmodningsrunde) -> Oppgave:
    return Oppgave(
        tekst=_("Gjør ferdig anmodningen for %(aar)d") % {"aar": runde.aar},
        url=reverse("anmodningsrunde", args=[runde.aar, runde.versjon]),
        gjelder=_("versjon %(versjon)d") % {"versjon": runde.versjon},
        ansvarlig=str(runde.opprettet_av),
        alder=runde.opprettet_tid.date(),
    )


def _purr(rad: Mapping[str, Any]) -> Oppgave:
    antall = rad["antall"]
    return Oppgave(
        tekst=_("Følg opp kommuner som ikke har svart for %(aar)d") % {"aar": rad["aar"]},
        url=f"{reverse('anmodningssvar', args=[rad['aar']])}?status=sen",
        gjelder=ngettext("%(n)d kommune", "%(n)d kommuner", antall) % {"n": antall},
        frist=rad["frist"],
    )
