"""IMDi's overview of a year: who has answered, who has not, who is late; and the purring."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from bosetting.anmodning import queries, rules, svarvisning, uttrekk
from bosetting.anmodning.forms import Purreskjema, Svarfilter
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.views.enrunde import Imdileser
from bosetting.anmodning.views.purreside import Purreside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Sidedelt, Tekstside


class Aarsliste(Imdileser, Tekstside):
    """Every round, newest year first."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/anmodning/runde/liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Anmodning")
        return super().get_context_data(
            title=tittel,
            brodsmuler=[Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(tittel)],
            rader=svarvisning.rundeliste(),
            kan_skrive=rules.kan_lage_runde(self.bruker),
            **kwargs,
        )


class _Aarside(Imdileser):
    @property
    def aar(self) -> int:
        aar: int = self.kwargs["aar"]
        return aar

    def sti(self, *siste: Lenke) -> list[Lenke]:
        return [
            Lenke(_("Arbeidsflate"), reverse("admin:index")),
            Lenke(_("Anmodning"), reverse("anmodningsrunder")),
            Lenke(_("Svar for %(aar)d") % {"aar": self.aar}, reverse("anmodningssvar", args=[self.aar])),
            *siste,
        ]


class Svaroversikt(_Aarside, MedUttrekk, Sidedelt, Tekstside):
    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/anmodning/runde/svar.html"
    lagres = ("status", "fylke")
    listefil = uttrekk.SVAR
    sortering = Sortering(
        {
            "kommune": ("kommune__sortering",),
            "fylke": ("kommune__fylke__navn",),
            "anmodet": ("anmodning__antall",),
            "vedtatt": ("vedtak__antall",),
            "frist": ("anmodning__runde__frist",),
            "purret": ("anmodning__purret_tid",),
        },
        standard="kommune",
        i_minnet=True,
    )

    @cached_property
    def alle(self) -> list[queries.Svar]:
        alle = list(queries.svarene(self.aar))
        if not alle:
            raise Http404
        return alle

    @cached_property
    def filter(self) -> Svarfilter:
        return Svarfilter(self.request.GET or None, fylker=svarvisning.fylker(self.alle))

    def filrader(self) -> list[queries.Svar]:
        return [svar for svar in self.alle if self.filter.slipper_gjennom(svar)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=_("Svar på anmodningen for %(aar)d") % {"aar": self.aar},
            brodsmuler=self.sti(),
            tall=svarvisning.nokkeltall(self.alle),
            filter=self.filter,
            rader=[svarvisning.rad(svar) for svar in self.sortert(self.filrader())],
            alle_valgt=self.request.GET.get("velg") == "alle",
            kan_skrive=rules.kan_lage_runde(self.bruker),
            **kwargs,
        )


class Purring(_Aarside, Purreside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Purreskjema
    felt = "anmodning"
    template_name = "bosetting/anmodning/runde/purring.html"

    @property
    def adresse(self) -> str:
        return reverse("anmodningssvar", args=[self.aar])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "aar": self.aar}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Purr kommunene")
        return super().get_context_data(title=tittel, brodsmuler=self.sti(Lenke(tittel)), aar=self.aar, **kwargs)

    def sett_over(self, valgte: Any) -> dict[str, Any]:
        return {"utvalg": svarvisning.purreutvalg(valgte)}

    def utfor(self, form: Purreskjema) -> str:
        purret = services.purr(bruker=self.bruker, anmodninger=list(form.cleaned_data["anmodning"]))
        self.si_fra(len(purret))
        return self.adresse
