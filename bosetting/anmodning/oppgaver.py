"""Vedtak that are missing, for the kommune; rounds and late answers, for IMDi. Computed from state (ui.md 5.1)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min
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


def kommunens_vedtak(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """A vedtak to register, with its frist, one to approve, or IMDi's proposal on EM places (B-027). Three queries."""
    if kommune is None or not rules.kan_registrere_vedtak(bruker, kommune.pk):
        return []
    registrert = list(Kommunevedtak.objects.registrert().filter(kommune=kommune).select_related("anmodning__runde"))
    venter = {vedtak.aar for vedtak in registrert}
    ubesvarte = Anmodning.objects.ubesvart().filter(kommune=kommune).exclude(aar__in=venter).select_related("runde")
    forslag = Plassendring.objects.foreslatt().filter(kommune=kommune, foreslatt_part=Part.IMDI)
    return [
        *(_godkjenn(vedtak, kommune) for vedtak in registrert),
        *(_registrer(anmodning, kommune) for anmodning in ubesvarte),
        *(_svar_pa_forslag(endring) for endring in forslag.select_related("kommune")),
    ]


def _registrer(anmodning: Anmodning, kommune: "Kommune") -> Oppgave:
    return Oppgave(
        tekst=_("Registrer kommunens vedtak for %(aar)d") % {"aar": anmodning.aar},
        url=reverse("kommunevedtak_nytt", args=[kommune.nummer, anmodning.aar]),
        gjelder=_("anmodet %(antall)s") % {"antall": norsk.tall(anmodning.antall)},
        frist=anmodning.runde.frist,
    )


def _godkjenn(vedtak: Kommunevedtak, kommune: "Kommune") -> Oppgave:
    return Oppgave(
        tekst=_("Godkjenn kommunens vedtak for %(aar)d") % {"aar": vedtak.aar},
        url=reverse("kommunevedtak", args=[kommune.nummer, vedtak.pk]),
        gjelder=_("vedtatt %(antall)s") % {"antall": norsk.tall(vedtak.antall)},
        frist=vedtak.anmodning.runde.frist if vedtak.anmodning else None,
        alder=vedtak.registrert_tid.date(),
    )


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
        *(_svar_pa_forslag(endring) for endring in forslag.select_related("kommune")),
    ]


def _svar_pa_forslag(endring: Plassendring) -> Oppgave:
    return Oppgave(
        tekst=_("Svar på forslag om plasser til enslige mindreårige"),
        url=reverse("plassendring", args=[endring.kommune.nummer, endring.pk]),
        gjelder=f"{endring.kommune}, {endring.aar}",
        alder=endring.foreslatt_tid.date(),
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
