"""UDI's persons: new ones are registered, known ones corrected, by the services that IMDi's own pages use."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from bosetting.innlesing import personfil
from bosetting.innlesing.personfil import Personrad
from bosetting.innlesing.services.utfall import Utfall, en_gang, rad_for_rad, sak_med
from bosetting.innlesing.states import Filslag
from bosetting.person.models import Husstand, Sak
from bosetting.person.rules import NyPerson
from bosetting.person.services import endre_person, registrer_person, som_registrert
from bosetting.person.states import Kategori
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Avvist, Fil
from imdinett.kommune.queries import Bostedsoppslag


def les_identiteter(bruker: Bruker, fil: Fil) -> Utfall:
    return _les(bruker, Filslag.UDI_IDENTITET, personfil.les_identiteter(fil))


def les_overforing(bruker: Bruker, fil: Fil) -> Utfall:
    """B-065: who is selected abroad, and between which days the household can come."""
    return _les(bruker, Filslag.UDI_OVERFORING, personfil.les_overforing(fil))


def _les(bruker: Bruker, slag: Filslag, lest: Iterable[Personrad | Avvist]) -> Utfall:
    rader = list(lest)
    familier, bosteder = _Familier(bruker, rader), Bostedsoppslag()
    return rad_for_rad(rader, lambda rad: en_gang(slag, rad, lambda: _bruk(bruker, rad, familier, bosteder)))


def _bruk(bruker: Bruker, rad: Personrad, familier: "_Familier", bosteder: Bostedsoppslag) -> bool:
    kjent = sak_med(bruker, rad.duf)
    if kjent is not None:
        return _rett(bruker, kjent, rad)
    ny = NyPerson(
        duf_nummer=rad.duf,
        fornavn=rad.fornavn,
        etternavn=rad.etternavn,
        fodselsdato=rad.fodselsdato,
        kjonn=rad.kjonn,
        statsborgerskap=rad.statsborgerskap,
        kategori=rad.kategori,
        er_em=bool(rad.representant),
        representant_navn=rad.representant,
        mottak=bosteder.finn(rad.mottak) if rad.mottak else None,
        tidligst_ankomst=rad.tidligst_ankomst,
        innreisefrist=rad.innreisefrist,
    )
    sak = registrer_person(bruker=bruker, ny=ny, husstand=familier.finn(rad))
    familier.husk(rad, sak.husstand)
    return True


def _rett(bruker: Bruker, sak: Sak, rad: Personrad) -> bool:
    """Who somebody is. Kategori, household and mottak are not corrected by a file; letters that are out stay."""
    gammel = som_registrert(sak)
    ny = replace(
        gammel,
        fornavn=rad.fornavn,
        etternavn=rad.etternavn,
        fodselsdato=rad.fodselsdato,
        kjonn=rad.kjonn,
        statsborgerskap=rad.statsborgerskap,
    )
    if rad.kategori == Kategori.OVERFORINGSFLYKTNING:
        if sak.kategori != rad.kategori:
            raise Domenefeil("annen_kategori", _("Sak %(sak)s er ikke en overføringsflyktning.") % {"sak": sak})
        ny = replace(ny, tidligst_ankomst=rad.tidligst_ankomst, innreisefrist=rad.innreisefrist)
    if ny == gammel:
        return False
    endre_person(bruker=bruker, sak=sak, versjon=sak.versjon, ny=ny)
    return True


class _Familier:
    """Rows that name the same person belong together, with those who are here already (B-032)."""

    def __init__(self, bruker: Bruker, rader: Iterable[Personrad | Avvist]) -> None:
        self.bruker = bruker
        self.i_filen = {rad.duf for rad in rader if isinstance(rad, Personrad)}
        self.husstander: dict[str, Husstand] = {}

    def finn(self, rad: Personrad) -> Husstand | None:
        """None is a household of one's own; the next with the same `familie` finds it here."""
        if not rad.familie or rad.familie in self.husstander:
            return self.husstander.get(rad.familie)
        kjent = sak_med(self.bruker, rad.familie)
        if kjent is None and rad.familie not in self.i_filen:
            raise Domenefeil("ukjent_familie", _("Personen i «familie» er verken her eller på en gyldig rad i filen."))
        return kjent.husstand if kjent else None

    def husk(self, rad: Personrad, husstand: Husstand) -> None:
        if rad.familie:
            self.husstander[rad.familie] = husstand
