"""IMDi reads what the kommuner report, and answers."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bosetting.innmelding import rules, slag, uttrekk
from bosetting.innmelding.forms import Behandleskjema, Imdislagfilter
from bosetting.innmelding.models import BestemtPerson, EmKapasitet, Innmelding
from bosetting.innmelding.queries import logg_innsyn_i
from bosetting.innmelding.services import innmeldinger as services
from bosetting.innmelding.slag import SLAG, Slag
from bosetting.innmelding.states import Innmeldingstilstand
from bosetting.innmelding.views.felles import faner, finn_slag
from bosetting.innmelding.views.kommune import filer
from imdinett.bruker.models import Bruker
from imdinett.kjerne.tilstand import kan_flyttes
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdiside, Liste, Skjemaside


class Imdileser(Imdiside):
    """IMDi's own: for everybody else the page does not exist."""

    rettighet = Rettighet.INNMELDING_LES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        if not tilgang.har_imdi(self.bruker, Rettighet.INNMELDING_LES):
            raise Http404
        super().krev_adgang()

    def brodsmuler(self, *ledd: Lenke) -> list[Lenke]:
        hjem = Lenke(_("Arbeidsflate"), reverse("admin:index"))
        return [hjem, Lenke(_("Innmeldinger"), reverse("imdi_innmeldinger") if ledd else ""), *ledd]


class Innmeldinger(Imdileser, MedUttrekk, Liste):
    """What waits for IMDi, or all of it; one kind at a time."""

    template_name = "bosetting/innmelding/imdi/liste.html"
    lagres = ("slag", "alle")
    listefil = uttrekk.INNMELDINGER
    detaljnokkel = ("pk",)
    sortering = Sortering(
        {"kommune": ("kommune__sortering",), "sendt": ("sendt_tid",), "status": ("tilstand",)}, standard="-sendt"
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        return reverse("imdi_innmelding", args=[self.slag.kode, *nokkel])

    @cached_property
    def slag(self) -> Slag:
        return finn_slag(self.request.GET.get("slag") or next(iter(SLAG)))

    @property
    def alle(self) -> bool:
        return "alle" in self.request.GET

    @cached_property
    def filter(self) -> Imdislagfilter:
        return Imdislagfilter({"slag": self.slag.kode, "alle": "1" if self.alle else ""})

    def filrader(self) -> QuerySet[Any]:
        return self.get_queryset()

    def get_queryset(self) -> QuerySet[Any]:
        rader = self.slag.modell._default_manager.all().synlig_for(self.bruker)  # type: ignore[attr-defined]
        rader = rader.select_related("kommune")
        return rader if self.alle else rader.sendt()  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        adresse = reverse("imdi_innmeldinger")
        her = f"{adresse}?slag={self.slag.kode}"
        venter = _("Venter på IMDi") if self.slag.besvares else _("Gjelder nå")
        return {
            **kontekst,
            "title": _("Innmeldinger"),
            "slag": self.slag,
            "faner": faner(self.slag, adresse, alle="1" if self.alle else ""),
            "utvalg": [Fane(venter, her, not self.alle), Fane(_("Alle"), f"{her}&alle=1", self.alle)],
            "rader": [(rad, self.slag.sammendrag(rad), slag.merke(rad)) for rad in kontekst["page_obj"]],
            "brodsmuler": self.brodsmuler(),
        }


class EnInnmelding(Imdileser, Skjemaside):
    """One report, and IMDi's answer. A look at a person's name is logged."""

    template_name = "bosetting/innmelding/imdi/detalj.html"
    form_class = Behandleskjema
    slag: Slag
    innmelding: Innmelding

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.slag = finn_slag(kwargs["kode"])
        rader = self.slag.modell._default_manager.all().synlig_for(self.bruker)  # type: ignore[attr-defined]
        self.innmelding = get_object_or_404(rader.select_related("kommune", "sendt_av"), pk=kwargs["pk"])
        if request.method == "POST":
            tilgang.krev(rules.kan_behandle(self.bruker))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        innmelding = self.innmelding
        if isinstance(innmelding, BestemtPerson):
            logg_innsyn_i(self.bruker, innmelding)
        kan = rules.kan_behandle(self.bruker)
        return super().get_context_data(
            title=str(self.slag.entall),
            slag=self.slag,
            innmelding=innmelding,
            merke=slag.merke(innmelding),
            rader=self.slag.fakta(innmelding),
            filer=filer(innmelding),
            kan_behandles=kan and kan_flyttes(innmelding, Innmeldingstilstand.BEHANDLET),
            kan_brukes=kan
            and isinstance(innmelding, EmKapasitet)
            and kan_flyttes(innmelding, Innmeldingstilstand.BRUKT),
            kan_fordeles=self._kan_fordeles(),
            hendelser=hendelser.panel(innmelding, self.bruker),
            brodsmuler=self.brodsmuler(
                Lenke(_("%(slag)s fra %(kommune)s") % {"slag": self.slag.entall, "kommune": innmelding.kommune})
            ),
            **kwargs,
        )

    def _kan_fordeles(self) -> bool:
        venter = self.innmelding.tilstand == Innmeldingstilstand.SENDT
        return venter and getattr(self.innmelding, "avtalt_selvbosetting", False) and _kan_fordele(self.bruker)

    def utfor(self, form: Behandleskjema) -> str:
        services.behandle(bruker=self.bruker, innmelding=self.innmelding, svar=form.cleaned_data["svar"])
        messages.success(self.request, _("Svaret er sendt til kommunen."))
        return f"{reverse('imdi_innmeldinger')}?slag={self.slag.kode}"


def _kan_fordele(bruker: Bruker) -> bool:
    return tilgang.har_imdi(bruker, Rettighet.FORDELING_SKRIV)


@require_POST
def merk_brukt(request: HttpRequest, pk: int) -> HttpResponse:
    """B-086: one button on the page of the report."""
    assert isinstance(request.user, Bruker)
    kapasitet = get_object_or_404(EmKapasitet.objects.synlig_for(request.user), pk=pk)
    services.merk_brukt(bruker=request.user, kapasitet=kapasitet)
    messages.success(request, _("Kapasiteten er merket som brukt."))
    return redirect("imdi_innmelding", "em-kapasitet", kapasitet.pk)


merk_brukt.rettighet = Rettighet.INNMELDING_BEHANDLE  # type: ignore[attr-defined]
