"""The end of a case, whatever its state: what holds a place is taken back first (bosetting.md §5.1, W-05)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.bosatt import rules
from bosetting.bosatt.models import Avslutning
from bosetting.bosatt.services.datoer import opphev_bosetting
from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.queries import laas_liste
from bosetting.person import services as person
from bosetting.person.models import Sak
from bosetting.person.states import UTEN_MOTTAKER, Avslutningsgrunn, Sakstilstand
from bosetting.vedtak import services as vedtak
from bosetting.vedtak.letters import Aarsak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang


@dataclass(frozen=True, kw_only=True)
class Avslutningsvalg:
    """Why, when it happened, and a note for IMDi. `dato` is the day somebody left, died or lost the permit."""

    grunn: Avslutningsgrunn
    dato: date | None = None
    merknad: str = ""


@transaction.atomic
def avslutt_sak(*, bruker: Bruker, sak_id: int, valg: Avslutningsvalg) -> Avslutning:
    """Any state → avsluttet. The kommune is told, the place is free, the folder shut (B-039, B-042).

    The reason, the kommune and the bosettingsdato that held are kept for the grant module (W-05).
    """
    tilgang.krev(rules.kan_avslutte(bruker))
    sak = Sak.objects.select_related("kommune").filter(pk=sak_id).first()
    if sak is None:
        raise Domenefeil("ukjent_sak", _("Saken finnes ikke."))
    rules.check_avslutning(sak, valg.grunn, valg.dato)
    hadde = Avslutning(
        sak=sak,
        kommune=sak.kommune,
        fra_tilstand=sak.tilstand,
        bosettingsdato=sak.bosettingsdato,
        grunn=valg.grunn,
        dato=valg.dato,
        merknad=valg.merknad.strip()[: rules.STORSTE_GRUNN],
        avsluttet_tid=klokke.now(),
        avsluttet_av=bruker,
    )
    _ta_tilbake(bruker, sak, valg.grunn)
    person.avslutt_sak(bruker=bruker, sak=sak, grunn=valg.grunn)
    hadde.save()
    return hadde


def _ta_tilbake(bruker: Bruker, sak: Sak, grunn: Avslutningsgrunn) -> None:
    """Back to bosettingsklar by the services that a recall and a reversal use, in their order of locks."""
    tekst = _("IMDi har avsluttet saken: %(grunn)s.") % {"grunn": str(grunn.label).lower()}
    match sak.tilstand:
        case Sakstilstand.FORDELT | Sakstilstand.AKSEPTERT:
            # B-034: before the decision the kommune is not told what happened to somebody it does not know.
            linjer = Fordelingslinje.objects.apne().filter(sak=sak)
            fordeling.trekk_linjer(
                bruker=bruker,
                linje_ider=list(linjer.values_list("pk", flat=True)),
                grunn=_("IMDi har avsluttet saken."),
            )
        case Sakstilstand.SOKT_UT | Sakstilstand.BOSATT:
            gjeldende = Bosettingsvedtak.objects.gjeldende().select_related("linje").get(sak=sak)
            laas_liste(gjeldende.linje.liste_id)
            if sak.tilstand == Sakstilstand.BOSATT:
                opphev_bosetting(bruker=bruker, sak_id=sak.pk, grunn=tekst, avsluttet=grunn)
            aarsak = Aarsak.BORTE if grunn in UTEN_MOTTAKER else Aarsak.AVSLUTTET
            vedtak.opphev_vedtak(bruker=bruker, vedtak_ider=[gjeldende.pk], grunn=tekst, aarsak=aarsak)
