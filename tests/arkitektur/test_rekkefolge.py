"""Every list that is sorted: each head sorts, nothing else does, and a longer page asks no more (ui.md 4)."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.bruker.models import Bruker
from imdinett.tilgang import tilgang
from imdinett.tilgang.roller import Rolle
from imdinett.web.lister import etterspurt
from imdinett.web.views import Liste, Sidedelt
from tests.arkitektur.leser import Leser
from tests.arkitektur.test_lister import adressene, med
from tests.verden import Verden

SIDEDELTE = {navn: en for navn, en in med(Sidedelt).items() if issubclass(en, Sidedelt)}
KNAPP = re.compile(r'aria-sort="(\w+)"[^>]*>\s*<button[^>]*name="sorter"\s+value="-?(\w+)"')
RAD = re.compile(r"<tr>.*?</tr>", re.DOTALL)
LENKE = re.compile(r'\?fra_liste=[^"]*|csrfmiddlewaretoken" value="\w+"|data-\w+="[^"]*"')


EGNE = (Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR)
HOS_IMDI = (Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_LOGG_LES, Rolle.IMDI_ANMODNING)
HALER = ("?per_side=100", "?per_side=100&vis=alle", "?per_side=100&fra=01.01.2026&til=31.12.2026")
# Each look at it is itself a line in it.
VOKSER = {"innsynslogg"}
# The world has nobody in them: what they are sorted by is asked of the database all the same.
TOMME = {"imdi_folkeregister", "imdi_har_takket_nei", "imdi_overforing", "imdi_soknader", "loggalarmer"}


def lesere(verden: Verden) -> Iterator[list[Bruker]]:
    """In a kommune, at IMDi and in an enhet: what may be sorted by can differ."""
    yield [verden.a.brukere[en] for en in EGNE]
    yield [verden.imdi[en] for en in HOS_IMDI]
    yield [verden.andre[en.value] for en in (Rolle.MOTTAK_SKRIV, Rolle.BUFETAT_SKRIV)]


def som_leses(verden: Verden, navn: str) -> Iterator[tuple[Leser, Bruker, str]]:
    """The first of each who gets in, with rows when there are any."""
    for brukere in lesere(verden):
        for bruker in brukere:
            leser, sti = Leser(bruker), adressene(verden, navn)[0]
            if leser.svar("GET", f"{sti}{HALER[0]}").status_code == 200:
                med_rader = (hale for hale in HALER if KNAPP.search(leser.svar("GET", f"{sti}{hale}").innhold.decode()))
                yield leser, bruker, f"{sti}{next(med_rader, '')}"
                break


def knapper(html: str) -> dict[str, str]:
    return {felt: retning for retning, felt in KNAPP.findall(html)}


def radene(html: str) -> list[str]:
    """What stands in each row, without what leads back to the list as it is now."""
    return [
        LENKE.sub("", rad)
        for tabell in re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)
        for rad in RAD.findall(tabell)
    ]


def test_every_list_is_sorted_by_something() -> None:
    assert [navn for navn, en in SIDEDELTE.items() if not en.sortering.felt] == []


def test_every_list_of_ours_has_the_paging() -> None:
    """No list has a length of its own."""
    assert [navn for navn, en in med(Liste).items() if "paginate_by" in vars(en)] == []
    assert all(issubclass(en, Sidedelt) for en in med(Liste).values())


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("lett_vandring")
@pytest.mark.parametrize("navn", sorted(SIDEDELTE))
def test_each_head_sorts_and_nothing_else_does(verden: Verden, navn: str) -> None:
    lest = [_les(navn, *en) for en in som_leses(verden, navn)]

    assert any(lest) == (navn not in TOMME)
    assert lest


def _les(navn: str, leser: Leser, bruker: Bruker, adresse: str) -> bool:
    """Whether there were rows."""
    if "?" not in adresse:
        for felt in SIDEDELTE[navn].sortering.felt:
            kommune = next(iter(tilgang.egne_kommuner(bruker)), None)
            liste = etterspurt.still(SIDEDELTE[navn], f"{adresse}?sorter={felt}", bruker=bruker, kommune=kommune)
            assert list(liste.ordnede_rader()) == []
        return False
    html = leser.svar("GET", adresse).innhold.decode()
    uten, felt = radene(html), knapper(html)
    for ett in felt:
        sortert = leser.svar("GET", f"{adresse}&sorter={ett}").innhold.decode()
        assert knapper(sortert)[ett] == "ascending", (navn, ett)
        if navn not in VOKSER and len(uten) < 100:
            assert Counter(radene(sortert)) == Counter(uten), (navn, ett)
    skjulte = set() if navn in VOKSER else {*SIDEDELTE[navn].sortering.felt, "person__etternavn"} - set(felt)
    for skjult in skjulte:
        assert radene(leser.svar("GET", f"{adresse}&sorter={skjult}").innhold.decode()) == uten, (navn, skjult)
    ett = next(iter(felt))
    kort = adresse.replace("per_side=100", "per_side=25")
    assert len({sporringer(leser, f"{en}&sorter=-{ett}") for en in (kort, adresse)}) == 1, navn
    return True


def sporringer(leser: Leser, adresse: str) -> int:
    with CaptureQueriesContext(connection) as spurt:
        assert leser.svar("GET", adresse).status_code == 200
    antall = sum(not en["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) for en in spurt.captured_queries)
    assert antall <= 20, adresse
    return antall
