"""Where a person lives: whom to call there, and the stays that are over."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from bosetting.person import rules
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.models import Person, Sak
from bosetting.person.rules import NyPerson
from bosetting.person.services.laas import laas, lagre
from bosetting.person.services.mappelogg import logg
from bosetting.person.states import UTEN_ADRESSE
from imdinett.bruker.models import Bruker
from imdinett.hendelse.typer import Hendelsestype
from imdinett.tilgang import tilgang


@dataclass(frozen=True, kw_only=True)
class Kontakt:
    """Whom the kommune calls, and since when the person lives there."""

    navn: str = ""
    telefon: str = ""
    fra: date | None = None


@transaction.atomic
def registrer_kontakt(*, bruker: Bruker, sak: Sak, kontakt: Kontakt) -> Sak:
    """By those who work where the person lives; IMDi has it among the other facts. The log has no values (D3)."""
    sak = laas([sak])[0]
    tilgang.krev(rules.er_beboer(bruker, sak) or rules.er_hos_bufetat(bruker, sak))
    rules.kontroller_fra(kontakt.fra)
    person = Person.objects.select_for_update(of=("self",)).get(pk=sak.person_id)
    nye = {
        "kontakt_navn": kontakt.navn.strip(),
        "kontakt_telefon": kontakt.telefon.strip(),
        "bosted_fra": kontakt.fra,
    }
    endret = sorted(navn for navn, verdi in nye.items() if getattr(person, navn) != verdi)
    if endret:
        for navn in endret:
            setattr(person, navn, nye[navn])
        person.save(update_fields=endret)
        lagre([sak])
        logg(bruker, Hendelsestype.PERSON_ENDRET, sak, felt=endret)
    return sak


def behold_bosted(person: Person, sak: Sak, ny: NyPerson) -> None:
    """The place that the person leaves, when a new one comes with a day of its own; without it a typo was put right.

    Called before the new place is stored. Of those whose address is never stored, nothing is kept.
    """
    flyttet = ny.bosted_fra is not None and ny.bosted_fra != person.bosted_fra
    sted = (sak.mottak_id, person.adresse, person.postnummer)
    nytt = (ny.mottak.pk if ny.mottak else None, ny.adresse, ny.postnummer)
    hadde_sted = sak.mottak_id is not None or person.adresse != ""
    if not flyttet or sted == nytt or not hadde_sted or person.gradering in UTEN_ADRESSE:
        return
    assert ny.bosted_fra is not None
    fra = person.bosted_fra
    Tidligerebosted.objects.create(
        person=person,
        enhet_id=sak.mottak_id,
        adresse=person.adresse,
        postnummer=person.postnummer,
        poststed=person.poststed,
        fra_dato=fra if fra and fra < ny.bosted_fra else None,
        til_dato=ny.bosted_fra,
    )


def slett_bosteder(person: Person) -> None:
    """A level at which no address is stored leaves no contact and no earlier place either (security.md §5)."""
    person.adresse = person.postnummer = person.poststed = person.kontakt_navn = person.kontakt_telefon = ""
    Tidligerebosted.objects.filter(person=person).delete()
