"""A kartlegging that IMDi sends back is told to the users of that mottak, and to nobody else (B-038, B-095)."""

from datetime import date, timedelta

import pytest

from bosetting.person import services
from bosetting.person.models import Person, Sak
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.states import Gradering, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
KORT = Kartleggingssvar(morsmaal="arabisk", samtale_dato=date(2026, 11, 20), tolk="telefon")
MANGLER = "Spør om skolegang."


def ansatt_i(enhet: Enhet, rolle: Rolle = Rolle.MOTTAK_SKRIV) -> Bruker:
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, rolle, enhet)
    return bruker


@pytest.fixture
def mottak():
    return EnhetFactory(navn="Eksempel mottak")


@pytest.fixture
def ansatt(mottak):
    return ansatt_i(mottak)


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def sak(mottak) -> Sak:
    return SakFactory(mottak=mottak, tilstand=Sakstilstand.TIL_KARTLEGGING, tillatelse_dato=date(2026, 11, 1))


def send_og_returner(ansatt: Bruker, imdi: Bruker, sak: Sak) -> None:
    services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    services.returner_kartlegging(bruker=imdi, sak=sak, tekst=MANGLER)


def test_b038_the_mottaks_users_are_told_by_case_number(mottak, ansatt, imdi, sak) -> None:
    kollega = ansatt_i(mottak)
    ansatt_i(EnhetFactory())
    ansatt_i(mottak, Rolle.BUFETAT_SKRIV)

    send_og_returner(ansatt, imdi, sak)

    rader = Forsendelse.objects.filter(slag="kartlegging_returnert")
    assert sorted(rad.mottaker["epost"] for rad in rader) == sorted([ansatt.epost, kollega.epost])
    alt = f"{rader[0].tittel} {rader[0].innhold}"
    assert sak.nummer in alt
    assert all(tekst not in alt for tekst in (MANGLER, sak.person.fornavn, str(sak.person.uuid)))
    (varsel,) = Brukervarsel.objects.filter(bruker=kollega)
    assert sak.nummer in logg_inn(kollega).get(varsel.lenke).content.decode()


def test_sent_back_again_is_told_again(ansatt, imdi, sak) -> None:
    send_og_returner(ansatt, imdi, sak)
    with klokke.flyttet_til(klokke.now() + timedelta(hours=3)):
        send_og_returner(ansatt, imdi, sak)

    assert Brukervarsel.objects.filter(bruker=ansatt).count() == 2


def test_b095_of_a_shielded_person_nobody_in_the_mottak_is_told(ansatt, imdi, sak) -> None:
    services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    Person.objects.filter(pk=sak.person_id).update(gradering=Gradering.FORTROLIG)
    services.returner_kartlegging(bruker=imdi, sak=sak, tekst=MANGLER)

    assert not Brukervarsel.objects.exists()


def test_w01_who_writes_kartlegging_can_choose(ansatt) -> None:
    tekst = logg_inn(ansatt).get("/varsler/epost/").content.decode()

    assert 'name="kartlegging"' in tekst
    assert 'name="fordeling"' not in tekst
