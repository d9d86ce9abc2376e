"""S-07: each person whose numbers a page shows stands in exactly one line of the access log, written for that page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Max

from bosetting.person.models import Person
from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from imdinett.web import norsk
from tests.arkitektur import adresser
from tests.arkitektur.adresser import Adresse
from tests.arkitektur.leser import Leser, bruker_for, som
from tests.arkitektur.test_tilgangstabell import les_tabell
from tests.regnskap import meld
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]
LESERE = (
    "annen_bosetter_skriv",
    "annen_bosetter_les",
    "annen_administrator",
    Rolle.MOTTAK_SKRIV.value,
    Rolle.BUFETAT_SKRIV.value,
    Rolle.IMDI_BOSETTER_SKRIV.value,
    Rolle.IMDI_LOGG_LES.value,
)


def aapne(verden: Verden, tilfelle: str) -> Iterator[Adresse]:
    """B's addresses, but for those that S-01's table says are shut to who has this role at home."""
    tabell, hjemme = les_tabell(), tilfelle.replace("annen_", "egen_")
    for en in adresser.alle(verden, verden.b):
        if tabell.get((en.navn, en.objekt, "GET"), {}).get(hjemme) != "403":
            yield en


@pytest.mark.parametrize("tilfelle", [som(tilfelle) for tilfelle in LESERE])
def test_s07_each_person_who_is_shown_is_in_exactly_one_line(
    verden: Verden, tilfelle: str, record_property: Any
) -> None:
    """security.md §8: one user action is one line per person. The numbers of a person are found nowhere else."""
    leser = Leser(bruker_for(verden, tilfelle))
    personer = list(Person.objects.values_list("pk", "duf_nummer", "fodselsnummer"))
    numre = {tall: pk for pk, duf, fnr in personer for tall in (duf, norsk.duf(duf), fnr) if tall}
    viste, feil = 0, dict[tuple[str, str], tuple[list[int], list[int]]]()
    for en in aapne(verden, tilfelle):
        siste = Innsyn.objects.aggregate(siste=Max("pk"))["siste"] or 0
        svar = leser.svar("GET", en.sti)
        linjer = Innsyn.objects.filter(pk__gt=siste)
        logget = sorted(pk for linje in linjer for pk in {*linje.person_ider, linje.person_id} - {None})
        tekst = svar.innhold.decode(errors="replace") if svar.status_code == 200 else ""
        vist = sorted({pk for tall, pk in numre.items() if tall in tekst})
        viste += len(vist)
        if not set(vist) <= set(logget) or len(logget) != len(set(logget)):
            feil[en.navn, en.objekt] = (vist, logget)

    print(f"S-07: {viste} personer vist som {tilfelle}, ikke i nøyaktig én linje {len(feil)}")
    assert feil == {}
    meld(record_property, "S-07", viste_personer=viste, uten_linje=len(feil))
