"""S-16: each level of address protection × each kind of user × what can show a person (security.md §5, B-095).

tests/arkitektur/test_lekkasje.py reads everything there is for one level; here a few outputs are read for all of them.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from bosetting.person.models import Sak
from bosetting.person.services import endre_gradering
from bosetting.person.states import STRENGHET, Gradering
from bosetting.sok.services import lagre_sok
from imdinett.tilgang.roller import Rolle
from tests.arkitektur import adresser
from tests.arkitektur.kravler import les
from tests.arkitektur.leser import TILFELLER, VED_PORTEN, Leser, bruker_for
from tests.arkitektur.test_lekkasje import funnet, hos
from tests.hjelp import bruker_med, med_faktor
from tests.verden import APEN, Identitet, Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]
NIVAAER = sorted(set(Gradering) - {Gradering.INGEN}, key=lambda nivaa: (STRENGHET[nivaa], nivaa))
LISTER = ("hjem", "personer", "uten_bosettingsdato", "fordelingslister", "hendelser", "innsynslogg", "varsler")
LISTER_HOS_IMDI = ("admin:index", "imdi_personer", "imdi_sokt_ut", "brevko", "imdi_avvik", "loggkontroll")
FILER = ("rapport_bosatte", "rapport_uten_dato", "hendelser", "innsynslogg")
FORMATER = ("csv", "xlsx")
# The lists as files: made of the rows of the page, so one format tells.
LISTEFILER = (
    "personer",
    "uten_bosettingsdato",
    "fordelingslister",
    "henvendelser",
    "imdi_personer",
    "imdi_avvik",
    "imdi_vedtak",
    "imdi_sokt_ut",
    "imdi_har_takket_nei",
    "imdi_fordeling_venter",
    "imdi_overforing",
    "imdi_folkeregister",
    "imdi_henvendelser",
    "brevko",
)
# Who is told of somebody on one of these when nobody is protected: what the test finds, it could have found.
SER = {
    "egen_bosetter_skriv": 8,
    "egen_bosetter_les": 8,
    "imdi_bosetter_skriv": 8,
    "imdi_bosetter_les": 4,
}


def utganger(verden: Verden, sak: Sak, leser: Leser, tilfelle: str) -> Iterator[tuple[str, str, str]]:
    """(method, address, body) of each output that can show this person."""
    for en in adresser.alle(verden, verden.a):
        if str(sak.person.uuid) in en.sti or (en.objekt == "person" and en.navn.startswith("brev")):
            yield "GET", en.sti, ""
    for navn in (*LISTER, *LISTER_HOS_IMDI):
        yield "GET", reverse(navn), ""
    for navn in FILER:
        for format in FORMATER:
            yield "GET", f"{reverse(navn)}?format={format}", ""
    for navn in LISTEFILER:
        yield "GET", f"{reverse(navn)}?format=csv", ""
    for tekst in (sak.person.duf_nummer, sak.person.etternavn):
        yield "POST", reverse("imdi_personsok"), urlencode({"sok": tekst, "hvorfor": "oppfolging"})
        yield "GET", f"{reverse('sok')}?sok={lagre_sok(bruker=bruker_for(verden, tilfelle), tekst=tekst).uuid}", ""


@dataclass
class Runde:
    """What was read of the outputs, and which of them told of the person or were shut to the user."""

    lest: int = 0
    navngitt: set[str] = field(default_factory=set)
    stengt: set[str] = field(default_factory=set)


def les_ut(
    en: Identitet,
    sak: Sak,
    verden: Verden,
    tilfelle: str,
    *,
    bare: Set[str] | None = None,
    uten: Set[str] = frozenset(),
) -> Runde:
    leser, runde = Leser(bruker_for(verden, tilfelle)), Runde()
    saksnummer, uuid = re.compile(rf"\b{sak.nummer}\b"), str(sak.person.uuid)
    for metode, sti, kropp in utganger(verden, sak, leser, tilfelle):
        # A search is saved anew each time.
        hva = f"{metode} {sti.partition('sok=')[0]}"
        if hva in uten or (bare is not None and hva not in bare):
            continue
        side = les(sti, leser.svar(metode, sti, kropp))
        runde.lest += 1
        if side.status == 403:
            runde.stengt.add(hva)
        # What was searched for stands in its field again; the answer is around it.
        tekst = re.sub(r"<(input|option)\b[^>]*>", "", side.tekst).replace(sti, "")
        if side.status == 200 and (funnet(en, tekst) or saksnummer.search(tekst) or uuid in tekst):
            runde.navngitt.add(hva)
    return runde


@pytest.mark.parametrize("tilfelle", [tilfelle for tilfelle in TILFELLER if tilfelle not in VED_PORTEN])
def test_s16_each_level_each_output(verden: Verden, tilfelle: str) -> None:
    leder = med_faktor(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    sak = verden.a.person("utsokt").sak
    en = next(en for en in hos(verden, "Alfavik", APEN) if sak.person.duf_nummer in en.tall)
    for_ = les_ut(en, sak, verden, tilfelle)
    # Who was told of nobody needs no walk for each level.
    nivaaer = NIVAAER if for_.navngitt else NIVAAER[:1]
    celler, funn = for_.lest, list[str]()

    for nivaa in nivaaer:
        endre_gradering(bruker=leder, sak=sak, til=nivaa, grunn="Politiet har meldt trusler.")
        # The mildest and the strictest in full, also what could tell of the change; the others where the person stood.
        bare = None if nivaa in (NIVAAER[0], NIVAAER[-1]) else for_.navngitt
        etter = les_ut(en, sak, verden, tilfelle, bare=bare, uten=for_.stengt)
        celler += etter.lest
        funn += [f"{nivaa}: {hvor}" for hvor in sorted(etter.navngitt)]

    nevnte = len(for_.navngitt)
    print(f"S-16: {len(nivaaer)} nivåer, {celler} svar som {tilfelle}, {nevnte} nevnte personen før, {len(funn)} etter")
    assert nevnte >= SER.get(tilfelle, 0)
    assert funn == []
