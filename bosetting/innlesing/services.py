"""Files from mottak and UDI: good rows go in, refused ones are kept with line and reason, known ones change nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.bosatt import rules
from bosetting.bosatt.models import Avslutning, Kilde
from bosetting.bosatt.services import Avslutningsvalg, avslutt_sak, laas_saker, sett_datoer
from bosetting.innlesing import datofil, udifil
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.innlesing.states import VERSJONER, Filslag, Udihendelse
from bosetting.innlesing.udifil import Udirad
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.services import registrer_tillatelse
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke, radfil
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Avvist, Fil
from imdinett.tilgang import tilgang

SLUTT = {
    Udihendelse.TAPT: Avslutningsgrunn.TILLATELSE_BORTFALT,
    Udihendelse.UTREIST: Avslutningsgrunn.REIST_FRA_NORGE,
    Udihendelse.DOD: Avslutningsgrunn.DOD,
}


@dataclass
class Utfall:
    inn: int = 0
    kjent: int = 0
    avviste: list[Avvist] = field(default_factory=list)


@transaction.atomic
def les_inn(*, bruker: Bruker, innhold: bytes, filnavn: str) -> Datoimport:
    """One file, of the kind its first line names. The caller has had it scanned (`krev_ren`)."""
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    fil = radfil.apne(innhold, VERSJONER, uten_hode=Filslag.MOTTAK)
    utfall = _les_datoer(bruker, fil) if fil.slag == Filslag.MOTTAK else _les_udi(bruker, fil)
    kjoring = Datoimport.objects.create(
        slag=fil.slag,
        filnavn=filnavn[:200],
        sha256=hashlib.sha256(innhold).hexdigest(),
        kjort_tid=klokke.now(),
        kjort_av=bruker,
        antall_inn=utfall.inn,
        antall_kjent=utfall.kjent,
        antall_avvist=len(utfall.avviste),
    )
    Importrad.objects.bulk_create(
        Importrad(kjoring=kjoring, linje=rad.linje, innhold=rad.innhold, grunn=rad.grunn)
        for rad in sorted(utfall.avviste, key=lambda rad: rad.linje)
    )
    hendelse.log(
        bruker,
        Hendelsestype.DATOIMPORT_KJORT,
        kjoring,
        inn=kjoring.antall_inn,
        kjent=kjoring.antall_kjent,
        avvist=kjoring.antall_avvist,
    )
    return kjoring


def _saker(bruker: Bruker) -> SakQuerySet:
    """Who is hidden from the user is as unknown as who is not here (B-095)."""
    return Sak.objects.all().synlig_for(bruker)


# ---- mottak: bosettingsdatoer (B-043–B-049)
def _les_datoer(bruker: Bruker, fil: Fil) -> Utfall:
    innhold = datofil.les(fil)
    rader, like, ulike = datofil.uten_gjentakelser(innhold.rader)
    datoer, kjente, avviste = _finn_saker(bruker, rader)
    sett_datoer(bruker, [sak for sak, _dato in datoer], {sak.pk: dato for sak, dato in datoer}, Kilde.MOTTAK)
    return Utfall(len(datoer), kjente + like, [*innhold.avviste, *ulike, *avviste])


def _finn_saker(bruker: Bruker, rader: Sequence[datofil.Datorad]) -> tuple[list[tuple[Sak, date]], int, list[Avvist]]:
    """What goes in, how many are known, what is refused and why."""
    saker = _saker(bruker).filter(person__duf_nummer__in=[rad.duf for rad in rader])
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


# ---- UDI: permits, and what ends a case
def _les_udi(bruker: Bruker, fil: Fil) -> Utfall:
    """Row by row, in the file's order: a permit given and lost again is two rows. A refused row undoes itself only."""
    utfall = Utfall()
    for rad in udifil.les(fil):
        if isinstance(rad, Avvist):
            utfall.avviste.append(rad)
            continue
        try:
            with transaction.atomic():
                endret = _bruk(bruker, rad)
        except Domenefeil as feil:
            utfall.avviste.append(Avvist(rad.linje, rad.innhold, feil.melding[:300]))
        else:
            utfall.inn += endret
            utfall.kjent += not endret
    return utfall


def _bruk(bruker: Bruker, rad: Udirad) -> bool:
    """Whether the row changed something."""
    sak = _saker(bruker).filter(person__duf_nummer=rad.duf).first()
    if sak is None:
        raise Domenefeil("ukjent_duf", _("Ingen person er registrert med DUF-nummeret."))
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
        return False
    if sak.tilstand != Sakstilstand.REGISTRERT:
        raise Domenefeil("annen_tillatelse", _("Sak %(sak)s har alt en tillatelse eller er ferdig.") % {"sak": sak})
    registrer_tillatelse(bruker=bruker, sak=sak, type=rad.tillatelse, dato=rad.dato)
    return True


# ---- rows that were refused
@transaction.atomic
def marker_rad_behandlet(*, bruker: Bruker, rad_id: int) -> Importrad:
    """Somebody has dealt with it. Marking it twice keeps the first name and time."""
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    rad = Importrad.objects.select_for_update(of=("self",)).select_related("kjoring").get(pk=rad_id)
    if rad.behandlet_tid is None:
        rad.behandlet_tid, rad.behandlet_av = klokke.now(), bruker
        rad.save(update_fields=["behandlet_tid", "behandlet_av"])
        hendelse.log(bruker, Hendelsestype.IMPORTRAD_BEHANDLET, rad.kjoring, linje=rad.linje)
    return rad
