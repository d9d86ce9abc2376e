"""Mottak's bosettingsdatoer (B-043–B-049)."""

from collections.abc import Sequence
from datetime import date

from bosetting.bosatt import rules
from bosetting.bosatt.models import Kilde
from bosetting.bosatt.services import laas_saker, sett_datoer
from bosetting.innlesing import datofil
from bosetting.innlesing.services.utfall import Utfall, synlige_saker
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne.radfil import Avvist, Fil


def les_datoer(bruker: Bruker, fil: Fil) -> Utfall:
    innhold = datofil.les(fil)
    rader, like, ulike = datofil.uten_gjentakelser(innhold.rader)
    datoer, kjente, avviste = _finn_saker(bruker, rader)
    sett_datoer(bruker, [sak for sak, _dato in datoer], {sak.pk: dato for sak, dato in datoer}, Kilde.MOTTAK)
    return Utfall(len(datoer), kjente + like, [*innhold.avviste, *ulike, *avviste])


def _finn_saker(bruker: Bruker, rader: Sequence[datofil.Datorad]) -> tuple[list[tuple[Sak, date]], int, list[Avvist]]:
    """What goes in, how many are known, what is refused and why."""
    saker = synlige_saker(bruker).filter(person__duf_nummer__in=[rad.duf for rad in rader])
    ider = dict(saker.values_list("person__duf_nummer", "pk"))
    laaste = {sak.pk: sak for sak in laas_saker({ider[rad.duf]: rad.dato for rad in rader if rad.duf in ider})}
    inn, kjente, avviste = [], 0, []
    for rad in rader:
        sak = laaste.get(ider.get(rad.duf, 0))
        if sak is not None and sak.tilstand == Sakstilstand.BOSATT and sak.bosettingsdato == rad.dato:
            kjente += 1
            continue
        grunn = rules.rad_sperre(sak, rad.dato)
        if sak is None or grunn:
            avviste.append(Avvist(rad.linje, rad.innhold, grunn))
        else:
            inn.append((sak, rad.dato))
    return inn, kjente, avviste
