"""UDI's permits, and what ends a case."""

from django.utils.translation import gettext as _

from bosetting.bosatt.models import Avslutning
from bosetting.bosatt.services import Avslutningsvalg, avslutt_sak
from bosetting.innlesing import udifil
from bosetting.innlesing.services.utfall import Utfall, finn_sak, rad_for_rad
from bosetting.innlesing.states import Udihendelse
from bosetting.innlesing.udifil import Udirad
from bosetting.person.models import Sak
from bosetting.person.services import endre_gyldighet, registrer_tillatelse
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Fil

SLUTT = {
    Udihendelse.TAPT: Avslutningsgrunn.TILLATELSE_BORTFALT,
    Udihendelse.UTREIST: Avslutningsgrunn.REIST_FRA_NORGE,
    Udihendelse.DOD: Avslutningsgrunn.DOD,
}


def les_udi(bruker: Bruker, fil: Fil) -> Utfall:
    """In the file's order: a permit given and lost again is two rows."""
    return rad_for_rad(udifil.les(fil), lambda rad: _bruk(bruker, rad))


def _bruk(bruker: Bruker, rad: Udirad) -> bool:
    """Whether the row changed something."""
    sak = finn_sak(bruker, rad.duf)
    if rad.hendelse == Udihendelse.TILLATELSE:
        return _gi_tillatelse(bruker, sak, rad)
    grunn = SLUTT[rad.hendelse]
    if Avslutning.objects.filter(sak=sak, grunn=grunn).exists():
        return False
    if sak.tilstand == Sakstilstand.BOSATT:
        # §5.1: what others tell us ends a case before bosatt; after it the case is a caseworker's.
        raise Domenefeil("alt_bosatt", _("Personen er bosatt. Saken kan ikke avsluttes av en fil."))
    if sak.tilstand in (Sakstilstand.AVSLUTTET, Sakstilstand.SELVBOSATT):
        raise Domenefeil("alt_ferdig", _("Sak %(sak)s er alt ferdig av en annen grunn.") % {"sak": sak})
    avslutt_sak(bruker=bruker, sak_id=sak.pk, valg=Avslutningsvalg(grunn=grunn, dato=rad.dato))
    return True


def _gi_tillatelse(bruker: Bruker, sak: Sak, rad: Udirad) -> bool:
    assert rad.tillatelse is not None  # udifil
    if (sak.tillatelse_type, sak.tillatelse_dato) == (rad.tillatelse, rad.dato):
        return _forleng(bruker, sak, rad)
    if sak.tilstand != Sakstilstand.REGISTRERT:
        raise Domenefeil("annen_tillatelse", _("Sak %(sak)s har alt en tillatelse eller er ferdig.") % {"sak": sak})
    registrer_tillatelse(bruker=bruker, sak=sak, type=rad.tillatelse, dato=rad.dato, gyldig_til=rad.gyldig_til)
    return True


def _forleng(bruker: Bruker, sak: Sak, rad: Udirad) -> bool:
    """The permit that we have, with another last day: it was renewed. A row without a day takes none away."""
    if rad.gyldig_til is None or rad.gyldig_til == sak.tillatelse_gyldig_til:
        return False
    endre_gyldighet(bruker=bruker, sak=sak, gyldig_til=rad.gyldig_til)
    return True
