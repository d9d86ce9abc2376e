from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries.personer import PERSONRAPPORTER
from bosetting.rapport.services import tittel_paa
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Tekstside


class Rapporter(Tekstside):
    rettighet = Rettighet.RAPPORT_LES
    template_name = "bosetting/rapport/rapporter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        med_personer = tilgang.har(self.bruker, Rettighet.SAK_LES)
        filer = Rapportfil.objects.all().synlig_for(self.bruker).med_innhold() if med_personer else []
        return super().get_context_data(
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Rapporter"))],
            tallrapporter=_with_figures(),
            personrapporter=_with_persons() if med_personer else [],
            filer=[(fil, tittel_paa(fil)) for fil in filer],
            **kwargs,
        )


def _with_figures() -> list[tuple[Lenke, str]]:
    return [
        (
            Lenke(_("Anmodning og vedtak"), reverse("rapport_anmodning_vedtak")),
            _(
                "Hvor mange IMDi har bedt hver kommune bosette i et år, hvor mange kommunen har vedtatt, og hvor mange "
                "som er bosatt."
            ),
        ),
        (
            Lenke(_("Bosetting i hele landet"), reverse("rapport_nasjonal")),
            _("Hvor mange som er søkt ut og bosatt i året, per fylke og kommune. Uten personopplysninger."),
        ),
        (
            Lenke(_("Ventetid"), reverse("rapport_ventetid")),
            _("Hvor mange dager hver del av veien tok, hos staten og hos kommunen."),
        ),
        (
            Lenke(_("Svartid og avslag"), reverse("rapport_svartid")),
            _("Hvor fort fordelingslistene ble besvart, og hvorfor kommunene har sagt nei."),
        ),
        (
            Lenke(_("Fordelinger"), reverse("rapport_fordelinger")),
            _("Fordelingslistene som er sendt i året, med frist, svar og antall personer."),
        ),
        (
            Lenke(_("Ubrukte plasser og prognose"), reverse("rapport_ubrukte")),
            _("Vedtatte plasser som ikke er brukt, og hvor mange det ser ut til å bli ved årsskiftet."),
        ),
        (
            Lenke(_("Bor fortsatt i kommunen"), reverse("rapport_fortsatt_bosatt")),
            _("Hvor mange som fortsatt står med adresse i kommunen ett til fem år etter at de ble bosatt."),
        ),
    ]


def _with_persons() -> list[tuple[Lenke, str]]:
    adresser = {"bosatte": "rapport_bosatte", "uten-bosettingsdato": "rapport_uten_dato"}
    return [
        (Lenke(str(rapport.tittel), reverse(adresser[kode])), str(rapport.ingress))
        for kode, rapport in PERSONRAPPORTER.items()
    ]
