"""The kommune reports, sees what became of it, and cancels. What is sent is never edited (B-082)."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.innmelding import forms, rules, slag, uttrekk
from bosetting.innmelding.forms import Slagfilter
from bosetting.innmelding.models import Bolig, Innmelding
from bosetting.innmelding.services import innmeldinger as services
from bosetting.innmelding.slag import SLAG, Slag
from bosetting.innmelding.states import GJELDENDE, Filslag, Innmeldingstilstand
from bosetting.innmelding.views.felles import Innmeldingsside, MedInnmelding, faner, finn_slag
from imdinett.kjerne.tilstand import kan_flyttes
from imdinett.kommune.models import Kommune
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.skjema import Skjema
from imdinett.web.views import Liste, Skjemaside, Tekstside


class Innmeldinger(Innmeldingsside, MedUttrekk, Liste):
    """Everything the kommune has reported of one kind, newest first."""

    rettighet = Rettighet.INNMELDING_LES
    template_name = "bosetting/innmelding/liste.html"
    lagres = ("slag",)
    listefil = uttrekk.INNMELDINGER
    detaljnokkel = ("pk",)
    sortering = Sortering({"sendt": ("sendt_tid",), "status": ("tilstand",)}, standard="-sendt")

    def detaljadresse(self, *nokkel: Any) -> str:
        return reverse("innmelding", args=[self.valgt.nummer, self.slag.kode, *nokkel])

    def finn(self) -> None:
        self.slag = finn_slag(self.request.GET.get("slag") or next(iter(SLAG)))

    @cached_property
    def filter(self) -> Slagfilter:
        return Slagfilter({"slag": self.slag.kode})

    def filrader(self) -> QuerySet[Any]:
        return self.get_queryset().select_related("kommune")

    def filenhet(self) -> Kommune:
        return self.valgt

    def get_queryset(self) -> QuerySet[Any]:
        rader = self.slag.modell._default_manager.all()
        return rader.synlig_for(self.bruker).filter(kommune=self.valgt)  # type: ignore[attr-defined,no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "slag": self.slag,
            "faner": faner(self.slag, reverse("kommune_innmeldinger", args=[self.valgt.nummer])),
            "rader": [(rad, self.slag.sammendrag(rad), slag.merke(rad)) for rad in kontekst["page_obj"]],
            "kan_skrive": rules.kan_melde_inn(self.bruker, self.valgt.pk),
            "plan_aar": rules.plan_aar()[0],
        }


class NyInnmelding(Innmeldingsside, Skjemaside):
    """The form of one kind."""

    rettighet = Rettighet.INNMELDING_SKRIV
    template_name = "bosetting/innmelding/ny.html"
    skjemaer: ClassVar[dict[str, type[Skjema]]] = {
        "antall-plasser": forms.Plasskjema,
        "bolig": forms.Boligskjema,
        "bestemt-person": forms.Personskjema,
        "em-kapasitet": forms.Kapasitetsskjema,
    }
    slag: Slag

    def finn(self) -> None:
        self.slag = finn_slag(self.kwargs["kode"])

    def get_form_class(self) -> Any:
        return self.skjemaer[self.slag.kode]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(slag=self.slag, avbryt_url=self.oversikt(self.slag), **kwargs)

    def utfor(self, form: Any) -> str:
        ny = getattr(self, f"_{self.slag.kode.replace('-', '_')}")(form)
        tekst = _("Innmeldingen er sendt. IMDi ser den med en gang.")
        messages.success(self.request, tekst)
        return reverse("innmelding", args=[self.valgt.nummer, self.slag.kode, ny.pk])

    def _antall_plasser(self, form: forms.Plasskjema) -> Innmelding:
        return services.meld_inn_plasser(bruker=self.bruker, kommune=self.valgt, ny=form.ny())

    def _bolig(self, form: forms.Boligskjema) -> Innmelding:
        bolig = services.meld_inn_bolig(bruker=self.bruker, kommune=self.valgt, ny=form.ny())
        for filslag, fil in form.filer():
            services.legg_til_boligfil(bruker=self.bruker, bolig=bolig, slag=filslag, fil=fil, felt=filslag.value)
        return bolig

    def _bestemt_person(self, form: forms.Personskjema) -> Innmelding:
        return services.meld_inn_bestemt_person(bruker=self.bruker, kommune=self.valgt, ny=form.ny())

    def _em_kapasitet(self, form: forms.Kapasitetsskjema) -> Innmelding:
        return services.meld_inn_em_kapasitet(bruker=self.bruker, kommune=self.valgt, ny=form.ny())


class EnInnmelding(MedInnmelding, Tekstside):
    """Vis detaljer."""

    rettighet = Rettighet.INNMELDING_LES
    tittel = gettext_lazy("Detaljer")
    template_name = "bosetting/innmelding/detalj.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        innmelding = self.innmelding
        kan_skrive = rules.kan_kansellere(self.bruker, innmelding)
        er_bolig = isinstance(innmelding, Bolig)
        return super().get_context_data(
            slag=self.slag,
            innmelding=innmelding,
            merke=slag.merke(innmelding),
            rader=self.slag.fakta(innmelding),
            filer=filer(innmelding),
            kan_legge_til_fil=kan_skrive and er_bolig and innmelding.tilstand in GJELDENDE,
            kan_kanselleres=kan_skrive and kan_flyttes(innmelding, Innmeldingstilstand.KANSELLERT),
            hendelser=hendelser.panel(innmelding, self.bruker),
            **kwargs,
        )


def filer(innmelding: Innmelding) -> list[Any]:
    return list(innmelding.filer.select_related("fil")) if isinstance(innmelding, Bolig) else []


class Kanseller(MedInnmelding, Skjemaside):
    rettighet = Rettighet.INNMELDING_SKRIV
    tittel = gettext_lazy("Kanseller")
    template_name = "bosetting/innmelding/kanseller.html"
    form_class = forms.Kansellerskjema

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            slag=self.slag, sammendrag=self.slag.sammendrag(self.innmelding), avbryt_url=self.adresse, **kwargs
        )

    def utfor(self, form: Any) -> str:
        services.kanseller(bruker=self.bruker, innmelding=self.innmelding)
        messages.success(self.request, _("Innmeldingen er kansellert. Den blir stående i listen."))
        return self.oversikt(self.slag)


class NyBoligfil(MedInnmelding, Skjemaside):
    rettighet = Rettighet.INNMELDING_SKRIV
    tittel = gettext_lazy("Legg til en fil")
    template_name = "bosetting/innmelding/ny_fil.html"
    form_class = forms.Filskjema

    def finn(self) -> None:
        super().finn()
        if not isinstance(self.innmelding, Bolig):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bolig=self.innmelding, avbryt_url=self.adresse, **kwargs)

    def utfor(self, form: Any) -> str:
        assert isinstance(self.innmelding, Bolig)
        services.legg_til_boligfil(
            bruker=self.bruker,
            bolig=self.innmelding,
            slag=Filslag(form.cleaned_data["slag"]),
            fil=form.cleaned_data["fil"],
            felt="fil",
        )
        messages.success(self.request, _("Filen er lagt til. Den kan åpnes når den er kontrollert for virus."))
        return self.adresse
