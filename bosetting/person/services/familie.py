"""Relatives who are abroad, and what ends when a relative becomes protected."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Familierelasjon, Kartlegging, Person, Sak
from bosetting.person.services.laas import laas, lagre
from bosetting.person.services.mappelogg import logg
from bosetting.person.states import Gjenforening, Relasjonstype
from imdinett.bruker.models import Bruker
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang


@dataclass(frozen=True, kw_only=True)
class NyFamilieUte:
    """Known by name, by the year of birth, or by both."""

    type: Relasjonstype
    land: str
    navn: str = ""
    fodselsaar: int | None = None
    gjenforening: Gjenforening = Gjenforening.UKJENT


@transaction.atomic
def registrer_familie_ute(*, bruker: Bruker, sak: Sak, ny: NyFamilieUte) -> FamilieUte:
    """One relative abroad, by IMDi or the mottak where the person lives. The log has no values (D3)."""
    sak = laas([sak])[0]
    tilgang.krev(rules.kan_skrive_familie(bruker, sak))
    _kontroller(ny)
    rad = FamilieUte.objects.create(
        person_id=sak.person_id,
        type=ny.type,
        navn=ny.navn.strip(),
        fodselsaar=ny.fodselsaar,
        land=ny.land.strip(),
        gjenforening=ny.gjenforening,
        registrert_tid=klokke.now(),
        registrert_av=bruker,
    )
    lagre([sak])
    logg(bruker, Hendelsestype.FAMILIE_UTE_REGISTRERT, sak)
    return rad


@transaction.atomic
def fjern_familie_ute(*, bruker: Bruker, sak: Sak, rad_id: int) -> None:
    """The relative has come, or was registered by mistake: what is wrong is taken away and written anew."""
    sak = laas([sak])[0]
    tilgang.krev(rules.kan_skrive_familie(bruker, sak))
    antall, _slag = FamilieUte.objects.filter(pk=rad_id, person=sak.person_id).delete()
    if not antall:
        raise Kollisjon("alt_fjernet", _("Slektningen er alt tatt bort."))
    lagre([sak])
    logg(bruker, Hendelsestype.FAMILIE_UTE_FJERNET, sak)


def _kontroller(ny: NyFamilieUte) -> None:
    if not ny.land.strip():
        raise Domenefeil("mangler_land", _("Land må fylles ut."), felt="land")
    if not ny.navn.strip() and ny.fodselsaar is None:
        melding = _("Skriv navnet eller fødselsåret til slektningen.")
        raise Domenefeil("ukjent_slektning", melding, felt="navn")
    if ny.fodselsaar is not None and not rules.FORSTE_FODSELSAAR <= ny.fodselsaar <= klokke.today().year:
        melding = _("Fødselsår må være mellom %(fra)d og i år.") % {"fra": rules.FORSTE_FODSELSAAR}
        raise Domenefeil("fodselsaar", melding, felt="fodselsaar")


def slett_omtale(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs when a level becomes stricter: nobody's folder names a protected relative (ui.md 5.4).

    Of those who are related to the person or share the household. A text that has the first name goes whole: better
    one too many than one that tells where somebody is. For others the name need not be this person's.
    """
    navn, fornavn = sak.person.navn, sak.person.fornavn
    slekt = Familierelasjon.objects.filter(slektning=sak.person_id).values("person")
    naere = Person.objects.filter(Q(pk__in=slekt) | Q(husstand=sak.husstand_id)).exclude(pk=sak.person_id)
    nevnt = Q(navn__iexact=navn) | Q(navn__iexact=fornavn)
    FamilieUte.objects.filter(nevnt, person__in=naere).delete()
    Kartlegging.objects.filter(sak__person__in=naere, nettverk__icontains=fornavn).update(nettverk="")
