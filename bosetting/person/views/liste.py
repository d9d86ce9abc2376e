"""The list of cases, without names, and the search by name or DUF, which is logged."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import queries, rules, uttrekk, visning
from bosetting.person.formaalsskjema import Lesersok
from bosetting.person.forms import Personfilter, Personsok
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.views.felles import Registrering, Registreringslesing
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import BareImdi, Liste, Skjemaside


class Personliste(Registreringslesing, Registrering, MedUttrekk, Liste):
    tittel = gettext_lazy("Registrering")
    template_name = "bosetting/person/liste.html"
    grunnlag = Sak.objects
    # The number of a case or a household says who somebody is to those who know it: it is not kept.
    lagres = ("tilstand", "kategori", "avvik", "kartlegging")
    listefil = uttrekk.SAKER
    detaljnokkel = ("tilstand", "person__uuid")
    sortering = Sortering(
        {
            "sak": ("nummer",),
            "husstand": ("husstand__nummer",),
            # The list shows the year: an order by the day would tell more.
            "fodt": ("person__fodselsdato__year",),
            "kjonn": ("person__kjonn",),
            "statsborgerskap": ("person__statsborgerskap",),
            "kategori": ("kategori",),
            "kommune": ("kommune__sortering",),
            "status": ("tilstand",),
        }
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        return visning.adresse_for(*nokkel)

    def sti(self) -> list[Any]:
        return []

    @cached_property
    def filter(self) -> Personfilter:
        return Personfilter(self.request.GET or None)

    def get_queryset(self) -> QuerySet[Any]:
        return self._liste(Sak.objects.synlig_for(self.bruker))

    def filrader(self) -> QuerySet[Any]:
        return self._liste(Sak.objects.synlig_for(self.bruker).uten_skjermede())

    def _liste(self, synlige: SakQuerySet) -> QuerySet[Any]:
        valgte = queries.filtrert(
            synlige,
            tilstand=self.filter.valgt("tilstand"),
            kategori=self.filter.valgt("kategori"),
            avvik=self.filter.valgt("avvik"),
            kartlegging=self.filter.valgt("kartlegging"),
            nummer_=self.filter.valgt("nummer"),
        )
        return queries.saksliste(valgte, synlige)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "filter": self.filter,
            "sok": sokeskjema(self.bruker)(),
            "rader": [visning.rad(sak) for sak in kontekst["page_obj"]],
        }


def sokeskjema(bruker: Bruker) -> type[Personsok]:
    """Who only reads says why (decision 19)."""
    return Lesersok if rules.maa_oppgi_formaal(bruker) else Personsok


class Personsokside(BareImdi, Registrering, Skjemaside):
    """The answer to a POST: what was searched for stands in no address. Whom it found is in the log."""

    rettighet = imdi_rettighet = Rettighet.SAK_LES
    tittel = gettext_lazy("Søk etter person")
    engangs = False
    template_name = "bosetting/person/sok.html"

    def get_form_class(self) -> type[Personsok]:
        return sokeskjema(self.bruker)

    def utfor(self, form: Personsok) -> HttpResponse:
        treff = queries.sok(form.cleaned_data["sok"], self.bruker)
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.SOKE,
            person_ider=[sak.person_id for sak in treff.saker],
            del_av="søk",
            formaal=form.tekst() if isinstance(form, Lesersok) else _("Registrering"),
            beskrivelse=_("Søkte etter person. %(antall)d treff.") % {"antall": len(treff.saker)},
        )
        rader = [visning.rad(sak, form.cleaned_data["sok"]) for sak in treff.saker]
        return self.render_to_response(self.get_context_data(form=form, treff=treff, rader=rader))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=reverse("imdi_personer"), **kwargs)
