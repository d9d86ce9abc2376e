"""Two logs, two pages, two rights (decision 18): what happened, and who looked at whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import Handling
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke
from imdinett.web.loggskjema import Hendelsesok, Innsynsok
from imdinett.web.views import Liste


@dataclass(frozen=True)
class Hendelsesrad:
    tid: datetime
    setning: SafeString
    gjelder: str
    av: str
    rolle: str
    kommune: str


class Hendelser(Liste):
    """Search the events of the kommuner one may read; data and users each after its right."""

    rettighet = (Rettighet.HENDELSE_LES, Rettighet.BRUKERHENDELSE_LES)
    grunnlag = Hendelse.objects
    template_name = "imdinett/hendelse/liste.html"

    @cached_property
    def skjema(self) -> Hendelsesok:
        # Bound also when nothing is asked, so that the empty search is the ordinary one.
        return Hendelsesok(self.request.GET)

    def get_queryset(self) -> QuerySet[Hendelse]:
        return self.skjema.filtrer(super().get_queryset()).select_related("kommune").order_by("-tid", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        er_imdi = tilgang.er_imdi(self.bruker)
        rader = [_event_row(en) for en in data["page_obj"]]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Hendelser"))]
        return data | {"form": self.skjema, "rader": rader, "vis_kommune": er_imdi, "brodsmuler": sti}


def _event_row(en: Hendelse) -> Hendelsesrad:
    return Hendelsesrad(en.tid, setning(en), en.gjelder_navn, en.bruker_navn, en.rolle, str(en.kommune or ""))


@dataclass(frozen=True)
class Innsynsrad:
    tid: datetime
    bruker: str
    rolle: str
    enhet: str
    hva: str
    saksnummer: str
    avvist: bool


HANDLINGER = {
    Handling.LESE: gettext_lazy("Leste"),
    Handling.SOKE: gettext_lazy("Søkte"),
    Handling.ENDRE: gettext_lazy("Endret"),
    Handling.EKSPORT: gettext_lazy("Hentet ut"),
    Handling.UTSKRIFT: gettext_lazy("Skrev ut"),
}


class Innsynslogg(Liste):
    """Who looked at which case. The kommune's administrator sees case numbers, never names of persons.

    Each view of the log is itself a line in it, written before the page is sent (security.md §8).
    """

    rettighet = Rettighet.INNSYNSLOGG_LES
    grunnlag = Innsyn.objects
    template_name = "imdinett/hendelse/innsynslogg.html"
    paginate_by = 50

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
        self._log_this_view()
        return self.skjema.filtrer(super().get_queryset()).order_by("-tid", "-pk")

    def _log_this_view(self) -> None:
        kommune = getattr(self.request, "aktiv_kommune", None)
        periode = norsk.periode(self.skjema.cleaned_data["fra"], self.skjema.cleaned_data["til"])
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.SOKE,
            kommune_id=kommune.pk if kommune else None,
            enhet=str(kommune or ""),
            del_av="innsynslogg",
            beskrivelse=_("Så i innsynsloggen for %(periode)s") % {"periode": periode},
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
        }


def _access_row(en: Innsyn) -> Innsynsrad:
    handling = HANDLINGER.get(Handling(en.handling), en.handling)
    hva = f"{handling}: {en.del_av}" if en.del_av else str(handling)
    return Innsynsrad(en.tid, en.bruker_navn, en.rolle, en.enhet, hva, en.saksnummer, en.utfall == "avvist")
