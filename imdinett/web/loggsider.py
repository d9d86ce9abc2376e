"""Two logs, two pages, two rights (decision 18): what happened, and who looked at whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import HANDLINGSNAVN, Handling
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, logguttrekk, norsk
from imdinett.web.eksport import Kolonne
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.loggskjema import Hendelsesok, Innsynsok
from imdinett.web.views import Liste

# The logs are long: their index gives this order, forwards and backwards, and no other.
NAAR = Sortering({"tid": ("tid",)}, standard="-tid")


@dataclass(frozen=True)
class Hendelsesrad:
    tid: datetime
    setning: SafeString
    gjelder: str
    av: str
    rolle: str
    kommune: str


class Loggside(Liste):
    """A log with its filter. `?format=` gives the same rows as a file."""

    @property
    def aktiv_kommune(self) -> Kommune | None:
        return getattr(self.request, "aktiv_kommune", None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if "format" in request.GET and self.skjema.is_valid():
            return self.fil(request.GET["format"])
        return super().get(request, *args, **kwargs)

    @cached_property
    def skjema(self) -> Any:
        raise NotImplementedError

    def fil(self, format: str) -> HttpResponseBase:
        raise NotImplementedError


class Hendelser(MedUtvalg, Loggside):
    """Search the events of the kommuner one may read; data and users each after its right."""

    # Who did it, and what it was about, can be anybody: it is not kept.
    lagres = ("slag",)

    rettighet = (Rettighet.HENDELSE_LES, Rettighet.BRUKERHENDELSE_LES)
    grunnlag = Hendelse.objects
    template_name = "imdinett/hendelse/liste.html"
    sortering = NAAR

    def listetittel(self) -> str:
        return _("Hendelser")

    @cached_property
    def skjema(self) -> Hendelsesok:
        # Bound also when nothing is asked, so that the empty search is the ordinary one.
        return Hendelsesok(self.request.GET)

    def get_queryset(self) -> QuerySet[Hendelse]:
        rader: QuerySet[Hendelse] = self.skjema.filtrer(super().get_queryset())
        return rader.select_related("kommune").order_by("-tid", "-pk")

    def fil(self, format: str) -> HttpResponseBase:
        return logguttrekk.fil(
            "hendelser",
            self.get_queryset(),
            _event_row,
            _event_columns(),
            format=format,
            filter=self.skjema,
            bruker=self.bruker,
            kommune=self.aktiv_kommune,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        er_imdi = tilgang.er_imdi(self.bruker)
        rader = [_event_row(en) for en in data["page_obj"]]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Hendelser"))]
        return data | {
            "form": self.skjema,
            "rader": rader,
            "vis_kommune": er_imdi,
            "brodsmuler": sti,
            "lenker": eksport.lenker_fra(self.request.GET),
        }


def _event_row(en: Hendelse) -> Hendelsesrad:
    return Hendelsesrad(en.tid, setning(en), en.gjelder_navn, en.bruker_navn, en.rolle, str(en.kommune or ""))


def _event_columns() -> list[Kolonne[Hendelsesrad]]:
    return [
        Kolonne("tidspunkt", _("Tidspunkt"), lambda rad: rad.tid, bredde=18),
        Kolonne("hendelse", _("Hendelse"), lambda rad: logguttrekk.tekst(rad.setning), bredde=80),
        Kolonne("gjelder", _("Gjelder"), lambda rad: rad.gjelder, bredde=30),
        Kolonne("kommune", _("Kommune"), lambda rad: rad.kommune, bredde=26),
        Kolonne("utfort_av", _("Utført av"), lambda rad: rad.av or "IMDinett", bredde=26),
        Kolonne("rolle", _("Rolle"), lambda rad: rad.rolle, _("Rollene brukeren handlet med."), 30),
    ]


@dataclass(frozen=True)
class Innsynsrad:
    tid: datetime
    bruker: str
    rolle: str
    enhet: str
    hva: str
    saksnummer: str
    avvist: bool


class Innsynslogg(Loggside):
    """Who looked at which case. The kommune's administrator sees case numbers, never names of persons.

    Each view of the log is itself a line in it, written before the page is sent (security.md §8).
    """

    rettighet = Rettighet.INNSYNSLOGG_LES
    grunnlag = Innsyn.objects
    template_name = "imdinett/hendelse/innsynslogg.html"
    sortering = NAAR

    @cached_property
    def skjema(self) -> Innsynsok:
        if "fra" in self.request.GET or "til" in self.request.GET:
            return Innsynsok(self.request.GET)
        return Innsynsok(initial={"fra": klokke.today().replace(day=1), "til": klokke.today()})

    @cached_property
    def er_sok(self) -> bool:
        return self.skjema.is_bound and self.skjema.is_valid()

    def get_queryset(self) -> QuerySet[Innsyn]:
        if not self.er_sok:
            return Innsyn.objects.none()
        self._log_this_view(Handling.SOKE, _("Så i innsynsloggen for %(periode)s"))
        return self._treff()

    def _treff(self) -> QuerySet[Innsyn]:
        rader: QuerySet[Innsyn] = self.skjema.filtrer(super().get_queryset())
        return rader.order_by("-tid", "-pk")

    def fil(self, format: str) -> HttpResponseBase:
        svar = logguttrekk.fil(
            "innsynslogg",
            self._treff(),
            _access_row,
            _access_columns(),
            format=format,
            filter=self.skjema,
            bruker=self.bruker,
            kommune=self.aktiv_kommune,
        )
        self._log_this_view(Handling.EKSPORT, _("Hentet ut innsynsloggen for %(periode)s"))
        return svar

    def _log_this_view(self, handling: Handling, beskrivelse: str) -> None:
        kommune = self.aktiv_kommune
        periode = norsk.periode(self.skjema.cleaned_data["fra"], self.skjema.cleaned_data["til"])
        hendelse.logg_innsyn(
            self.bruker,
            handling=handling,
            kommune_id=kommune.pk if kommune else None,
            enhet=str(kommune or ""),
            del_av="innsynslogg",
            beskrivelse=beskrivelse % {"periode": periode},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        rader = [_access_row(en) for en in data["page_obj"]]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Innsynslogg"))]
        hele_landet = tilgang.har_imdi(self.bruker, Rettighet.INNSYNSLOGG_LES)
        return data | {
            "form": self.skjema,
            "rader": rader,
            "er_sok": self.er_sok,
            "hele_landet": hele_landet,
            "brodsmuler": sti,
            "lenker": eksport.lenker_fra(self.request.GET),
        }


def _access_columns() -> list[Kolonne[Innsynsrad]]:
    return [
        Kolonne("tidspunkt", _("Tidspunkt"), lambda rad: rad.tid, bredde=18),
        Kolonne("bruker", _("Bruker"), lambda rad: rad.bruker, bredde=26),
        Kolonne("rolle", _("Rolle"), lambda rad: rad.rolle, _("Rollene brukeren handlet med."), 30),
        Kolonne("enhet", _("Enhet"), lambda rad: rad.enhet, bredde=26),
        Kolonne("hva", _("Hva"), lambda rad: rad.hva, bredde=40),
        Kolonne("sak", _("Sak"), lambda rad: rad.saksnummer),
        Kolonne("utfall", _("Utfall"), lambda rad: _("avvist") if rad.avvist else _("vist")),
    ]


def _access_row(en: Innsyn) -> Innsynsrad:
    handling = HANDLINGSNAVN.get(Handling(en.handling), en.handling)
    hva = f"{handling}: {en.del_av}" if en.del_av else str(handling)
    return Innsynsrad(en.tid, en.bruker_navn, en.rolle, en.enhet, hva, en.saksnummer, en.utfall == "avvist")
