"""Who is registered where, and whose registration does not fit the settlement (W-04)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bosetting.folkeregister.models import Folkeregisterpeker, Folkeregisterstatus
from bosetting.person.models import Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.querysets import SakQuerySet
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.person.states import UTEN_ADRESSE, Sakstilstand
from imdinett.kommune.models import Etterfolger

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

_BOSTED = "person__folkeregister__bostedskommune"


def med_adressemangel(saker: SakQuerySet) -> SakQuerySet:
    """W-04: settled, and not registered in the kommune, or in what it has become.

    Those whose place is never stored lack none.
    """
    etterfolger = Etterfolger.objects.filter(gammel=OuterRef("kommune"), ny=OuterRef(_BOSTED))
    registrert = Q(**{_BOSTED: F("kommune")}) | Exists(etterfolger)
    mangler = Q(**{f"{_BOSTED}__isnull": True}) | ~registrert
    return saker.filter(mangler, tilstand=Sakstilstand.BOSATT).exclude(person__gradering__in=UTEN_ADRESSE)


def mangler_adresse(sak: Sak) -> bool:
    """One query, for those who are settled."""
    return sak.tilstand == Sakstilstand.BOSATT and med_adressemangel(Sak.objects.filter(pk=sak.pk)).exists()


def status(person_id: int) -> Folkeregisterstatus | None:
    rader = Folkeregisterstatus.objects.select_related("bostedskommune__fylke", "oppholdskommune__fylke")
    return rader.filter(person=person_id).first()


def peker() -> Folkeregisterpeker | None:
    """None before anything is read."""
    return Folkeregisterpeker.objects.filter(sekvensnummer__gt=0).first()


def saker_med_nummer(numre: Iterable[str]) -> dict[str, list[int]]:
    """The cases of those who have or had these numbers, by number. Two queries for a whole page of the feed."""
    ider: dict[str, list[int]] = {}
    egne = Person.objects.filter(fodselsnummer__in=numre).exclude(sak=None).order_by("pk")
    for nummer, sak_id in egne.values_list("fodselsnummer", "sak"):
        ider.setdefault(nummer, []).append(sak_id)
    gamle = Tidligerenummer.objects.filter(nummer__in=numre).exclude(person__sak=None).order_by("person", "pk")
    for nummer, sak_id in gamle.values_list("nummer", "person__sak"):
        if sak_id not in ider.setdefault(nummer, []):
            ider[nummer].append(sak_id)
    return ider


def til_mildere_nivaa(bruker: "tilgang.Hvem") -> QuerySet[Folkeregisterstatus]:
    """Those in whose group the user is that Folkeregisteret has at a milder level, while nobody has proposed one."""
    egne = Skjermingsmedlem.objects.filter(bruker=bruker.pk, fjernet_tid=None)
    foreslatt = Graderingsendring.objects.filter(person=OuterRef("person"), foreslatt_tid__gte=OuterRef("mildere_tid"))
    rader = Folkeregisterstatus.objects.filter(~Exists(foreslatt), person__in=egne.values("person"))
    return rader.exclude(mildere_nivaa="")


def til_oppslag(bruker: "tilgang.Hvem") -> SakQuerySet:
    """Those who must be fetched from Folkeregisteret again, oldest first."""
    saker = Sak.objects.all().synlig_for(bruker).filter(person__folkeregister__slas_opp_fra__isnull=False)
    saker = saker.select_related("person", "kommune").annotate(slas_opp_fra=F("person__folkeregister__slas_opp_fra"))
    return saker.order_by("slas_opp_fra", "pk")
