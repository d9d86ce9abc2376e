"""A case as the pages show it: status in words, the dialogue, how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.henvendelse import objekter, temaer
from imdinett.henvendelse.models import Henvendelse
from imdinett.henvendelse.states import Henvendelsestilstand, Part
from imdinett.kjerne import klokke
from imdinett.opplasting.models import Opplasting
from imdinett.web import norsk
from imdinett.web.komponent import Lenke, Merke, Rad
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imdinett.henvendelse.querysets import HenvendelseQuerySet
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang as tilgang_type

_FARGE = {
    Henvendelsestilstand.NY: "info",
    Henvendelsestilstand.UNDER_BEHANDLING: "info",
    Henvendelsestilstand.VENTER_KOMMUNE: "warning",
    Henvendelsestilstand.LUKKET: "neutral",
}


def merke(henvendelse: Henvendelse) -> Merke:
    tilstand = Henvendelsestilstand(henvendelse.tilstand)
    return Merke(str(tilstand.label), _FARGE[tilstand])


def tur(henvendelse: Henvendelse) -> str:
    """Whose turn it is, in words."""
    if henvendelse.tur is None:
        return _("Henvendelsen er lukket.")
    hvem = _("Kommunen skal svare") if henvendelse.tur == Part.KOMMUNE else _("IMDi skal svare")
    return _("%(hvem)s. Har ventet siden %(dato)s.") % {
        "hvem": hvem,
        "dato": norsk.dato(klokke.dag(henvendelse.tur_siden)),
    }


def svartid(henvendelse: Henvendelse) -> str:
    dager = henvendelse.svartid.days
    tid = ngettext("%(n)d dag", "%(n)d dager", dager) % {"n": dager} if dager else _("under ett døgn")
    if henvendelse.forste_svar_tid:
        return tid
    if henvendelse.er_apen:
        return _("har ventet %(tid)s") % {"tid": tid}
    return _("lukket uten svar")


@dataclass(frozen=True)
class Henvendelsesrad:
    nummer: str
    url: str
    emne: str
    tema: str
    kommune: str
    gjelder: str
    merke: Merke
    ansvarlig: str
    tur_siden: date
    svartid: str


def rad(henvendelse: Henvendelse, adresse: str) -> Henvendelsesrad:
    return Henvendelsesrad(
        henvendelse.nummer,
        reverse(adresse, args=[henvendelse.nummer]),
        henvendelse.emne,
        temaer.navn(henvendelse.tema),
        str(henvendelse.kommune),
        gjelder(henvendelse),
        merke(henvendelse),
        str(henvendelse.ansvarlig or ""),
        klokke.dag(henvendelse.tur_siden),
        svartid(henvendelse),
    )


def gjelder(henvendelse: Henvendelse) -> str:
    slag = objekter.for_kode(henvendelse.gjelder_type)
    return f"{slag.navn} {henvendelse.gjelder_navn}" if slag else ""


def gjelder_lenke(henvendelse: Henvendelse, bruker: "tilgang_type.Hvem") -> Lenke | None:
    slag = objekter.for_kode(henvendelse.gjelder_type)
    url = slag.lenke(bruker, henvendelse.gjelder_id) if slag else ""
    return Lenke(gjelder(henvendelse), url) if url else None


def fakta(henvendelse: Henvendelse) -> list[Rad]:
    return [
        Rad(_("Tema"), temaer.navn(henvendelse.tema)),
        Rad(_("Gjelder"), gjelder(henvendelse) or _("Ingen bestemt sak")),
        Rad(_("Opprettet"), norsk.tidspunkt(henvendelse.opprettet_tid)),
        Rad(_("Saksbehandler i IMDi"), str(henvendelse.ansvarlig or _("Ingen ennå"))),
        Rad(_("Første svar fra IMDi"), svartid(henvendelse)),
    ]


@dataclass(frozen=True)
class Innleggsvisning:
    nr: int
    hvem: str
    tid: datetime
    tekst: str
    fra_imdi: bool
    vedlegg: Sequence[Opplasting]


def dialog(henvendelse: Henvendelse) -> list[Innleggsvisning]:
    """The whole dialogue, oldest first. Two queries."""
    rader = henvendelse.innlegg.select_related("skrevet_av").prefetch_related("vedlegg")
    return [
        Innleggsvisning(
            nr,
            _("%(navn)s, IMDi") % {"navn": en.skrevet_av}
            if en.part == Part.IMDI
            else f"{en.skrevet_av}, {henvendelse.kommune}",
            en.skrevet_tid,
            en.tekst,
            en.part == Part.IMDI,
            list(en.vedlegg.all()),
        )
        for nr, en in enumerate(rader, 1)
    ]


# ---- tasks and the menu's count
def venter(bruker: "tilgang_type.Hvem", kommune: "Kommune | None") -> "HenvendelseQuerySet":
    """What waits for the kommune. IMDi has its queue among the tasks, and no number on every page."""
    if kommune is None:
        return Henvendelse.objects.none()
    return Henvendelse.objects.synlig_for(bruker).filter(kommune=kommune).venter_kommune()


def frist(henvendelse: Henvendelse) -> date:
    """Our own aim for an answer, a setting: no source gives one."""
    return klokke.dag(henvendelse.tur_siden) + timedelta(days=settings.HENVENDELSE_SVARFRIST_DAGER)


def oppgave(henvendelse: Henvendelse, adresse: str, foran: str = "") -> Oppgave:
    return Oppgave(
        tekst=_("Svar på henvendelse %(nummer)s") % {"nummer": henvendelse.nummer},
        url=reverse(adresse, args=[henvendelse.nummer]),
        gjelder=f"{foran}{temaer.navn(henvendelse.tema)}",
        frist=frist(henvendelse) if henvendelse.tur == Part.IMDI else None,
        ansvarlig=str(henvendelse.ansvarlig or "") if henvendelse.tur == Part.IMDI else "",
        alder=klokke.dag(henvendelse.tur_siden),
    )


def oppgaver_fra(henvendelser: "Iterable[Henvendelse]", adresse: str, *, med_kommune: bool) -> list[Oppgave]:
    return [oppgave(en, adresse, f"{en.kommune}, " if med_kommune else "") for en in henvendelser]
