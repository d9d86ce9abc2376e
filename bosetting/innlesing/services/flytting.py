"""Mottak's moves: who lives where. Mottak's rights follow at once, by the unit of the case (security.md §4)."""

from dataclasses import replace

from django.utils.translation import gettext as _

from bosetting.innlesing import flyttefil
from bosetting.innlesing.flyttefil import PRIVAT, Flytterad
from bosetting.innlesing.services.utfall import Utfall, en_gang, finn_sak, rad_for_rad
from bosetting.innlesing.states import Filslag
from bosetting.person.services import apne_avvik, endre_person, som_registrert
from bosetting.person.states import BOR_I_MOTTAK, MOTTAKETS, Avviksslag
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Fil
from imdinett.kommune.queries import Bostedsoppslag


def les_flyttinger(bruker: Bruker, fil: Fil) -> Utfall:
    bosteder = Bostedsoppslag()
    return rad_for_rad(
        flyttefil.les(fil), lambda rad: en_gang(Filslag.MOTTAK_FLYTTING, rad, lambda: _flytt(bruker, rad, bosteder))
    )


def _flytt(bruker: Bruker, rad: Flytterad, bosteder: Bostedsoppslag) -> bool:
    """The row says where from, so that an older move read late does not take the person back.

    The address and whom to call there were the old place's, and are emptied: no letter goes there. The place itself
    stays in the history.
    """
    sak = finn_sak(bruker, rad.duf)
    til = None if rad.til.lower() == PRIVAT else bosteder.finn(rad.til)
    if sak.kategori not in MOTTAKETS or sak.tilstand not in BOR_I_MOTTAK:
        raise Domenefeil("ikke_i_mottak", _("Sak %(sak)s er ikke hos et mottak nå.") % {"sak": sak})
    if sak.mottak == til:
        return False
    naa = str(sak.mottak or "")
    if rad.fra.lower() != naa.lower():
        tekst = _("Personen står i «%(naa)s», ikke i «%(fra)s».") % {"naa": naa, "fra": rad.fra}
        raise Domenefeil("flyttet_fra_annet", tekst)
    uten = replace(som_registrert(sak), adresse="", postnummer="", poststed="", kontakt_navn="", kontakt_telefon="")
    ny = replace(uten, mottak=til, bosted_fra=rad.dato)
    endre_person(bruker=bruker, sak=sak, versjon=sak.versjon, ny=ny)
    if til is None:
        tekst = _("Personen har flyttet fra mottaket til privat adresse. Vurder kategorien.")
        apne_avvik(bruker=bruker, sak=sak, beskrivelse=tekst, slag=Avviksslag.FEIL_KATEGORI)
    return True
