"""S-16: each level of address protection × each kind of user × what can show a person (security.md §5, B-095).

tests/arkitektur/test_lekkasje.py reads everything there is for one level; here a few outputs are read for all of them.
"""

import re
from collections.abc import Iterator
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


def navngir(
    en: Identitet, sak: Sak, verden: Verden, tilfelle: str, stengt: set[tuple[str, str]]
) -> tuple[int, list[str]]:
    """How many outputs were read, and which of them tell of the person. Those that no such user comes to are added to
    `stengt`, and not asked for again."""
    leser = Leser(bruker_for(verden, tilfelle))
    saksnummer, uuid = re.compile(rf"\b{sak.nummer}\b"), str(sak.person.uuid)
    lest, navngitt = 0, []
    for metode, sti, kropp in utganger(verden, sak, leser, tilfelle):
        if (metode, sti) in stengt:
            continue
        side, lest = les(sti, leser.svar(metode, sti, kropp)), lest + 1
        if side.status == 403:
            stengt.add((metode, sti))
        # What was searched for stands in its field again; the answer is around it.
        tekst = re.sub(r"<(input|option)\b[^>]*>", "", side.tekst).replace(sti, "")
        if side.status == 200 and (funnet(en, tekst) or saksnummer.search(tekst) or uuid in tekst):
            navngitt.append(f"{metode} {sti}")
    return lest, navngitt


@pytest.mark.parametrize("tilfelle", [tilfelle for tilfelle in TILFELLER if tilfelle not in VED_PORTEN])
def test_s16_each_level_each_output(verden: Verden, tilfelle: str) -> None:
    leder = med_faktor(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    sak = verden.a.person("utsokt").sak
    en = next(en for en in hos(verden, "Alfavik", APEN) if sak.person.duf_nummer in en.tall)
    stengt, funn = set[tuple[str, str]](), list[str]()
    celler, for_ = navngir(en, sak, verden, tilfelle, stengt)
    # Who was told of nobody needs no walk for each level.
    nivaaer = NIVAAER if for_ else NIVAAER[:1]

    for nivaa in nivaaer:
        endre_gradering(bruker=leder, sak=sak, til=nivaa, grunn="Politiet har meldt trusler.")
        lest, navngitt = navngir(en, sak, verden, tilfelle, stengt)
        celler += lest
        funn += [f"{nivaa}: {hvor}" for hvor in navngitt]

    print(
        f"S-16: {len(nivaaer)} nivåer, {celler} svar som {tilfelle}, {len(for_)} nevnte personen før, {len(funn)} etter"
    )
    assert len(for_) >= SER.get(tilfelle, 0)
    assert funn == []
