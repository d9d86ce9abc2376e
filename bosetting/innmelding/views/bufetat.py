"""What kommuner have room for, for Bufetat: no person stands in it, so there is no look to log."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bosetting.innmelding import slag
from bosetting.innmelding.queries import kapasitet_for_bufetat
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.views import Liste


class Kapasiteter(Liste):
    """B-086: what is neither used nor cancelled, in the whole country, the soonest week first."""

    rettighet = Rettighet.EM_LES
    template_name = "bosetting/innmelding/em_kapasitet.html"
    sortering = Sortering(
        {
            "kommune": ("kommune__sortering",),
            "fylke": ("kommune__fylke__navn",),
            "uke": ("uke_aar", "uke"),
            "antall": ("antall",),
        },
        standard="uke",
    )

    def get_queryset(self) -> QuerySet[Any]:
        return kapasitet_for_bufetat(self.bruker)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Kommunenes kapasitet for enslige mindreårige")
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "tittel": tittel,
            "rader": [(rad, slag.uketekst(rad), slag.merke(rad)) for rad in kontekst["page_obj"]],
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(tittel)],
            "hjelpetema": "barn-under-15",
        }
