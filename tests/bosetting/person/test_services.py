from datetime import date, timedelta
from typing import Any

import pytest

from bosetting.person import services
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.states import Gradering, Kategori, Kjonn, Relasjonstype, Sakstilstand, Tillatelsestype
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, UlovligOvergang
from imdinett.kjerne.nummer import duf_med_kontroll
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db

SVAR = Kartleggingssvar(morsmaal="arabisk", samtale_dato=date(2026, 3, 1))


def ny(nr: int = 1, **felt: Any) -> NyPerson:
    standard: dict[str, Any] = {
        "duf_nummer": duf_med_kontroll(2099, nr),
        "fornavn": "Omar",
        "etternavn": "Eksempel",
        "fodselsdato": date(1985, 3, 12),
        "kjonn": Kjonn.MANN,
        "statsborgerskap": "Syria",
        "kategori": Kategori.MOTTAK,
    }
    return NyPerson(**{**standard, **felt})


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


def med_tillatelse(bruker, *nye: NyPerson) -> list[Sak]:
    saker = services.registrer_personer(bruker=bruker, husstander=[nye])[0]
    tillatelse = Tillatelse(type=Tillatelsestype.FLYKTNING, dato=date(2026, 2, 1))
    return services.registrer_tillatelser(bruker=bruker, rader=[(sak, tillatelse) for sak in saker])


def kode(feil: pytest.ExceptionInfo[Domenefeil]) -> str:
    return feil.value.kode


# ---- who
def test_registrer_personer_gives_households_cases_and_events(imdi) -> None:
    saker = services.registrer_personer(bruker=imdi, husstander=[[ny(1), ny(2)], [ny(3, fornavn="Sara")]])

    assert [len(gruppe) for gruppe in saker] == [2, 1]
    assert [(sak.husstand_id, sak.tilstand) for gruppe in saker for sak in gruppe] == [
        (saker[0][0].husstand_id, "registrert"),
        (saker[0][0].husstand_id, "registrert"),
        (saker[1][0].husstand_id, "registrert"),
    ]
    assert list(Person.objects.order_by("duf_nummer").values_list("fornavn", flat=True)) == ["Omar", "Omar", "Sara"]
    assert Hendelse.objects.filter(type=Hendelsestype.PERSON_REGISTRERT).count() == 3


def test_registrer_personer_takes_the_same_queries_for_one_and_for_fifty(imdi, django_assert_num_queries) -> None:
    with django_assert_num_queries(11):
        services.registrer_personer(bruker=imdi, husstander=[[ny(1)]])
    with django_assert_num_queries(9):
        services.registrer_personer(bruker=imdi, husstander=[[ny(n)] for n in range(2, 52)])
