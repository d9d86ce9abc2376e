"""What a list gives beside its rows: its filters kept under a name, and the same rows as a file (ui.md 4).

A list mixes one of these in before the class with its rows, and its template has `komponenter/listeverktoy.html`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Eksport, Format
from imdinett.web.komponent import Lenke
from imdinett.web.lister import jobb, rules, services, uttrekk
from imdinett.web.lister.forms import Lagreskjema
from imdinett.web.lister.jobb import Listebestilling
from imdinett.web.lister.models import Lagretutvalg
from imdinett.web.lister.services import NyttUtvalg
from imdinett.web.lister.uttrekk import Uttrekk
from imdinett.web.views import Side, Sidedelt


@dataclass(frozen=True)
class Utvalgslenke:
    uuid: str
    navn: str
    url: str
    er_standard: bool
    er_egen: bool
    delt: bool
    eier: str


@dataclass(frozen=True)
class Verktoy:
    """For `komponenter/listeverktoy.html`. A list without filters has only its files."""

    kan_lagre: bool
    utvalg: Sequence[Utvalgslenke]
    skjema: Lagreskjema
    lenker: Sequence[Lenke]


class MedUtvalg(Side):
    """Filters under a name. `lagres`: the names in the address that are kept, in their order; nothing else ever is.

    All of it is posted to the list's own address, so its gates decide who gets here.
    """

    lagres: ClassVar[tuple[str, ...]] = ()
    lagreskjema: Lagreskjema | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and (svar := self._handle(request)):
            return svar
        ny = request.method == "GET" and not request.GET and self.lagreskjema is None
        if ny and self.lagres and (utvalg := self._standard):
            return redirect(f"{request.path}?{utvalg.sporring}")
        svar = super().dispatch(request, *args, **kwargs)
        if self.lagreskjema is not None:
            svar.status_code = 422
        return svar

    @property
    def lesers_handlinger(self) -> frozenset[str]:
        return frozenset(self.handlinger()) if self.lagres else frozenset()

    # ---- what the list is called, and where
    @property
    def listenavn(self) -> str:
        treff = self.request.resolver_match
        return (treff.url_name or "") if treff else ""

    def listetittel(self) -> str:
        """What people call the list."""
        raise NotImplementedError

    @property
    def aktiv_kommune(self) -> Kommune | None:
        return getattr(self.request, "aktiv_kommune", None)

    # ---- the saved ones
    @cached_property
    def lagrede(self) -> list[Any]:
        """One query, for the menu and for what the list starts with."""
        synlige = Lagretutvalg.objects.all().synlig_for(self.bruker, self.aktiv_kommune).paa(self.listenavn)
        return list(synlige.med_standard(self.bruker).select_related("eier"))

    @property
    def _standard(self) -> Any:
        return next((ett for ett in self.lagrede if ett.er_standard), None)

    def uten_filter(self) -> str:
        """The list with nothing chosen, also for those whose list starts with something."""
        return f"{self.request.path}?{self.lagres[0]}=" if self._standard else self.request.path

    def sporring(self) -> str:
        """What is kept of the address as it stands."""
        return rules.rens([*self.lagres, *self._sorterer], self.request.GET.dict())

    @property
    def _sorterer(self) -> list[str]:
        """The order goes along when it is one that the list has."""
        return [rules.SORTERING] if isinstance(self, Sidedelt) and self.sorter else []

    def _handle(self, request: HttpRequest) -> HttpResponseBase | None:
        """What the menu posts; None when it is not the menu, or when the page must come again with an error."""
        handling = self.handlinger().get(request.POST.get("handling", ""))
        if handling is None or not self.lagres:
            return None
        til = handling()
        if til is None:
            request.method = "GET"
            return None
        return redirect(til)

    def handlinger(self) -> dict[str, Callable[[], str | None]]:
        """What each button leads to; None when the page must come again."""
        return {
            "lagre_utvalg": self._lagre,
            "slett_utvalg": self._slett,
            "velg_standard": self._velg_standard,
            "fjern_standard": self._fjern_standard,
        }

    def _skjema(self, data: Any = None) -> Lagreskjema:
        kan_dele = rules.kan_dele(self.bruker, self.aktiv_kommune)
        return Lagreskjema(data, kan_dele=kan_dele, kommune=self.aktiv_kommune)

    def _lagre(self) -> str | None:
        skjema = self._skjema(self.request.POST)
        if skjema.is_valid():
            ny = NyttUtvalg(self.listenavn, self.listetittel(), sporring=self.sporring(), **skjema.cleaned_data)
            try:
                utvalg = services.lagre_utvalg(bruker=self.bruker, kommune=self.aktiv_kommune, ny=ny)
            except Domenefeil as feil:
                if feil.status != 422:
                    raise
                skjema.add_error(feil.felt, feil.melding)
            else:
                messages.success(self.request, _("Utvalget «%(navn)s» er lagret.") % {"navn": utvalg})
                return f"{self.request.path}?{utvalg.sporring}"
        self.lagreskjema = skjema
        return None

    def _valgt(self) -> Lagretutvalg:
        """Another's that is not shared with the user does not exist."""
        uuid = self.request.POST.get("utvalg", "")
        for ett in self.lagrede:
            if str(ett.uuid) == uuid:
                utvalg: Lagretutvalg = ett
                return utvalg
        raise Http404

    def _slett(self) -> str:
        utvalg = self._valgt()
        services.slett_utvalg(bruker=self.bruker, utvalg=utvalg, liste=self.listetittel())
        messages.success(self.request, _("Utvalget «%(navn)s» er slettet.") % {"navn": utvalg})
        return self.request.get_full_path()

    def _velg_standard(self) -> str:
        utvalg = self._valgt()
        services.velg_standard(bruker=self.bruker, utvalg=utvalg)
        messages.success(self.request, _("Listen starter med «%(navn)s» fra nå av.") % {"navn": utvalg})
        return f"{self.request.path}?{utvalg.sporring}"

    def _fjern_standard(self) -> str:
        services.fjern_standard(bruker=self.bruker, side=self.listenavn)
        messages.success(self.request, _("Listen starter uten filter fra nå av."))
        return self.request.path

    # ---- on the page
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.lagreskjema is not None:
            kwargs.setdefault("form", self.lagreskjema)
        return super().get_context_data(verktoy=self.verktoy(), **kwargs)

    def verktoy(self) -> Verktoy:
        utvalg = [self._lenke(ett) for ett in self.lagrede] if self.lagres else []
        return Verktoy(bool(self.lagres), utvalg, self.lagreskjema or self._skjema(), self.fillenker())

    def fillenker(self) -> list[Lenke]:
        return []

    def _lenke(self, ett: Any) -> Utvalgslenke:
        er_egen = ett.eier_id == self.bruker.pk
        url = f"{self.request.path}?{ett.sporring}"
        return Utvalgslenke(str(ett.uuid), ett.navn, url, ett.er_standard, er_egen, ett.delt, str(ett.eier))


class MedUttrekk(MedUtvalg):
    """Filters under a name, and `?format=`: what the filter shows, in that order, all pages, with the page's right."""

    @property
    def listefil(self) -> Uttrekk[Any]:
        """What the list is as a file; a list that has one kind names it in the class."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and "format" in request.GET:
            return self.last_ned(eksport.onsket(request.GET["format"]))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter(self) -> Any:
        """The form of the filter, bound to the address; drawn as a form, or as tabs."""
        return None

    def filrader(self) -> Any:
        """The rows of all pages: those of the screen, and never a protected person (B-095)."""
        raise NotImplementedError

    def ordnede_filrader(self) -> Any:
        """In the order of the screen."""
        return self.sortert(self.filrader()) if isinstance(self, Sidedelt) else self.filrader()

    def filenhet(self) -> Kommune | None:
        return self.aktiv_kommune

    def listetittel(self) -> str:
        return str(self.listefil.tittel)

    def sporring(self) -> str:
        """A value that the filter refuses is kept no more than it filters."""
        feil = self.filter.errors if self.filter is not None else {}
        navnene = [navn for navn in self.lagres if navn not in feil]
        return rules.rens([*navnene, *self._sorterer], self.request.GET.dict())

    def fillenker(self) -> list[Lenke]:
        return eksport.lenker_fra(self.request.GET)

    def last_ned(self, format: Format) -> HttpResponseBase:
        rader = self.ordnede_filrader()
        if self.listefil.som_jobb and (antall := rader.count()) > settings.LISTEUTTREKK_MAKS_RADER:
            return self._som_jobb(antall)
        telt = uttak.tell(bruker=self.bruker, hva=self.listefil.navn, kommune=self.filenhet())
        hentet = uttrekk.hent(rader)
        uttrekk.logg(self.listefil, hentet, bruker=self.bruker, kommune=self.filenhet())
        return eksport.svar(self.som_fil(hentet), format, telt)

    def som_fil(self, rader: Iterable[Any]) -> Eksport[Any]:
        liste, enhet = self.listefil, self.filenhet()
        return Eksport(
            navn=liste.navn,
            tittel=self.listetittel(),
            kolonner=liste.kolonner(),
            rader=rader,
            utvalg=uttrekk.om_utvalget(self.filter, personer=liste.person_ider is not None),
            av=self.bruker.navn,
            enhet=enhet.nummer if enhet else "",
        )

    # ---- the long ones
    def _som_jobb(self, antall: int) -> HttpResponseBase:
        """A page that says so, with the button: a link orders nothing."""
        kontekst = {
            "tittel": self.listetittel(),
            "antall": antall,
            "avbryt_url": f"{self.request.path}?{self._filtrene()}",
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(self.listetittel())],
        }
        return TemplateResponse(self.request, "web/stor_liste.html", kontekst)

    def handlinger(self) -> dict[str, Callable[[], str | None]]:
        return {**super().handlinger(), "bestill_fil": self._bestill_fil}

    def _bestill_fil(self) -> str:
        if not self.listefil.som_jobb:
            raise Http404
        return jobb.bestill(
            Listebestilling(
                bruker=self.bruker,
                kommune=self.filenhet(),
                navn=self.listefil.navn,
                adresse=f"{self.request.path}?{self._filtrene()}",
                format=eksport.onsket(self.request.GET.get("format", "")),
                rader=self.filrader().count(),
            )
        )

    def _filtrene(self) -> str:
        return rules.rens([*self.filter.fields, *self._sorterer], self.request.GET.dict())
