"""The acts on a row in the queue as data: address, button, what happens, rule, service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imdinett.brev import behandling
from imdinett.utboks import rules
from imdinett.utboks.models import Forsendelse


@dataclass(frozen=True)
class Handling:
    knapp: Promise
    forklaring: Promise
    kvittering: Promise
    kan: Callable[[Forsendelse], bool]
    utfor: Callable[..., Any]
    fare: bool = False


HANDLINGER = {
    "prov-igjen": Handling(
        _("Prøv igjen nå"),
        _("Forsendelsen ligger i køen og venter på neste forsøk. Den blir sendt med en gang."),
        _("Forsendelsen blir sendt nå."),
        rules.kan_proves_naa,
        behandling.prov_igjen,
    ),
    "send-paa-nytt": Handling(
        _("Send på nytt"),
        _(
            "Det blir laget en ny forsendelse med samme innhold, til adressen som gjelder i dag. "
            "Den gamle blir stående og viser til den nye."
        ),
        _("En ny forsendelse er lagt i køen."),
        rules.kan_sendes_paa_nytt,
        behandling.send_paa_nytt,
    ),
    "kom-fram": Handling(
        _("Brevet kom fram"),
        _("Bruk dette når du har funnet brevet i SvarUT. Da følger vi statusen til brevet videre."),
        _("Brevet er merket som sendt."),
        rules.kan_ha_kommet_fram,
        behandling.kom_fram,
    ),
    "skriv-ut": Handling(
        _("Skriv ut"),
        _("PDF-en åpnes, og brevet blir merket som sendt med post. Skriv det ut og legg det i posten i dag."),
        _("Brevet er merket som skrevet ut."),
        rules.kan_skrives_ut,
        behandling.skriv_ut,
    ),
    "avbryt": Handling(
        _("Avbryt sendingen"),
        _("Forsendelsen blir ikke sendt. Dette kan ikke angres."),
        _("Sendingen er avbrutt."),
        rules.kan_avbrytes,
        behandling.avbryt,
        fare=True,
    ),
}
