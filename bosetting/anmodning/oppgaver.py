"""Vedtak that are missing, for the kommune; rounds and late answers, for IMDi. Computed from state (ui.md 5.1)."""

from collections.abc import Iterable
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
_UTKAST, _SEN, _FORSLAG = "utkast", "sen", "forslag"


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
        alder=klokke.dag(venter.tid) if venter.tid else None,
    )


def _svar_imdi(venter: Venter, kommune: "Kommune") -> Oppgave:
    return _svar_pa_forslag(kommune.nummer, str(kommune), venter.aar, venter.pk, venter.tid)


def imdis_runder(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Drafts to finish, late answers (B-012), and proposals on EM places (B-027). One query."""
    if kommune is not None or not rules.kan_lage_runde(bruker):
        return []
    lag = {_UTKAST: _gjor_ferdig, _SEN: _purr, _FORSLAG: _svar_kommunen}
    venter = sorted(starmap(VenterPaaImdi, _imdis()), key=lambda en: (list(lag).index(en.hva), en.aar, en.nr))
    return [lag[en.hva](en) for en in venter]


class VenterPaaImdi(NamedTuple):
    """What waits for IMDi: its year, version, count or key, whose it is and where, by when, and since when."""

    hva: str
    aar: int
    nr: int
    navn: str
    kommunenummer: str
    frist: date | None
    tid: datetime | None


def _imdis() -> Iterable[tuple[Any, ...]]:
    """The three kinds together."""
    utkast = Anmodningsrunde.objects.filter(tilstand=Rundetilstand.UTKAST).order_by()
    sene = Anmodning.objects.forfalt(klokke.today()).order_by().values("aar")
    forslag = Plassendring.objects.foreslatt().filter(foreslatt_part=Part.KOMMUNE).order_by()
    ingen_frist, ingen_tid = Value(None, output_field=DateField()), Value(None, output_field=DateTimeField())
    ingen = Value("")
    return utkast.values_list(
        Value(_UTKAST), "aar", "versjon", "opprettet_av__navn", ingen, ingen_frist, "opprettet_tid"
    ).union(
        sene.annotate(antall=Count("pk"), forst=Min("runde__frist")).values_list(
            Value(_SEN), "aar", "antall", ingen, ingen, "forst", ingen_tid
        ),
        forslag.values_list(
            Value(_FORSLAG), "aar", "pk", "kommune__visningsnavn", "kommune__nummer", ingen_frist, "foreslatt_tid"
        ),
        all=True,
    )


def _gjor_ferdig(venter: VenterPaaImdi) -> Oppgave:
    return Oppgave(
        tekst=_("Gjør ferdig anmodningen for %(aar)d") % {"aar": venter.aar},
        url=reverse("anmodningsrunde", args=[venter.aar, venter.nr]),
        gjelder=_("versjon %(versjon)d") % {"versjon": venter.nr},
        ansvarlig=venter.navn,
        alder=klokke.dag(venter.tid) if venter.tid else None,
    )


def _purr(venter: VenterPaaImdi) -> Oppgave:
    return Oppgave(
        tekst=_("Følg opp kommuner som ikke har svart for %(aar)d") % {"aar": venter.aar},
        url=f"{reverse('anmodningssvar', args=[venter.aar])}?status=sen",
        gjelder=ngettext("%(n)d kommune", "%(n)d kommuner", venter.nr) % {"n": venter.nr},
        frist=venter.frist,
    )


def _svar_kommunen(venter: VenterPaaImdi) -> Oppgave:
    return _svar_pa_forslag(venter.kommunenummer, venter.navn, venter.aar, venter.nr, venter.tid)


def _svar_pa_forslag(nummer: str, kommune: str, aar: int, pk: int, tid: datetime | None) -> Oppgave:
    return Oppgave(
        tekst=_("Svar på forslag om plasser til enslige mindreårige"),
        url=reverse("plassendring", args=[nummer, pk]),
        gjelder=f"{kommune}, {aar}",
        alder=klokke.dag(tid) if tid else None,
    )
