"""W-20: the whole case for the archive, through the folder and nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt import rules
from bosetting.bosatt.mappe_forms import Helseformaal
from bosetting.bosatt.mappe_views import Mappeside, MedSak
from bosetting.samling import arkiv
from imdinett.brev import arkivpakke
from imdinett.hendelse.typer import Handling
from imdinett.tilgang import tilgang
from imdinett.web.views import Skjemaside


class _Pakke(MedSak):
    """One line in the log, with everybody whom the folder and the letters name."""

    def pakke(self, formaal: str, *, med_helse: bool) -> HttpResponse:
        brev = list(mappe.brevene(self.sak, self.bruker).select_related("fil", "kommune"))
        utskrift = arkiv.utskrift(self.sak, self.bruker, med_helse=med_helse)
        pakke = arkivpakke.for_sak(utskrift, brev, self.bruker)
        navngitte = {person_id for rad in brev for person_id in rad.innhold.get("person_ider", ())}
        navngitte |= mappe.familie_ider(self.sak, self.bruker)
        del_av = _("Arkivpakke med helse") if med_helse else _("Arkivpakke")
        self.logg(del_av, formaal, handling=Handling.EKSPORT, person_ider=sorted(navngitte))
        return arkivpakke.svar(pakke)


class Arkivpakke(_Pakke, Mappeside):
    """W-20: the folder and the letters of the case. Special categories are not in it (security.md §3)."""

    fane = "personmappe_brev"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.spor_forst() or self.pakke(self.tillatt, med_helse=False)


class ArkivpakkeMedHelse(_Pakke, Skjemaside):
    """B-094, security.md §3: D4 is taken out by an extra choice, with the right of its own and a reason."""

    template_name = "bosetting/samling/med_helse.html"
    form_class = Helseformaal
    engangs = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_se_helse(self.bruker, self.sak))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_se_helse(self.bruker, self.sak))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sak=self.sak,
            avbryt_url=self.adresse("personmappe_brev"),
            brodsmuler=self.brodsmuler(_("Arkivpakke med helse")),
            **kwargs,
        )

    def utfor(self, form: Helseformaal) -> HttpResponse:
        return self.pakke(form.tekst(), med_helse=True)
