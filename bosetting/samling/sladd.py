"""Third parties out of what was written by hand, before it goes to the person: names of staff and of family, numbers.

Free text can name anybody. What the system knows the name of is taken out; what it does not know, nobody can find here.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Familierelasjon, Person, Sak
from bosetting.samling.kilder import KILDER
from bosetting.samling.queries import Samling
from imdinett.bruker.models import Bruker

MERKE = "[…]"
_NUMMER = re.compile(r"(?<!\d)\d{11,12}(?!\d)")
_SKRIVES = {kilde.kode for kilde in KILDER if kilde.sladdes}
KORTESTE = 3


def sladd(samling: Samling, sak: Sak) -> Samling:
    """Of a protected person the address and the mottak too: a text can hold them."""
    tekst = " ".join(_tekster(samling)).casefold()
    person = sak.person
    egne = {person.duf_nummer, person.fodselsnummer, *person.tidligere_numre.values_list("nummer", flat=True)}
    steder = [person.adresse, str(sak.mottak or "")] if person.er_skjermet else []
    vekk = [navn for navn in (*filter(None, steder), *_andres_navn(sak)) if navn.casefold() in tekst]
    monster = re.compile("|".join(rf"\b{re.escape(navn)}\b" for navn in vekk), re.IGNORECASE) if vekk else None

    def rens(verdi: Any) -> Any:
        if isinstance(verdi, dict):
            return {navn: rens(en) for navn, en in verdi.items()}
        if isinstance(verdi, list):
            return [rens(en) for en in verdi]
        if not isinstance(verdi, str):
            return verdi
        uten_navn = monster.sub(MERKE, verdi) if monster else verdi
        return _NUMMER.sub(lambda treff: treff[0] if treff[0] in egne else MERKE, uten_navn)

    return [{**gruppe, "poster": [_renset(post, rens) for post in gruppe["poster"]]} for gruppe in samling]


def _renset(post: dict[str, Any], rens: Any) -> dict[str, Any]:
    return {**post, "felt": rens(post["felt"])} if post["kilde"] in _SKRIVES else post


def _tekster(verdi: Any) -> Iterable[str]:
    if isinstance(verdi, str):
        yield verdi
    elif isinstance(verdi, dict | list):
        for en in verdi.values() if isinstance(verdi, dict) else verdi:
            yield from _tekster(en)


def _andres_navn(sak: Sak) -> list[str]:
    """Longest first, so that a whole name goes before a part of it. The person's own names stay."""
    person = sak.person
    egne = {del_.casefold() for del_ in (*person.navn.split(), person.navn, person.representant_navn)}
    slekt = Familierelasjon.objects.filter(person=sak.person_id).values("slektning")
    naere = Person.objects.filter(Q(pk__in=slekt) | Q(husstand=sak.husstand_id)).exclude(pk=sak.person_id)
    ute = FamilieUte.objects.filter(person=sak.person_id).exclude(navn="").values_list("navn", flat=True)
    hele = {*(en.navn for en in naere), *ute}
    deler = {del_ for navn in hele for del_ in navn.split() if len(del_) >= KORTESTE}
    ansatte = set(Bruker.objects.order_by("pk").values_list("navn", flat=True))
    return sorted(
        (navn for navn in hele | deler | ansatte if navn and navn.casefold() not in egne), key=len, reverse=True
    )
