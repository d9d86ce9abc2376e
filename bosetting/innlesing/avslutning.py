"""A case that ends because of what others tell us: permit lost, left Norway, dead (bosetting.md §5.1, last row)."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.services import trekk_linjer
from bosetting.person.models import Sak
from bosetting.person.services import avslutt_sak
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.services import opphev_vedtak
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil


@transaction.atomic
def avslutt(*, bruker: Bruker, sak: Sak, grunn: Avslutningsgrunn) -> Sak:
    """Any state before bosatt → avsluttet: the place is freed, and the kommune that holds it is told.

    The kommune is told that the case is recalled and not why: it has no right to the cause before the vedtak.
    """
    if sak.tilstand == Sakstilstand.BOSATT:
        raise Domenefeil("alt_bosatt", _("Personen er bosatt. Saken kan ikke avsluttes av en fil."))
    if sak.tilstand == Sakstilstand.SOKT_UT:
        _opphev(bruker, sak, grunn)
    elif sak.tilstand in (Sakstilstand.FORDELT, Sakstilstand.AKSEPTERT):
        linjer = Fordelingslinje.objects.apne().filter(sak=sak).values_list("pk", flat=True)
        trekk_linjer(bruker=bruker, linje_ider=list(linjer), grunn=_forklaring())
    return avslutt_sak(bruker=bruker, sak=sak, grunn=grunn.value)


def _opphev(bruker: Bruker, sak: Sak, grunn: Avslutningsgrunn) -> None:
    if grunn == Avslutningsgrunn.DOD:
        # Undoing the vedtak writes to the person. That letter is a caseworker's to decide on.
        raise Domenefeil("dod_sokt_ut", _("Personen er søkt ut. Opphev vedtaket og avslutt saken for hånd."))
    vedtak = Bosettingsvedtak.objects.gjeldende().filter(sak=sak).values_list("pk", flat=True)
    opphev_vedtak(bruker=bruker, vedtak_ider=list(vedtak), grunn=_forklaring())


def _forklaring() -> str:
    return _("Vilkårene for bosetting er ikke lenger til stede.")
