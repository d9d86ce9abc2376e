"""IMDi's own messages to those who use the portal."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Melding
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


@dataclass(frozen=True)
class Innhold:
    tittel_nb: str
    tittel_nn: str
    tekst_nb: str
    tekst_nn: str
    slag: str
    maalgruppe: str
    vises_fra: datetime
    vises_til: datetime
    sted: str = Melding.Sted.FORSIDEN


@transaction.atomic
def publiser_melding(*, bruker: Bruker, innhold: Innhold) -> Melding:
    """Both forms of Norwegian at once (språklova § 15), for a period."""
    tilgang.krev(tilgang.har_imdi(bruker, Rettighet.MELDING_SKRIV))
    if innhold.vises_til <= max(innhold.vises_fra, klokke.now()):
        raise Domenefeil("periode", _("Siste dag må være etter første dag, og ikke tilbake i tid."), felt="vises_til")
    melding = Melding.objects.create(opprettet_tid=klokke.now(), opprettet_av=bruker, **asdict(innhold))
    hendelse.log(bruker, Hendelsestype.MELDING_PUBLISERT, melding, maalgruppe=melding.maalgruppe, sted=melding.sted)
    return melding


@transaction.atomic
def avslutt_melding(*, bruker: Bruker, melding: Melding) -> Melding:
    """Take it down now; the row stays."""
    tilgang.krev(tilgang.har_imdi(bruker, Rettighet.MELDING_SKRIV))
    melding = Melding.objects.select_for_update(of=("self",)).get(pk=melding.pk)
    naa = klokke.now()
    if melding.vises_til <= naa:
        raise Domenefeil("alt_avsluttet", _("Meldingen vises ikke lenger."))
    melding.vises_til = naa
    # A message that has not begun keeps a period that is a period.
    melding.vises_fra = min(melding.vises_fra, melding.opprettet_tid)
    melding.save(update_fields=["vises_fra", "vises_til"])
    hendelse.log(bruker, Hendelsestype.MELDING_AVSLUTTET, melding)
    return melding
